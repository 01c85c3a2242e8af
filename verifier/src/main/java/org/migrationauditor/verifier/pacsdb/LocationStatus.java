package org.migrationauditor.verifier.pacsdb;

import java.util.List;
import java.util.Set;

/**
 * What dcm4chee says of a stored object. The first ten of the numbers it stores never changed from
 * 5.22 to 5.35; the eleventh came with 5.24, and those after it are a tape library's.
 */
record LocationStatus(String name) {
  private static final List<String> NAMES =
      List.of(
          "OK",
          "TO_DELETE",
          "FAILED_TO_DELETE",
          "MISSING_OBJECT",
          "FAILED_TO_FETCH_METADATA",
          "FAILED_TO_FETCH_OBJECT",
          "DIFFERING_OBJECT_SIZE",
          "DIFFERING_OBJECT_CHECKSUM",
          "DIFFERING_S3_MD5SUM",
          "FAILED_TO_DELETE2",
          "ORPHANED");
  private static final Set<String> DELETING =
      Set.of("TO_DELETE", "FAILED_TO_DELETE", "FAILED_TO_DELETE2");

  /** The status of a stored number. */
  static LocationStatus of(int number) {
    return new LocationStatus(
        number >= 0 && number < NAMES.size() ? NAMES.get(number) : "STATUS_" + number);
  }

  boolean ok() {
    return name.equals("OK");
  }

  /** Whether the object is kept on purpose without an instance. */
  boolean orphaned() {
    return name.equals("ORPHANED");
  }

  /** Whether the archive means to delete the object. */
  boolean deleting() {
    return DELETING.contains(name);
  }
}
