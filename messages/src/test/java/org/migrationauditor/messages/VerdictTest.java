package org.migrationauditor.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void ofNothingIsIndeterminate() {
    assertThat(Verdict.worst(Stream.of())).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void passesOnlyIfAllPassed() {
    assertThat(Verdict.worst(Stream.of(Verdict.PASSED, Verdict.PASSED))).isEqualTo(Verdict.PASSED);
    assertThat(Verdict.worst(Stream.of(Verdict.PASSED, Verdict.INDETERMINATE, Verdict.PASSED)))
        .isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void failsAsSoonAsOneFailed() {
    assertThat(Verdict.worst(Stream.of(Verdict.FAILED, Verdict.INDETERMINATE, Verdict.PASSED)))
        .isEqualTo(Verdict.FAILED);
  }
}
