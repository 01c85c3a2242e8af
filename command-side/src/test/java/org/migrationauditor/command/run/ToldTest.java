package org.migrationauditor.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

final class ToldTest {
  @Test
  void whatCannotBePrintedIsNamedByItsNumber() {
    assertThat(Told.fit("a\nb\u202ec\ud800")).isEqualTo("a\\u{a}b\\u{202e}c\\u{d800}");
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(Told.fit("Größe 12 \ud83d\ude00")).isEqualTo("Größe 12 \ud83d\ude00");
  }

  @Test
  void aTextThatIsTooLongIsCutAndSaysSo() {
    String fit = Told.fit("\ud83d\ude00".repeat(3_000));

    assertThat(fit).endsWith(" ... (cut)");
    assertThat(fit.codePointCount(0, fit.length())).isEqualTo(2_000);
  }

  @Test
  void everyTextOfAnOutcomeIsMadeToFit() {
    Outcome outcome =
        new Outcome(
            Outcome.Result.FAILED,
            5,
            1,
            null,
            List.of(new Observation("x\ty", Verdict.FAILED, "z\r")),
            "no\u0000reason");

    assertThat(Told.fit(outcome))
        .isEqualTo(
            new Outcome(
                Outcome.Result.FAILED,
                5,
                1,
                null,
                List.of(new Observation("x\\u{9}y", Verdict.FAILED, "z\\u{d}")),
                "no\\u{0}reason"));
  }
}
