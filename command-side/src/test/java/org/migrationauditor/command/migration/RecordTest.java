package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.AFTER;
import static org.migrationauditor.command.migration.Tale.BEFORE;
import static org.migrationauditor.command.migration.Tale.COMPARE;
import static org.migrationauditor.command.migration.Tale.COPY;
import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.LOOK;
import static org.migrationauditor.command.migration.Tale.OLGA;
import static org.migrationauditor.command.migration.Tale.REPORT;
import static org.migrationauditor.command.migration.Tale.STEPS;
import static org.migrationauditor.command.migration.Tale.STOP;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.begin;
import static org.migrationauditor.command.migration.Tale.comparison;
import static org.migrationauditor.command.migration.Tale.failed;
import static org.migrationauditor.command.migration.Tale.inventory;
import static org.migrationauditor.command.migration.Tale.outcome;
import static org.migrationauditor.command.migration.Tale.report;
import static org.migrationauditor.command.migration.Tale.started;
import static org.migrationauditor.command.migration.Tale.step;
import static org.migrationauditor.command.migration.Tale.succeeded;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.AttestStep;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.Outcome.Result;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordComparison;
import org.migrationauditor.messages.migration.RecordInventory;
import org.migrationauditor.messages.migration.RecordReports;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepUncertain;

final class RecordTest {
  private static final ContentDigest SHARES = Tale.digest('5');
  private static final Outcome SUCCESS = outcome(Result.SUCCEEDED);

  @Test
  void tellsASuccess() {
    when(begin().then(started(STOP, 1)), Tale.record(STOP, 1, SUCCESS))
        .expectEvents(succeeded(STOP, 1));
  }

  @Test
  void tellsAFailure() {
    when(begin().then(started(STOP, 1)), Tale.record(STOP, 1, outcome(Result.FAILED)))
        .expectEvents(failed(STOP, 1));
  }

  @Test
  void tellsThatNobodyKnows() {
    when(begin().then(started(STOP, 1)), Tale.record(STOP, 1, outcome(Result.UNCERTAIN)))
        .expectEvents(new StepUncertain(ID, STOP, 1, "the disk is full"));
  }

  @Test
  void tellsAnInventoryWithItsEnd() {
    when(before(BEFORE).then(started(BEFORE, 1)), inventoryTaken(1))
        .expectEvents(new InventoryTaken(ID, BEFORE, inventory(), SHARES), succeeded(BEFORE, 1));
  }

  @Test
  void tellsAComparisonWithItsEndWhateverItsVerdict() {
    when(before(COMPARE).then(started(COMPARE, 1)), compared(Verdict.FAILED))
        .expectEvents(
            new InventoriesCompared(ID, COMPARE, comparison(Verdict.FAILED), SHARES),
            succeeded(COMPARE, 1));
  }

  @Test
  void tellsEveryReportWithItsEnd() {
    when(
            before(REPORT).then(started(REPORT, 1)),
            new RecordReports(ID, REPORT, 1, List.of(report(), report()), SUCCESS))
        .expectEvents(
            new ReportIssued(ID, REPORT, report()),
            new ReportIssued(ID, REPORT, report()),
            succeeded(REPORT, 1));
  }

  @Test
  void takesTheSameRecordAgainAsARetry() {
    unchanged(begin().done(STOP, 1), Tale.record(STOP, 1, SUCCESS));
    unchanged(
        begin().then(started(STOP, 1), failed(STOP, 1)),
        Tale.record(STOP, 1, outcome(Result.FAILED)));
    unchanged(before(COPY), new RecordInventory(ID, BEFORE, 1, inventory(), null, SUCCESS));
    unchanged(
        before(REPORT),
        new RecordComparison(ID, COMPARE, 1, comparison(Verdict.PASSED), null, SUCCESS));
    unchanged(before(LOOK), new RecordReports(ID, REPORT, 1, List.of(report()), SUCCESS));
  }

  @Test
  void refusesAnotherRecordOfAnEndedAttempt() {
    refuses(
        when(begin().done(STOP, 1), Tale.record(STOP, 1, outcome(Result.FAILED))),
        Code.NOT_STARTED,
        "step 'stop': attempt 1 is not under way, the step is SUCCEEDED after 1; nothing was"
            + " recorded, start an attempt first");
    refuses(
        when(before(REPORT), compared(Verdict.FAILED)),
        Code.NOT_STARTED,
        "step 'compare': attempt 1 is not under way, the step is SUCCEEDED after 1; nothing was"
            + " recorded, start an attempt first");
  }

  @Test
  void refusesARecordOfAnotherAttempt() {
    Tale tale = begin().then(started(STOP, 1), failed(STOP, 1), started(STOP, 2));
    refuses(
        when(tale, Tale.record(STOP, 1, SUCCESS)),
        Code.NOT_STARTED,
        "step 'stop': attempt 1 is not under way, the step is STARTED after 2; nothing was"
            + " recorded, start an attempt first");
  }

  @Test
  void refusesARecordBeforeTheStart() {
    refuses(
        when(begin(), Tale.record(STOP, 1, SUCCESS)),
        Code.NOT_STARTED,
        "step 'stop': attempt 1 is not under way, the step is PENDING after 0; nothing was"
            + " recorded, start an attempt first");
  }

  @Test
  void refusesAResultThatIsNotTheSteps() {
    refuses(
        when(
            begin().then(started(STOP, 1)),
            new RecordInventory(ID, STOP, 1, inventory(), null, SUCCESS)),
        Code.WRONG_KIND,
        "step 'stop': the step is RUN_SCRIPT, and what was told belongs to TAKE_INVENTORY; nothing"
            + " was recorded, tell how the step itself ended");
  }

  @Test
  void aReadingDoesNotSucceedWithoutItsResult() {
    for (var step : List.of(BEFORE, COMPARE, REPORT)) {
      refuses(
          when(before(step).then(started(step, 1)), Tale.record(step, 1, SUCCESS)),
          Code.WRONG_KIND,
          "step '"
              + step
              + "': the step is "
              + started(step, 1).action()
              + " and cannot succeed without its result; nothing was recorded, tell the result");
    }
    refuses(
        when(
            before(REPORT).then(started(REPORT, 1)),
            new RecordReports(ID, REPORT, 1, List.of(), SUCCESS)),
        Code.WRONG_KIND,
        "step 'report': the step is ISSUE_REPORTS and cannot succeed without its result; nothing"
            + " was recorded, tell the result");
  }

  @Test
  void aReadingMayFailWithoutAResult() {
    when(before(BEFORE).then(started(BEFORE, 1)), Tale.record(BEFORE, 1, outcome(Result.FAILED)))
        .expectEvents(failed(BEFORE, 1));
  }

  @Test
  void refusesAPassThatItsOwnFindingsDeny() {
    ComparisonSummary failed = comparison(Verdict.FAILED);
    ComparisonSummary lie =
        new ComparisonSummary(
            failed.before(),
            failed.after(),
            Verdict.PASSED,
            9,
            failed.findings(),
            Map.of(),
            failed.manifest());
    refuses(
        when(
            before(COMPARE).then(started(COMPARE, 1)),
            new RecordComparison(ID, COMPARE, 1, lie, null, SUCCESS)),
        Code.CONTRADICTION,
        "step 'compare': the comparison is called PASSED with 9 equal entries and findings"
            + " [MISSING]; nothing was recorded, compare again");
  }

  @Test
  void refusesAPassOfNothing() {
    ComparisonSummary passed = comparison(Verdict.PASSED);
    ComparisonSummary empty =
        new ComparisonSummary(
            passed.before(),
            passed.after(),
            Verdict.PASSED,
            0,
            Map.of(),
            Map.of(),
            passed.manifest());
    refuses(
        when(
            before(COMPARE).then(started(COMPARE, 1)),
            new RecordComparison(ID, COMPARE, 1, empty, null, SUCCESS)),
        Code.CONTRADICTION,
        "step 'compare': the comparison is called PASSED with 0 equal entries and findings [];"
            + " nothing was recorded, compare again");
  }

  @Test
  void refusesAnObservationWithControlCharacters() {
    Outcome outcome =
        new Outcome(
            Result.SUCCEEDED,
            1,
            0,
            null,
            List.of(new Observation("pods", Verdict.PASSED, "none\u001b[2J")),
            "");
    refuses(
        when(begin().then(started(STOP, 1)), Tale.record(STOP, 1, outcome)),
        Code.BAD_TEXT,
        "step 'stop': observation holds control characters; leave them out, nothing was recorded");
  }

  @Test
  void theLastStepCompletesTheMigration() {
    when(before(DELETE).then(started(DELETE, 1)), Tale.record(DELETE, 1, SUCCESS))
        .expectEvents(succeeded(DELETE, 1), new MigrationCompleted(ID, Verdict.PASSED));
  }

  @Test
  void completesWithTheWorstOfTheComparisons() {
    List<PlannedStep> steps = STEPS.subList(0, 6);
    Tale tale = begin(steps).done(STOP, 1).done(BEFORE, 1).done(COPY, 1).done(AFTER, 1);
    tale.compared(1, Verdict.FAILED).then(started(REPORT, 1));
    when(tale, new RecordReports(ID, REPORT, 1, List.of(report()), SUCCESS))
        .expectEvents(
            new ReportIssued(ID, REPORT, report()),
            succeeded(REPORT, 1),
            new MigrationCompleted(ID, Verdict.FAILED));
  }

  @Test
  void completesWithoutAnAnswerWhenNothingWasCompared() {
    when(
            begin(List.of(step(STOP, ActionKind.RUN_SCRIPT, false))).then(started(STOP, 1)),
            Tale.record(STOP, 1, SUCCESS))
        .expectEvents(succeeded(STOP, 1), new MigrationCompleted(ID, Verdict.INDETERMINATE));
  }

  @Test
  void attests() {
    when(before(LOOK).then(started(LOOK, 1)), attest("all there")).expectEvents(said("all there"));
  }

  @Test
  void takesTheSameWordsAgainAsARetry() {
    unchanged(before(LOOK).then(started(LOOK, 1), said("all there")), attest("all there"));
  }

  @Test
  void takesTheSameWordsAnewForALaterAttempt() {
    when(
            before(LOOK).then(started(LOOK, 1), said("done"), failed(LOOK, 1), started(LOOK, 2)),
            attest("done"))
        .expectEvents(said("done"));
  }

  @Test
  void wordsOnAnEarlierAttemptDoNotStandForALaterOne() {
    refuses(
        when(
            before(LOOK).then(started(LOOK, 1), said("done"), failed(LOOK, 1), started(LOOK, 2)),
            Tale.record(LOOK, 2, SUCCESS)),
        Code.NOT_ATTESTED,
        "step 'look': nobody has said what they did; nothing was recorded, attest it first");
  }

  @Test
  void attestsOnceMoreInOtherWords() {
    when(before(LOOK).then(started(LOOK, 1), said("all there")), attest("and quick"))
        .expectEvents(said("and quick"));
  }

  @Test
  void refusesWordsOnAStepThatWaitsForNobody() {
    refuses(
        when(
            begin().then(started(STOP, 1)),
            new AttestStep(ID, STOP, "Olga", "stopped", null, null)),
        Code.WRONG_KIND,
        "step 'stop': the step is RUN_SCRIPT and waits for nobody's word; nothing was recorded, run"
            + " it");
  }

  @Test
  void refusesWordsBeforeTheStepHasBegun() {
    refuses(
        when(before(LOOK), attest("all there")),
        Code.NOT_STARTED,
        "step 'look': the step is PENDING; nothing was recorded, run the migration up to it"
            + " first");
  }

  @Test
  void refusesAnEvidenceFileWithoutItsDigest() {
    refuses(
        when(
            before(LOOK).then(started(LOOK, 1)),
            new AttestStep(ID, LOOK, "Olga", "see photo", "photo.png", null)),
        Code.CONTRADICTION,
        "step 'look': an evidence file and its digest come together; nothing was recorded, give"
            + " both");
  }

  @Test
  void aPersonsStepDoesNotSucceedBeforeThePersonHasSpoken() {
    refuses(
        when(before(LOOK).then(started(LOOK, 1)), Tale.record(LOOK, 1, SUCCESS)),
        Code.NOT_ATTESTED,
        "step 'look': nobody has said what they did; nothing was recorded, attest it first");
  }

  @Test
  void aPersonsStepSucceedsAfterwards() {
    when(before(LOOK).then(started(LOOK, 1), said("all there")), Tale.record(LOOK, 1, SUCCESS))
        .expectEvents(succeeded(LOOK, 1));
  }

  private static RecordInventory inventoryTaken(int attempt) {
    return new RecordInventory(ID, BEFORE, attempt, inventory(), SHARES, SUCCESS);
  }

  private static RecordComparison compared(Verdict verdict) {
    return new RecordComparison(ID, COMPARE, 1, comparison(verdict), SHARES, SUCCESS);
  }

  private static AttestStep attest(String note) {
    return new AttestStep(ID, LOOK, "Olga", note, null, null);
  }

  private static StepAttested said(String note) {
    return new StepAttested(ID, LOOK, "Olga", note, null, null);
  }

  private static ResultValidator<Migration> when(Tale tale, Object command) {
    return new AggregateTestFixture<>(Migration.class).given(tale.events()).when(command, OLGA);
  }

  private static void unchanged(Tale tale, Object command) {
    when(tale, command).expectSuccessfulHandlerExecution().expectNoEvents();
  }

  private static void refuses(ResultValidator<Migration> result, Code code, String message) {
    result.expectException(Refusal.of(code, "migration 'site-a': " + message)).expectNoEvents();
  }
}
