package org.migrationauditor.signatures;

import java.io.IOException;
import java.util.Locale;

/** A file that is not spelled as this program spells one. */
final class CosException extends IOException {
  private static final long serialVersionUID = 1;

  CosException(int at, String expected) {
    super(String.format(Locale.ROOT, "byte %,d: %s was expected", at, expected));
  }
}
