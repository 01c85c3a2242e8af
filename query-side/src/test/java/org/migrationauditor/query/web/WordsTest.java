package org.migrationauditor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  private final Words words = new Words(ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "59900, 59.9 s",
    "60000, 1 min 0 s",
    "3599999, 59 min 59 s",
    "3600000, 1 h 0 min",
    "90061000, 25 h 1 min",
  })
  void wordsDurations(long millis, String expected) {
    assertThat(words.duration(millis)).isEqualTo(expected);
  }

  @Test
  void givesLocalTimesWithTheirOffset() {
    assertThat(words.time(Instant.parse("2026-07-01T22:00:00Z")))
        .isEqualTo("2026-07-02 00:00:00 +02:00");
    assertThat(words.time(null)).isEmpty();
  }

  @Test
  void showsCharactersThatSteer() {
    assertThat(Words.visible("a\u202Eb\u0000c\u001Bd\u2028e\uD800f\u200Bg"))
        .isEqualTo("a\\u{202e}b\\u{0}c\\u{1b}d\\u{2028}e\\u{d800}f\\u{200b}g");
    assertThat(Words.visible("Zürich, 東京 \uD83D\uDE00\nnext")).isEqualTo("Zürich, 東京 😀\nnext");
    assertThat(Words.visible(null)).isEmpty();
  }
}
