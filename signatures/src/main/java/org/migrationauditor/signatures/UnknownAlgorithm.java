package org.migrationauditor.signatures;

import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Tells a signature that does not fit from one whose algorithm this Java cannot work out. */
final class UnknownAlgorithm {
  static final String SENTENCE =
      "it uses an algorithm that is not known here, so it was not checked; another program, such"
          + " as pdfsig, may know it";

  private UnknownAlgorithm() {}

  /** Whether it is why something broke off. */
  static boolean causes(Throwable thrown) {
    for (@Nullable Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof NoSuchAlgorithmException) {
        return true;
      }
    }
    return false;
  }
}
