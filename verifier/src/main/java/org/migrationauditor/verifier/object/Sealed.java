package org.migrationauditor.verifier.object;

import java.util.Collection;
import java.util.Locale;

/** Whether MinIO keeps other bytes of an object than it hands out, by the names in its metadata. */
public final class Sealed {
  private static final String INTERNAL = "x-minio-internal-";

  private Sealed() {}

  /** How the object is kept: {@code encrypted}, {@code compressed}, or empty when as it is. */
  public static String how(Collection<String> names) {
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(INTERNAL) && lower.contains("encrypt")) {
        return "encrypted";
      }
      if (lower.startsWith(INTERNAL) && lower.contains("compress")) {
        return "compressed";
      }
    }
    return "";
  }
}
