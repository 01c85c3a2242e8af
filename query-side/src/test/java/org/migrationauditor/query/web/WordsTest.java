package org.migrationauditor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.query.Story;

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
  void tellsWhereTheClockWasSet() {
    Instant noon = Instant.parse("2026-07-01T12:00:00Z");
    assertThat(
            words.clock(
                List.of(
                    new ClockJump(4, noon, 5, noon.minusSeconds(3_000), -3_600_000, true),
                    new ClockJump(6, noon, 7, noon.minusSeconds(60), -60_000, false),
                    new ClockJump(8, noon, 9, noon.plusSeconds(90), 61_000, true))))
        .containsExactly(
            "The clock was set back by 1 h 0 min between event 4 (2026-07-01 14:00:00 +02:00) and"
                + " event 5 (2026-07-01 13:10:00 +02:00).",
            "The clock was set back by at least 1 min 0 s between event 6 (2026-07-01 14:00:00"
                + " +02:00) and event 7 (2026-07-01 13:59:00 +02:00).",
            "The clock was set ahead, or the host slept, by 1 min 1 s between event 8 (2026-07-01"
                + " 14:00:00 +02:00) and event 9 (2026-07-01 14:01:30 +02:00).");
    assertThat(words.clock(null)).singleElement().asString().contains("is not known");
  }

  @Test
  void showsCharactersThatSteer() {
    assertThat(Words.visible("a\u202Eb\u0000c\u001Bd\u2028e\uD800f\u200Bg"))
        .isEqualTo("a\\u{202e}b\\u{0}c\\u{1b}d\\u{2028}e\\u{d800}f\\u{200b}g");
    assertThat(Words.visible("Zürich, 東京 \uD83D\uDE00\nnext")).isEqualTo("Zürich, 東京 😀\nnext");
    assertThat(Words.visible(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "999 | 999",
        "1000 | 1,000 (1.0 kB)",
        "999949 | 999,949 (999.9 kB)",
        "999950 | 999,950 (1.0 MB)",
        "5000000 | 5,000,000 (5.0 MB)",
        "8123456789012 | 8,123,456,789,012 (8.1 TB)",
        "9223372036854775807 | 9,223,372,036,854,775,807 (9.2 EB)",
      })
  void givesSizesInFullAndInShort(long bytes, String expected) {
    assertThat(words.bytes(bytes)).isEqualTo(expected);
  }

  @Test
  void saysWhoAStepWaitsForAndNeverThatItRuns() {
    assertThat(words.status(step(StepStatus.STARTED, ActionKind.ATTEST, Actor.OWNER)))
        .isEqualTo("▸ waits for a data owner");
    assertThat(words.status(step(StepStatus.STARTED, ActionKind.AWAIT_REBOOT, Actor.OPERATOR)))
        .isEqualTo("▸ waits for the operator");
    assertThat(words.status(step(StepStatus.STARTED, ActionKind.RUN_SCRIPT, Actor.OPERATOR)))
        .isEqualTo("▸ started, no outcome yet");
    assertThat(words.status(step(StepStatus.PENDING, ActionKind.REMOVE_TREE, Actor.OPERATOR)))
        .isEqualTo("· pending, needs an approval");
    assertThat(words.status(step(StepStatus.PENDING, ActionKind.RUN_SCRIPT, Actor.OPERATOR)))
        .isEqualTo("· pending");
  }

  @Test
  void doubtsASuccessThatWasNotObservedInFull() {
    assertThat(words.doubt(succeeded())).isEqualTo("? nothing was observed");
    assertThat(words.doubt(succeeded(Verdict.PASSED, Verdict.PASSED))).isEmpty();
    assertThat(words.doubt(succeeded(Verdict.PASSED, Verdict.INDETERMINATE)))
        .isEqualTo("? observed as it should be: 1 of 2");
    assertThat(words.doubt(step(StepStatus.PENDING, ActionKind.ATTEST, Actor.OWNER))).isEmpty();
  }

  @Test
  void namesEveryGateOfAStep() {
    assertThat(words.gate(step(StepStatus.PENDING, ActionKind.REMOVE_TREE, Actor.OPERATOR).step()))
        .isEqualTo(
            "passed comparisons: compare; reports of: report; approval by someone else than the"
                + " operators");
    assertThat(words.gate(step(StepStatus.PENDING, ActionKind.ATTEST, Actor.OWNER).step()))
        .isEmpty();
  }

  @Test
  void wordsNumbersAlikeWhateverLanguageTheHostSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(words.duration(61_000)).isEqualTo("1 min 1 s");
      assertThat(words.duration(90_061_000)).isEqualTo("25 h 1 min");
      assertThat(words.because(Story.replayed(Story.ID, 0).orElseThrow()))
          .startsWith("0 of 1 planned comparisons made: ");
      assertThat(words.progress(Story.replayed(Story.ID, 0).orElseThrow()))
          .startsWith("0 of 5 steps succeeded; ");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static StepState succeeded(Verdict... seen) {
    return step(
        StepStatus.SUCCEEDED,
        ActionKind.RUN_SCRIPT,
        Actor.OPERATOR,
        Arrays.stream(seen).map(verdict -> new Observation("effect", verdict, "seen")).toList());
  }

  private static StepState step(StepStatus status, ActionKind action, Actor actor) {
    return step(status, action, actor, List.of());
  }

  private static StepState step(
      StepStatus status, ActionKind action, Actor actor, List<Observation> seen) {
    boolean gated = action.destructive();
    PlannedStep planned =
        new PlannedStep(
            Story.STOP,
            "Step",
            null,
            action,
            actor,
            true,
            gated ? List.of(Story.COMPARE) : List.of(),
            gated ? List.of(Story.REPORT) : List.of(),
            gated,
            null);
    return new StepState(
        planned, status, 1, 0, "", "olga", null, null, 0, null, null, seen, "", List.of(), null,
        List.of());
  }

  @Test
  void peopleAreNamedForEachRoleOrItIsSaidThatNoneWere() {
    assertThat(words.roles(Story.replayed(Story.ID, 1).orElseThrow()))
        .startsWith("no names were set");
    assertThat(words.roles(Story.replayed(Story.ID, 6).orElseThrow()))
        .isEqualTo(
            "operators: olga, jens; approvers: anna; owners of any data: max; owners of PROT-1:"
                + " maria");
  }
}
