package org.migrationauditor.query.history;

import java.time.Instant;

/** A place in the history of a migration. */
public sealed interface Moment {
  /** Whether an event had happened by then; those after the first that had not are not asked. */
  boolean had(long sequence, Instant at);

  /**
   * After an event, or at the end when there are fewer.
   *
   * @param sequence its number, 0 for the first
   */
  record AfterEvent(long sequence) implements Moment {
    @Override
    public boolean had(long number, Instant at) {
      return number <= sequence;
    }
  }

  /**
   * Before the first event that is later. Should the host's clock have been set back in between,
   * nothing belongs to it that was recorded after a later time.
   */
  record AtTime(Instant time) implements Moment {
    @Override
    public boolean had(long number, Instant at) {
      return !at.isAfter(time);
    }
  }
}
