package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.messages.report.ReportLanguage;

final class SentenceTest {
  @ParameterizedTest
  @EnumSource(Sentence.class)
  void takesTheSameValuesInEachLanguage(Sentence sentence) {
    Object[] values =
        sentence == Sentence.BEYOND_LIST
            ? new Object[] {"<v>", 17, 23}
            : new Object[] {"<v>", "<w>"};

    String english = sentence.in(ReportLanguage.EN, values);
    String german = sentence.in(ReportLanguage.DE, values);

    assertThat(german).isNotEqualTo(english);
    for (Object value : values) {
      assertThat(german.contains(value.toString()))
          .as(german)
          .isEqualTo(english.contains(value.toString()));
    }
  }
}
