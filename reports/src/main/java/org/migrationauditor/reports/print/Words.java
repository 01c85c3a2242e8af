package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.migrationauditor.messages.report.ReportLanguage;

/** The words of the pages in one language, by key; each is a pattern with places for values. */
final class Words {
  private final Map<String, String> patterns;

  Words(Map<String, String> patterns) {
    this.patterns = Map.copyOf(patterns);
  }

  static Words of(ReportLanguage language) {
    return of("words", language);
  }

  /** What the codes of findings mean, in a language other than that of the codes themselves. */
  static Words ofCodes(ReportLanguage language) {
    return of("codes", language);
  }

  private static Words of(String what, ReportLanguage language) {
    String code = language.name().toLowerCase(Locale.ROOT);
    String file = "%s_%s.properties".formatted(what, code);
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(
            "report: '%s': is not on the class path; no report can be printed in that language"
                .formatted(file));
      }
      Properties read = new Properties();
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      Map<String, String> patterns = new TreeMap<>();
      read.forEach((key, value) -> patterns.put(key.toString(), value.toString()));
      return new Words(patterns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of that key, with the values, which are text already, in their places. */
  String say(String key, Object... values) {
    return String.format(Locale.ROOT, pattern(key), values);
  }

  String pattern(String key) {
    String pattern = patterns.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("report: no words for '%s'".formatted(key));
    }
    return pattern;
  }

  Set<String> keys() {
    return patterns.keySet();
  }
}
