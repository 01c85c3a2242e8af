package org.migrationauditor.query.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepStatus;

/** How values are worded on the pages. Texts still need escaping as HTML, which templates do. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final ZoneId zone;

  Words(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * A text from a stranger, each character that could steer or hide what stands beside it shown as
   * an escape; line ends stay.
   */
  public static String visible(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (steers(c)) {
                visible.append(String.format(Locale.ROOT, "\\u{%x}", c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Local time with its offset; empty for none. */
  public String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant.atZone(zone));
  }

  /** A duration a person can read, such as {@code 1 min 5 s}. */
  public String duration(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return millis < HOUR
        ? "%d min %d s".formatted(millis / MINUTE, millis % MINUTE / 1_000)
        : "%d h %d min".formatted(millis / HOUR, millis % HOUR / MINUTE);
  }

  public String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** The verdict's name behind a sign of its own, so that no colour is needed. */
  public String verdict(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "✓ PASSED";
      case FAILED -> "✗ FAILED";
      case INDETERMINATE -> "? INDETERMINATE";
    };
  }

  public String status(StepStatus status) {
    return switch (status) {
      case PENDING -> "· pending";
      case STARTED -> "▸ running";
      case SUCCEEDED -> "✓ succeeded";
      case FAILED -> "✗ failed";
      case UNCERTAIN -> "? uncertain";
    };
  }

  /** What the verdict on a migration rests on. */
  public String because(MigrationState state) {
    long made = state.comparisons().size();
    long planned = ComparisonView.planned(state);
    if (planned == 0) {
      return "The plan holds no comparison, so nothing is proven.";
    }
    String counted = "%d of %d planned comparisons made: ".formatted(made, planned);
    return switch (state.verdict()) {
      case PASSED -> counted + "none found a difference that the runbook had not announced.";
      case FAILED -> counted + "at least one found a difference that nobody announced.";
      case INDETERMINATE ->
          made < planned
              ? counted + "what was not compared is not known to be whole."
              : counted + "not everything could be compared.";
    };
  }

  /** How far a migration is, and which step it stands at. */
  public String progress(MigrationState state) {
    long done =
        state.steps().stream().filter(step -> step.status() == StepStatus.SUCCEEDED).count();
    String counted = "%d of %d steps succeeded".formatted(done, state.steps().size());
    return state.steps().stream()
        .filter(step -> step.status() != StepStatus.SUCCEEDED)
        .findFirst()
        .map(
            step ->
                "%s; it stands at '%s', %s."
                    .formatted(
                        counted, visible(step.step().title()), status(step.status()).substring(2)))
        .orElse(counted + ".");
  }
}
