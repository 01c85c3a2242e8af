package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How elements of a data set are written.
 *
 * @param explicit whether an element names its value representation
 */
record Encoding(boolean explicit, boolean bigEndian) {
  static final Encoding IMPLICIT_LITTLE_ENDIAN = new Encoding(false, false);
  static final Encoding EXPLICIT_LITTLE_ENDIAN = new Encoding(true, false);
  static final Encoding EXPLICIT_BIG_ENDIAN = new Encoding(true, true);

  private static final int HEADER = 8;
  private static final int LAST_LIKELY_GROUP = 0xFF;

  /**
   * Encoding that the first element of a data set speaks for; null when it speaks for none. A data
   * set starts with an element of a low, even group.
   *
   * @param fileBytes size of the file; nothing in it can be longer
   */
  static @Nullable Encoding of(Window window, long fileBytes) throws IOException {
    if (window.ahead(HEADER) < HEADER) {
      return null;
    }
    boolean little = likely(window.u16(0, false));
    boolean big = likely(window.u16(0, true));
    if (Vr.known(window.u16(4, true))) {
      return little ? EXPLICIT_LITTLE_ENDIAN : big ? EXPLICIT_BIG_ENDIAN : null;
    }
    long length = window.u32(4, false);
    boolean fits = length <= fileBytes - window.offset() - HEADER;
    return little && fits ? IMPLICIT_LITTLE_ENDIAN : null;
  }

  /** Encoding of an element in little endian. */
  static Encoding named(Window window) throws IOException {
    boolean named = window.ahead(HEADER) < HEADER || Vr.known(window.u16(4, true));
    return named ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
  }

  private static boolean likely(int group) {
    return group > 0 && group <= LAST_LIKELY_GROUP && group % 2 == 0;
  }

  String words() {
    return (explicit ? "explicit VR " : "implicit VR ")
        + (bigEndian ? "big endian" : "little endian");
  }
}
