package org.migrationauditor.reports.print;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.report.ReportLanguage;

/**
 * How words, numbers and codes are spelled on the pages of one language. Times are the same in all:
 * ISO 8601, UTC.
 */
final class Wording {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private final Words words;
  private final @Nullable Words codes;
  private final Locale locale;

  private Wording(Words words, @Nullable Words codes, Locale locale) {
    this.words = words;
    this.codes = codes;
    this.locale = locale;
  }

  static Wording of(ReportLanguage language) {
    Words words = Words.of(language);
    return switch (language) {
      case EN -> new Wording(words, null, Locale.ENGLISH);
      case DE -> new Wording(words, Words.ofCodes(language), Locale.GERMAN);
    };
  }

  /** Language as documents name it (RFC 5646). */
  String language() {
    return locale.toLanguageTag();
  }

  /** The words of that key, with the values, which are text already, in their places. */
  String say(String key, Object... values) {
    return words.say(key, values);
  }

  /** The word for a code of that kind. */
  String word(String kind, Enum<?> code) {
    return say(kind + "." + code.name());
  }

  /** A verdict in one word, as its mark says it. */
  String verdict(Verdict verdict) {
    return word("verdict", verdict);
  }

  String meaning(Verdict verdict) {
    return say("verdict.%s.meaning".formatted(verdict), Chapter.FINDINGS.number());
  }

  /** What was seen. */
  String meaning(FindingCode code) {
    return codes == null ? code.meaning() : codes.pattern(code.name() + ".meaning");
  }

  /** What a person does next. */
  String remedy(FindingCode code) {
    return codes == null ? code.remedy() : codes.pattern(code.name() + ".remedy");
  }

  String question(Chapter chapter) {
    return word("chapter", chapter);
  }

  String count(long count) {
    return String.format(locale, "%,d", count);
  }

  /** A number of things that have a word for one and a word for many. */
  String counted(long count, String things) {
    return count(count) + " " + say(things + (count == 1 ? ".one" : ".many"));
  }

  /** {@code 0}, {@code +3}, {@code -3}. */
  String difference(long before, long after) {
    return before == after ? "0" : String.format(locale, "%+,d", after - before);
  }

  String exactBytes(long bytes) {
    return counted(bytes, "bytes");
  }

  /** In a unit that a person can picture; exact below 1,024. */
  String bytes(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return exactBytes(bytes);
    }
    double size = bytes;
    int unit = -1;
    while (Math.abs(size) >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(locale, "%.2f %s", size, UNITS[unit]);
  }

  /** To the second, or to the millisecond where there is a fraction. */
  String time(@Nullable Instant time) {
    if (time == null) {
      return say("nothing");
    }
    return (time.toEpochMilli() % 1000 == 0 ? SECONDS : MILLIS).format(time);
  }

  String second(@Nullable Instant time) {
    return time == null ? say("nothing") : SECONDS.format(time);
  }

  String duration(long millis) {
    Duration time = Duration.ofMillis(millis);
    if (millis < 1000) {
      return say("duration.millis", millis);
    }
    if (millis < 60_000) {
      return say("duration.seconds", String.format(locale, "%.1f", millis / 1000.0));
    }
    String seconds = "%02d".formatted(time.toSecondsPart());
    if (time.toHours() == 0) {
      return say("duration.minutes", time.toMinutes(), seconds);
    }
    return say("duration.hours", time.toHours(), "%02d".formatted(time.toMinutesPart()), seconds);
  }
}
