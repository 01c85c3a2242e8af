package org.migrationauditor.command.seal;

import org.jspecify.annotations.Nullable;

/**
 * Something in the history or its log that is not as it was sealed.
 *
 * @param migration of the event; null when it is not about one
 * @param sequence place of the event in the history of its migration
 * @param position of its leaf, or the size of a head; -1 when it has none
 * @param words what was found, without the event's name
 */
public record LogFlaw(
    Kind kind, @Nullable String migration, long sequence, long position, String words) {

  /** What became of it. */
  public enum Kind {
    /** The row says something else than when it was sealed. */
    EDITED,
    /** The row is gone. */
    DELETED,
    /** The row came in beside the program. */
    INSERTED,
    /** Events of one migration stand in another order than they were decided in. */
    REORDERED,
    /** Leaves, hashes or heads of the log are missing or others. */
    LOG_REWRITTEN,
    /** A head that was kept elsewhere tells of more than the log has. */
    TRUNCATED
  }
}
