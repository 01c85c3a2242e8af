package org.migrationauditor.command.run;

import java.util.Locale;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

/**
 * What was seen, as a history takes it: on one line, everything printable, no longer than a few
 * sentences. Names of strangers' files come in here; an outcome must never be lost because of one.
 */
final class Told {
  private static final int MOST_CHARACTERS = 2_000;
  private static final String CUT = " ... (cut)";

  private Told() {}

  static Outcome fit(Outcome outcome) {
    return new Outcome(
        outcome.result(),
        outcome.durationMillis(),
        outcome.exitCode(),
        outcome.output(),
        outcome.observations().stream()
            .map(seen -> new Observation(fit(seen.what()), seen.verdict(), fit(seen.seen())))
            .toList(),
        fit(outcome.reason()));
  }

  static String fit(String text) {
    StringBuilder fit = new StringBuilder();
    text.codePoints().forEach(c -> append(fit, c));
    int length = fit.codePointCount(0, fit.length());
    return length <= MOST_CHARACTERS
        ? fit.toString()
        : fit.substring(0, fit.offsetByCodePoints(0, MOST_CHARACTERS - CUT.length())) + CUT;
  }

  private static void append(StringBuilder fit, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          fit.append(String.format(Locale.ROOT, "\\u{%x}", codePoint));
      default -> fit.appendCodePoint(codePoint);
    }
  }
}
