package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleTest {
  /** Known sizes of discovery samples: ln(1 - confidence) / ln(1 - share), rounded up. */
  @ParameterizedTest
  @CsvSource({"99%:0.1%, 4603", "95%:1%, 299", "99.9%:0.01%, 69075", "50%:50%, 1", "95%:3%, 99"})
  void itsSizeIsThatOfADiscoverySample(String plan, long size) {
    Sample sample = Sample.of(plan, null);

    assertThat(sample.size()).isEqualTo(size);
    double share = sample.share().doubleValue() / 100;
    double missed = 1 - sample.confidence().doubleValue() / 100;
    assertThat(Math.pow(1 - share, (double) size)).isLessThanOrEqualTo(missed * (1 + 1e-9));
    assertThat(Math.pow(1 - share, (double) (size - 1))).isGreaterThan(missed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "99%",
        "99:1",
        "100%:1%",
        "0%:1%",
        "99%:0%",
        "-1%:1%",
        "99%:1%x",
        "99%:0.0001%"
      })
  void refusesAPlanThatMakesNoSense(String plan) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.of(plan, "seed"))
        .withMessageStartingWith("sample: ");
  }

  @Test
  void drawsASeedThatNobodyKnew() {
    assertThat(Sample.of("99%:1%", null).seed()).isNotEqualTo(Sample.of("99%:1%", null).seed());
  }

  @Test
  void isSpelledAsItIsRead() {
    Sample sample = Sample.of("99.5%:0.1%", "a-seed");
    assertThat(Sample.of(sample.plan(), sample.seed())).isEqualTo(sample);
  }
}
