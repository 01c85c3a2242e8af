package org.migrationauditor.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyPatternTest {
  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "logs/*.log, logs/a.log, true",
    "logs/*.log, logs/a/b.log, false",
    "logs/**, logs/a/b.log, true",
    "**/b.log, logs/a/b.log, true",
    "**/b.log, b.log, false",
    "logs, logs/, true",
    "logs/, logs/, true",
    "logs, logs/a, false",
    "lo?s, logs, true",
    "lo?s, lo/s, false",
    "lo?s, lo\ud83d\ude00s, true",
    "a.c, abc, false",
    "'a+[b](c)$^|{1}', 'a+[b](c)$^|{1}', true",
    "'a\\x41', 'a\\x41', true",
    "'a\\x41', aA, false",
    "'**', 'new\nline', true",
    "'*', 'new\nline', true",
    "'?', '\n', true"
  })
  void aGlobMatchesWholeKeys(String glob, String key, boolean matches) {
    assertThat(Pattern.matches(KeyPattern.regex(glob), key)).isEqualTo(matches);
  }
}
