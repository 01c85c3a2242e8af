package org.migrationauditor.query.history;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * The stored events of a migration are no history: one is missing, cannot be read or contradicts
 * those before it. The message says which event, what was found and what to do.
 */
public final class UnreadableHistoryException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Of one event.
   *
   * @param number of the event, 0 for the first
   * @param cause why it cannot be read; its message, which may hold words of the event, is not told
   */
  UnreadableHistoryException(MigrationId id, long number, String what, @Nullable Throwable cause) {
    super(
        String.format(
            Locale.ROOT,
            "history of migration '%s': event %d: %s; nothing is shown, compare the stored events"
                + " with a report's head",
            id,
            number,
            what),
        cause);
  }
}
