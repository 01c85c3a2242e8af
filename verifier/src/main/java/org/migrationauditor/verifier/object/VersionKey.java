package org.migrationauditor.verifier.object;

/** Key of an older version of an object, or of a delete marker. */
public final class VersionKey {
  /** A question mark as no object's key can hold it: a backslash that looks so is escaped there. */
  private static final String MARK = "\\x3F";

  private VersionKey() {}

  /**
   * The key.
   *
   * @param object key of the object's entry
   */
  public static String of(String object, String versionId) {
    return object + MARK + "versionId=" + versionId;
  }
}
