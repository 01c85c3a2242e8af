package org.migrationauditor.verifier.inventory;

/** How an archive itself sees an entry. The names are stored in manifests. */
public enum EntryState {
  /** Simply there. */
  PRESENT,
  /** Hidden from users by a rejection note, and kept. */
  REJECTED,
  /** To be deleted by the archive; its file may still be there, and need not be. */
  PENDING_DELETE,
  /** Kept on purpose without belonging to an instance. */
  ORPHANED,
  /** Known only from the metadata that the archive wrote when it purged its records. */
  PURGED,
  /** Kept by another archive; there is no file here. */
  EXTERNAL
}
