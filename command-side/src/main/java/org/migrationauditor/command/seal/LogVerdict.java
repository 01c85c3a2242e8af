package org.migrationauditor.command.seal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.Checkpoint;

/**
 * What came of looking at the whole log.
 *
 * @param events leaves that were worked out anew, count
 * @param unsealed events that no head covers yet, count
 * @param head the last that is signed; null when none is
 * @param flaws the first of them, in the order of their leaves
 * @param found flaws there are, count
 * @param clockWentBack events whose time is before that of the one before them, the first of them
 */
public record LogVerdict(
    long events,
    long unsealed,
    @Nullable Checkpoint head,
    List<LogFlaw> flaws,
    long found,
    List<EventTime> clockWentBack) {
  public LogVerdict {
    flaws = List.copyOf(flaws);
    clockWentBack = List.copyOf(clockWentBack);
  }

  /**
   * An event's time that is earlier than that of the event before it.
   *
   * @param before ISO 8601 in UTC, as {@code at}
   */
  public record EventTime(String migration, long sequence, String before, String at) {}
}
