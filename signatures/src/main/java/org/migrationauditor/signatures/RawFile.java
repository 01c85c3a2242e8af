package org.migrationauditor.signatures;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can be told from the bytes alone, before any parser sees them. */
final class RawFile {
  private static final String WHAT = "file";
  private static final byte[] START = "%PDF-1.".getBytes(StandardCharsets.US_ASCII);

  /** Names that a report never holds, because a reader would have to inflate or decrypt them. */
  private static final List<String> FOREIGN =
      List.of("/ObjStm", "/XRef", "/Encrypt", "/Linearized");

  private RawFile() {}

  static Check check(byte[] pdf) {
    if (pdf.length == 0) {
      return Check.failed(WHAT, "it is empty");
    }
    if (!startsWith(pdf, 0, START)) {
      return Check.failed(WHAT, "it is not a PDF, so it is no report");
    }
    for (String name : FOREIGN) {
      if (holdsName(pdf, name)) {
        return Check.unknown(
            WHAT,
            "it holds '%s', which no report of this program does; it was not opened"
                .formatted(name.substring(1)));
      }
    }
    return Check.passed(WHAT, "it is a PDF of %,d bytes".formatted(pdf.length));
  }

  /** Whether a name stands in the file, also when letters of it are spelled #hh. */
  private static boolean holdsName(byte[] pdf, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < pdf.length; i++) {
      if (pdf[i] == '/' && matches(pdf, i, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] pdf, int start, byte[] wanted) {
    int at = start;
    for (byte expected : wanted) {
      if (at >= pdf.length) {
        return false;
      }
      int found = pdf[at];
      at++;
      if (found == '#' && at + 1 < pdf.length) {
        found = Character.digit(pdf[at], 16) * 16 + Character.digit(pdf[at + 1], 16);
        at += 2;
      }
      if (found != expected) {
        return false;
      }
    }
    return true;
  }

  static boolean startsWith(byte[] bytes, int offset, byte[] start) {
    if (offset < 0 || offset + start.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[offset + i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
