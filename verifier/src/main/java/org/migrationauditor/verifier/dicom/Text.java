package org.migrationauditor.verifier.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values of text, without padding. Bytes that are no text stand as {@code \xHH}. */
final class Text {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7E;
  private static final int ESCAPE = 0x1B;

  private Text() {}

  /** Text of the default repertoire. */
  static String ascii(byte[] bytes, int count) {
    int from = 0;
    int to = count;
    while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == 0)) {
      to--;
    }
    while (from < to && bytes[from] == ' ') {
      from++;
    }
    return plain(bytes, from, to)
        ? new String(bytes, from, to - from, StandardCharsets.US_ASCII)
        : escaped(bytes, from, to);
  }

  /**
   * Text of a repertoire.
   *
   * @param term of Specific Character Set (0008,0005), empty for the default
   */
  static String of(byte[] bytes, int count, String term) {
    if (plain(bytes, 0, count)) {
      return ascii(bytes, count);
    }
    Charset charset = charset(term);
    for (int i = 0; i < count; i++) {
      if (bytes[i] == ESCAPE) { // changes the repertoire, which no identifier needs
        charset = StandardCharsets.US_ASCII;
      }
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count)).toString();
      String bare = text.replaceAll("[ \\x00]+$|^ +", "");
      return bare.chars().anyMatch(Character::isISOControl) ? ascii(bytes, count) : bare;
    } catch (CharacterCodingException e) {
      return ascii(bytes, count);
    }
  }

  private static boolean plain(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < FIRST_PRINTABLE || bytes[i] > LAST_PRINTABLE) {
        return false;
      }
    }
    return true;
  }

  private static String escaped(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (plain(bytes, i, i + 1)) {
        text.append((char) bytes[i]);
      } else {
        text.append(String.format(Locale.ROOT, "\\x%02X", bytes[i]));
      }
    }
    return text.toString();
  }

  /** Of PS3.3 C.12.1.1.2; those that need code extensions go by their first, single-byte part. */
  private static Charset charset(String terms) {
    int end = terms.indexOf('\\');
    String term = (end < 0 ? terms : terms.substring(0, end)).replace("ISO 2022 IR", "ISO_IR");
    String name =
        switch (term.strip()) {
          case "ISO_IR 100" -> "ISO-8859-1";
          case "ISO_IR 101" -> "ISO-8859-2";
          case "ISO_IR 109" -> "ISO-8859-3";
          case "ISO_IR 110" -> "ISO-8859-4";
          case "ISO_IR 144" -> "ISO-8859-5";
          case "ISO_IR 127" -> "ISO-8859-6";
          case "ISO_IR 126" -> "ISO-8859-7";
          case "ISO_IR 138" -> "ISO-8859-8";
          case "ISO_IR 148" -> "ISO-8859-9";
          case "ISO_IR 203" -> "ISO-8859-15";
          case "ISO_IR 13" -> "JIS_X0201";
          case "ISO_IR 166" -> "TIS-620";
          case "ISO_IR 192" -> "UTF-8";
          case "GB18030" -> "GB18030";
          case "GBK" -> "GBK";
          default -> "US-ASCII";
        };
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
  }
}
