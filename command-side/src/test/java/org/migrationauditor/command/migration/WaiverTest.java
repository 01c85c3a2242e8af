package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.COMPARE;
import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.LOOK;
import static org.migrationauditor.command.migration.Tale.OLGA;
import static org.migrationauditor.command.migration.Tale.REPORT;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.digest;
import static org.migrationauditor.command.migration.Tale.started;

import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.WaiveFinding;
import org.migrationauditor.messages.migration.Waiver;

final class WaiverTest {
  private static final Waiver MISSING = waiver(FindingCode.MISSING, "a.dcm", "Anna");

  @Test
  void isRecordedAsItWasGiven() {
    waive(failed(), MISSING).expectEvents(waived(MISSING));
  }

  @Test
  void isRecordedOnceForAFinding() {
    waive(failed().then(waived(MISSING)), MISSING)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"FAILED", "INDETERMINATE"})
  void ofEveryFindingLetsTheNextStepStart(Verdict verdict) {
    FindingCode code = verdict == Verdict.FAILED ? FindingCode.MISSING : FindingCode.UNREADABLE;
    Tale tale = before(COMPARE).compared(1, verdict).done(REPORT, 1);
    refuses(perform(tale, LOOK, 1), Code.COMPARISON_NOT_PASSED);

    tale.then(waived(waiver(code, "a.dcm", "Anna")));

    perform(tale, LOOK, 1).expectEvents(started(LOOK, 1));
  }

  @Test
  void ofOneOfTwoFindingsOpensNothing() {
    Tale tale = compared(9, Map.of(FindingCode.MISSING, 2L)).done(REPORT, 1).then(waived(MISSING));

    refuses(perform(tale, LOOK, 1), Code.COMPARISON_NOT_PASSED);

    tale.then(waived(waiver(FindingCode.MISSING, "b.dcm", "Anna")));
    perform(tale, LOOK, 1).expectEvents(started(LOOK, 1));
  }

  @Test
  void ofTheSameFindingByTwoPeopleCountsOnce() {
    Tale tale = compared(9, Map.of(FindingCode.MISSING, 2L)).done(REPORT, 1);
    tale.then(waived(MISSING), waived(waiver(FindingCode.MISSING, "a.dcm", "Berta")));

    refuses(perform(tale, LOOK, 1), Code.COMPARISON_NOT_PASSED);
  }

  @Test
  void leavesFindingsOfOtherCodesInTheWay() {
    Tale tale =
        compared(9, Map.of(FindingCode.MISSING, 1L, FindingCode.UNREADABLE, 1L))
            .done(REPORT, 1)
            .then(waived(MISSING));

    refuses(perform(tale, LOOK, 1), Code.COMPARISON_NOT_PASSED);
  }

  @Test
  void isToBeReportedAndApprovedBeforeADeletion() {
    Tale tale = failed().done(REPORT, 1).then(waived(MISSING)).done(LOOK, 1);
    refuses(approve(tale), Code.NOT_REPORTED);
    refuses(perform(tale, DELETE, 1), Code.NOT_REPORTED);

    tale.then(new RepeatAllowed(ID, REPORT, "Olga", "a finding was accepted")).done(REPORT, 2);

    approve(tale).expectEvents(new StepApproved(ID, DELETE, "Anton", "reports read"));
    tale.then(new StepApproved(ID, DELETE, "Anton", "reports read"));
    perform(tale, DELETE, 1).expectEvents(started(DELETE, 1));
  }

  @Test
  void endsWithTheComparisonItIsOf() {
    Tale tale = failed().then(waived(MISSING));
    tale.then(new RepeatAllowed(ID, COMPARE, "Olga", "once more"))
        .compared(2, Verdict.FAILED)
        .done(REPORT, 1);

    refuses(perform(tale, LOOK, 1), Code.COMPARISON_NOT_PASSED);
  }

  @Test
  void isRefusedFromAnOperator() {
    refuses(waive(failed(), waiver(FindingCode.MISSING, "a.dcm", " OLGA")), Code.OWN_WAIVER);
  }

  @Test
  void isRefusedOfFindingsThatAreNotThoseOfTheLastComparison() {
    Waiver other =
        new Waiver(
            digest('9'), FindingCode.MISSING, "a.dcm", new OwnerKey("P"), "Anna", "as agreed");

    refuses(waive(failed(), other), Code.NO_SUCH_FINDING);
    refuses(waive(before(COMPARE), MISSING), Code.NO_SUCH_FINDING);
  }

  @Test
  void isRefusedOfACodeThatWasNotFoundOrIsWaivedWhole() {
    refuses(waive(failed(), waiver(FindingCode.EXTRA, "a.dcm", "Anna")), Code.NO_SUCH_FINDING);
    refuses(
        waive(failed().then(waived(MISSING)), waiver(FindingCode.MISSING, "b.dcm", "Anna")),
        Code.NO_SUCH_FINDING);
  }

  @Test
  void isRefusedWhereNothingWasCompared() {
    Tale tale = compared(0, Map.of(FindingCode.EMPTY, 1L));

    refuses(waive(tale, waiver(FindingCode.EMPTY, "./", "Anna")), Code.NO_SUCH_FINDING);
  }

  @Test
  void isRefusedWithoutAReason() {
    refuses(
        waive(
            failed(),
            new Waiver(digest('c'), FindingCode.MISSING, "a.dcm", new OwnerKey("P"), "Anna", " ")),
        Code.BAD_TEXT);
  }

  @Test
  void isRefusedOnceAllIsDone() {
    Tale tale = before(DELETE).done(DELETE, 1).then(new MigrationCompleted(ID, Verdict.PASSED));

    refuses(waive(tale, MISSING), Code.COMPLETED);
  }

  private static Tale failed() {
    return before(COMPARE).compared(1, Verdict.FAILED);
  }

  private static Tale compared(long equal, Map<FindingCode, Long> findings) {
    InventoryName name = new InventoryName("dicom");
    return before(COMPARE)
        .then(
            started(COMPARE, 1),
            new InventoriesCompared(
                ID,
                COMPARE,
                new ComparisonSummary(
                    name, name, Verdict.FAILED, equal, findings, Map.of(), digest('c'))),
            Tale.succeeded(COMPARE, 1));
  }

  private static Waiver waiver(FindingCode code, String key, String person) {
    return new Waiver(digest('c'), code, key, new OwnerKey("PROT-1"), person, "as agreed");
  }

  private static FindingWaived waived(Waiver waiver) {
    return new FindingWaived(ID, COMPARE, waiver);
  }

  private static ResultValidator<Migration> waive(Tale tale, Waiver waiver) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(new WaiveFinding(ID, COMPARE, waiver), OLGA);
  }

  private static ResultValidator<Migration> perform(Tale tale, StepId step, int attempt) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(Tale.perform(step, attempt), OLGA);
  }

  private static ResultValidator<Migration> approve(Tale tale) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(new ApproveStep(ID, DELETE, "Anton", "reports read"), OLGA);
  }

  private static void refuses(ResultValidator<Migration> result, Code code) {
    result.expectException(Refusal.of(code)).expectNoEvents();
  }
}
