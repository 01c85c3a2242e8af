package org.migrationauditor.app.cli;

import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ReportStanding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists issued reports. */
@Command(
    name = "report",
    header =
        "List the reports of a migration and check each, or sign, extend, issue again or withdraw one.",
    description = {
      "",
      "A report that was issued again is superseded, and one that was taken back is withdrawn: these are listed"
          + " last and no longer count.",
      "To check one file without this home, use verify-report.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:every issued report is there, byte for byte",
      "1:a report was changed",
      "2:there is no such migration or no report yet",
      "3:a report is not there or cannot be read",
      "5:this machine is in the way: no database, disk full"
    },
    subcommands = {
      ReportSignCommand.class,
      ReportExtendCommand.class,
      ReportReissueCommand.class,
      ReportWithdrawCommand.class
    })
public final class ReportCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final KnownMigration migration = new KnownMigration();

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Home home = common.home();
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(home)) {
      MigrationId id = migration.in(platform);
      MigrationState state = platform.state(id);
      if (state.reports().isEmpty()) {
        throw new CommandFailure(
            ExitStatus.REFUSED,
            "report: migration '%s' has no report yet; ./auditor status %s says what comes first"
                .formatted(id, id));
      }
      return ExitStatus.of(
          Verdict.worst(
              state.reports().stream()
                  .sorted(Comparator.comparing(state::standing)) // those that count first
                  .map(report -> print(terminal, home, state, report))));
    }
  }

  private Verdict print(Terminal terminal, Home home, MigrationState state, IssuedReport report) {
    ReportFile file = ReportFile.of(home, state.migrationId(), report);
    ReportStanding standing = state.standing(report);
    if (json) {
      terminal.print(
          Json.line(
              "report",
              "report",
              report,
              "superseded",
              state.superseded(report),
              "standing",
              standing,
              "file",
              file.path().toString(),
              "intact",
              file.intact()));
    } else {
      terminal.print(
          "%s %-28s %s  %s"
              .formatted(
                  Terminal.verdictColumn(report.verdict()),
                  Terminal.safe(report.scope()),
                  file.path(),
                  file.sentence() + words(state, report)));
    }
    return file.intact();
  }

  private static String words(MigrationState state, IssuedReport report) {
    return switch (state.standing(report)) {
      case VALID -> "";
      case SUPERSEDED -> "; superseded";
      case WITHDRAWN ->
          state
              .withdrawal(report)
              .map(
                  taken ->
                      Terminal.safe(
                          "; withdrawn by %s at %s: %s"
                              .formatted(
                                  taken.person(), Terminal.time(taken.at()), taken.reason())))
              .orElseThrow();
    };
  }
}
