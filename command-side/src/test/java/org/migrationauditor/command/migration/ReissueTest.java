package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.REPORT;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.digest;
import static org.migrationauditor.command.migration.Tale.started;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.ReissueReports;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.WithdrawReport;

/** Reports that are issued again, and reports that are taken back. */
final class ReissueTest {
  private static final IssuedReport NEXT =
      new IssuedReport(
          "whole migration", Verdict.PASSED, "next.pdf", digest('e'), "CN=Auditor", true);
  private static final RolesNamed NAMED =
      new RolesNamed(
          ID, new Roles(List.of("Olga"), List.of("Anton"), Map.of()), "Anton", "four eyes");

  @Test
  void aReportIsIssuedAgainByWhoeverRunsTheMigration() {
    when(before(DELETE).then(NAMED), reissue("olga", NEXT)).expectEvents(reissued("olga"));
  }

  @Test
  void askingWhetherOneMayRecordsNothing() {
    when(before(DELETE), reissue("Olga")).expectSuccessfulHandlerExecution().expectNoEvents();
  }

  @Test
  void aReportThatIsInTheHistoryIsNotIssuedOnceMore() {
    when(before(DELETE).then(reissued("Olga")), reissue("Olga", NEXT))
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void whoeverDoesNotRunTheMigrationIssuesNone() {
    refuses(
        when(before(DELETE).then(NAMED), reissue("Anton")),
        Code.NOT_NAMED,
        "only an operator may do that, and anton is none; no report was issued again, ask Olga");
  }

  @Test
  void whatWasNeverIssuedIsNotIssuedAgain() {
    refuses(
        when(before(REPORT), reissue("Olga")),
        Code.NO_SUCH_REPORT,
        "no report was issued yet; none was issued again, run the migration up to its reports");
  }

  @Test
  void anApproverTakesAReportBackOnce() {
    when(before(DELETE).then(NAMED), withdraw("Anton", "whole")).expectEvents(withdrawn("Anton"));
    when(before(DELETE).then(withdrawn("Anton")), withdraw("Berta", "whole"))
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void nobodyElseTakesOneBack() {
    refuses(
        when(before(DELETE).then(NAMED), withdraw("Olga", "whole")),
        Code.NOT_NAMED,
        "only an approver may do that, and olga is none; nothing was withdrawn, ask Anton");
  }

  @Test
  void aReportThatIsNotKnownIsNotTakenBack() {
    refuses(
        when(before(DELETE), withdraw("Anton", "other")),
        Code.NO_SUCH_REPORT,
        "report 'other' was never issued; nothing was withdrawn, name one that ./auditor report lists");
  }

  @Test
  void deletesNothingOnAReportThatWasTakenBack() {
    refuses(
        when(before(DELETE).then(withdrawn("Anton"), approved()), Tale.perform(DELETE, 1)),
        Code.NOT_REPORTED,
        "step 'delete': report 'whole' was withdrawn and none of its scope stands; nothing was started, issue it again with ./auditor report reissue");
  }

  @Test
  void deletesNothingOnAnApprovalOlderThanTheReportsThatStand() {
    Tale reissued = before(DELETE).then(withdrawn("Anton"), approved(), reissued("Olga"));
    refuses(
        when(reissued, Tale.perform(DELETE, 1)),
        Code.NOT_APPROVED,
        "step 'delete': nobody but its operators has approved it since its reports and comparisons; nothing was started, let someone approve who neither planned nor started a step");
    when(reissued.then(approved()), Tale.perform(DELETE, 1)).expectEvents(started(DELETE, 1));
  }

  @Test
  void aReasonIsGiven() {
    refuses(
        when(before(DELETE), new WithdrawReport(ID, "whole", "Anton", " ")),
        Code.BAD_TEXT,
        "reason is empty; say it in a few words, nothing was recorded");
  }

  private static ResultValidator<Migration> when(Tale tale, Object command) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(command, Tale.OLGA);
  }

  private static void refuses(ResultValidator<Migration> result, Code code, String message) {
    result.expectException(Refusal.of(code, "migration 'site-a': " + message)).expectNoEvents();
  }

  private static ReissueReports reissue(String person, IssuedReport... reports) {
    return new ReissueReports(ID, List.of(reports), person, "the key was changed");
  }

  private static ReportIssued reissued(String person) {
    return new ReportIssued(ID, REPORT, NEXT, person, "the key was changed");
  }

  private static WithdrawReport withdraw(String person, String report) {
    return new WithdrawReport(ID, report, person, "wrong key");
  }

  private static ReportWithdrawn withdrawn(String person) {
    return new ReportWithdrawn(ID, "whole", person, "wrong key");
  }

  private static StepApproved approved() {
    return new StepApproved(ID, DELETE, "Anton", "read");
  }
}
