package org.migrationauditor.app.cli;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.seal.SealedLog;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.history.Moment;

/** A moment as a person names it: an event, a time, or a place in the sealed log. */
final class RequestedMoment {
  /** For the description of a parameter. */
  static final String DESCRIPTION =
      "time with zone, such as 2026-03-01T22:15:00+01:00, number of an event, or log:SIZE for the"
          + " first SIZE events of the sealed log";

  private static final Pattern EVENT = Pattern.compile("(log:)?([0-9]{1,18})");

  private RequestedMoment() {}

  /**
   * What the text names in the history of a migration.
   *
   * @param verb for the sentence of a refusal
   */
  static Moment of(String verb, String text, Platform platform, MigrationId id) {
    Matcher event = EVENT.matcher(text);
    if (!event.matches()) {
      return new Moment.AtTime(time(verb, text).toInstant());
    }
    long number = Long.parseLong(event.group(2));
    return new Moment.AfterEvent(
        event.group(1) == null ? number : inLog(verb, platform.sealing().log(), id, number));
  }

  private static long inLog(String verb, SealedLog log, MigrationId id, long size) {
    if (size > log.size()) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          String.format(
              Locale.ROOT,
              "%s: 'log:%d' is beyond the sealed log, which has %d events; ./auditor log head tells its size",
              verb,
              size,
              log.size()));
    }
    return log.last(id, size).orElse(-1L);
  }

  private static OffsetDateTime time(String verb, String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "%s: '%s' is neither a time with zone, such as 2026-03-01T22:15:00+01:00, nor the number of an event"
              .formatted(verb, text));
    }
  }
}
