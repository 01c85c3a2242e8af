package org.migrationauditor.verifier.compare;

/** What two views of an object store do not show alike, though they hold the same objects. */
final class ObjectStores {
  /** Rows of what can be on both sides: not the server's own files, which only a disk shows. */
  static final String IN_EVERY_VIEW =
      """
      key = './' OR NOT (kind = 'SYSTEM' OR starts_with(key, '.minio.sys/')
        OR (owner = 'platform' AND kind <> 'UNKNOWN'))
      """;

  /**
   * Takes a folder out of the differences when the other side has something below it: an interface
   * may show a key that ends in {@code /} beside the keys that begin with it, a disk does not.
   */
  static final String FOLDER_WITH_CONTENT =
      """
      DELETE FROM difference WHERE in_%1$s AND NOT in_%2$s AND %1$s_form = 'FOLDER'
        AND %1$s_complete AND key IN (
          SELECT d.key FROM difference d ASOF JOIN %2$s o ON d.key < o.key
          WHERE starts_with(o.key, d.key))
      """;

  private ObjectStores() {}
}
