package org.migrationauditor.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

class StakeTest {
  private static final Observation GOOD = new Observation("it is there", Verdict.PASSED, "it is");
  private static final Observation BAD = new Observation("all is equal", Verdict.FAILED, "2 of 3");

  @Test
  void standsBesideWhatTheActionSawThatIsNotSo() {
    Outcome outcome = outcome(Outcome.Result.SUCCEEDED, "", GOOD, BAD);

    Outcome told = Stake.told("images", 0, outcome);

    assertThat(told.observations())
        .containsExactly(
            GOOD, new Observation("all is equal", Verdict.FAILED, "2 of 3; at stake: images"));
    assertThat(told.reason()).isEmpty();
  }

  @Test
  void standsNotBesideWhatAChecksSawWhichTellsItsOwn() {
    Outcome outcome = outcome(Outcome.Result.FAILED, "not so; at stake: a check's own", GOOD, BAD);

    assertThat(Stake.told("images", 1, outcome)).isEqualTo(outcome);
  }

  @Test
  void standsBehindTheReasonOfAFailureThatTellsNone() {
    Outcome outcome = outcome(Outcome.Result.FAILED, "the target is there", GOOD);

    assertThat(Stake.told("images", 1, outcome).reason())
        .isEqualTo("the target is there; at stake: images");
  }

  @Test
  void changesNothingWhereNothingIsToldOrAllIsWell() {
    Outcome bad = outcome(Outcome.Result.FAILED, "no", BAD);
    Outcome good = outcome(Outcome.Result.SUCCEEDED, "", GOOD);

    assertThat(Stake.told("", 0, bad)).isEqualTo(bad);
    assertThat(Stake.told("images", 0, good)).isEqualTo(good);
  }

  private static Outcome outcome(Outcome.Result result, String reason, Observation... seen) {
    return new Outcome(result, 5, null, null, List.of(seen), reason);
  }
}
