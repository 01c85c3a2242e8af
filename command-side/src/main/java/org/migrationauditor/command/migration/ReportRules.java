package org.migrationauditor.command.migration;

import java.util.List;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.ReissueReports;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.WithdrawReport;

/** What must hold before a report is issued again or taken back. */
record ReportRules(MigrationId migrationId, Ledger ledger) {

  /** Those that are not in the history yet. */
  List<ReportIssued> facts(ReissueReports command) {
    new RoleRules(migrationId, ledger).checkReissue(Person.of(command.person()));
    StepId step =
        ledger
            .reports()
            .step()
            .orElseThrow(
                () ->
                    MigrationRejection.of(
                        Code.NO_SUCH_REPORT,
                        migrationId,
                        "no report was issued yet; none was issued again, run the migration up to"
                            + " its reports"));
    return command.reports().stream()
        .filter(report -> !ledger.reports().issued(report.reportId()))
        .map(
            report ->
                new ReportIssued(migrationId, step, report, command.person(), command.reason()))
        .toList();
  }

  void checkWithdrawal(WithdrawReport command) {
    new RoleRules(migrationId, ledger).checkWithdrawal(Person.of(command.person()));
    if (!ledger.reports().issued(command.reportId())) {
      throw MigrationRejection.of(
          Code.NO_SUCH_REPORT,
          migrationId,
          "report '"
              + command.reportId()
              + "' was never issued; nothing was withdrawn, name one that ./auditor report lists");
    }
  }
}
