package org.migrationauditor.signatures;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Text;

/** What a signer wrote beside a signature: texts and times of its dictionary. */
final class SignatureWords {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss[XXX][X]", Locale.ROOT);

  private SignatureWords() {}

  static String text(Dict dictionary, String key) {
    if (!(dictionary.get(key) instanceof Text text)) {
      return "";
    }
    String bytes = text.bytes();
    return bytes.startsWith("\u00FE\u00FF")
        ? new String(
            bytes.substring(2).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_16BE)
        : bytes;
  }

  /** A date (ISO 32000-1, 7.9.4) with its zone; null if it is none. */
  static @Nullable Instant time(Dict dictionary) {
    String text = text(dictionary, "M").replace("D:", "").replaceAll("'$", "").replace('\'', ':');
    try {
      return OffsetDateTime.parse(text, DATE).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
