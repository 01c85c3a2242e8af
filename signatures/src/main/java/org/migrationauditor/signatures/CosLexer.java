package org.migrationauditor.signatures;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The smallest parts of a PDF's syntax. */
final class CosLexer {
  private static final Pattern WORD =
      Pattern.compile("null|true|false|[+-]?(\\d+\\.?\\d*|\\.\\d+)");
  private static final String DELIMITERS = "()<>[]{}/%";
  private static final String ESCAPES = "nrtbf()\\";
  private static final String ESCAPED = "\n\r\t\b\f()\\";

  private CosLexer() {}

  /**
   * A part of a file.
   *
   * @param end place behind it, bytes from the start of the file
   */
  record Token(String text, int end) {}

  static boolean space(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static boolean regular(byte b) {
    return b > ' ' && b < 0x7F && DELIMITERS.indexOf(b) < 0;
  }

  /** Whether a word cannot go on here. */
  static boolean ends(byte[] pdf, int at) {
    return at >= pdf.length || !regular(pdf[at]);
  }

  static Token word(byte[] pdf, int from) throws CosException {
    int end = regularEnd(pdf, from);
    String text = new String(pdf, from, end - from, StandardCharsets.US_ASCII);
    if (!WORD.matcher(text).matches()) {
      throw new CosException(from, "a value");
    }
    return new Token(text, end);
  }

  private static int regularEnd(byte[] pdf, int from) {
    int end = from;
    while (!ends(pdf, end)) {
      end++;
    }
    return end;
  }

  static Token name(byte[] pdf, int from) throws CosException {
    if (from >= pdf.length || pdf[from] != '/') {
      throw new CosException(from, "a name");
    }
    int end = regularEnd(pdf, from + 1);
    StringBuilder name = new StringBuilder();
    for (int i = from + 1; i < end; i++) {
      if (pdf[i] == '#') {
        name.append(escapedByte(pdf, i, end));
        i += 2;
      } else {
        name.append((char) pdf[i]);
      }
    }
    return new Token(name.toString(), end);
  }

  private static char escapedByte(byte[] pdf, int at, int end) throws CosException {
    if (at + 2 < end) {
      int high = Character.digit(pdf[at + 1], 16);
      int low = Character.digit(pdf[at + 2], 16);
      char c = (char) (high * 16 + low);
      if (high >= 0 && low >= 0 && !(c < 0x7F && Character.isLetterOrDigit(c))) {
        return c;
      }
    }
    throw new CosException(at, "a name in its plain spelling");
  }

  static Token string(byte[] pdf, int from) throws CosException {
    return pdf[from] == '<' ? hexadecimal(pdf, from) : literal(pdf, from);
  }

  private static Token hexadecimal(byte[] pdf, int from) throws CosException {
    StringBuilder bytes = new StringBuilder();
    int at = from + 1;
    while (at + 1 < pdf.length && pdf[at] != '>') {
      int high = Character.digit(pdf[at], 16);
      int low = Character.digit(pdf[at + 1], 16);
      if (high < 0 || low < 0) {
        throw new CosException(at, "two hexadecimal digits");
      }
      bytes.append((char) (high * 16 + low));
      at += 2;
    }
    if (at >= pdf.length || pdf[at] != '>') {
      throw new CosException(at, "the end of a string");
    }
    return new Token(bytes.toString(), at + 1);
  }

  private static Token literal(byte[] pdf, int from) throws CosException {
    StringBuilder bytes = new StringBuilder();
    int open = 1;
    for (int at = from + 1; at < pdf.length; at++) {
      char c = (char) (pdf[at] & 0xFF);
      if (c == '\\') {
        at++;
        int escape = at < pdf.length ? ESCAPES.indexOf(pdf[at]) : -1;
        if (escape < 0) {
          throw new CosException(at, "an escape of one letter");
        }
        bytes.append(ESCAPED.charAt(escape));
        continue;
      }
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open == 0) {
        return new Token(bytes.toString(), at + 1);
      }
      bytes.append(c);
    }
    throw new CosException(from, "a string that ends");
  }
}
