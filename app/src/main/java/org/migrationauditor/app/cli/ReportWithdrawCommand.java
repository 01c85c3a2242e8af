package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a report back. */
@Command(
    name = "withdraw",
    header = "Take a report back: it says nothing any more.",
    description = {
      "",
      "The file stays as it was issued; the history tells who withdrew it and why. No step that needs reports starts"
          + " until one of the same scope is issued again.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:recorded",
      "2:refused: there is no such report, or you may not; nothing was recorded",
      "5:this machine is in the way: no database, disk full"
    })
final class ReportWithdrawCommand implements Callable<Integer> {
  private static final String EXTENSION = ".pdf";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      index = "0",
      paramLabel = "REPORT",
      description = "its id, as its pages have it, or the name of its file")
  private String report = "";

  @Option(
      names = "--migration",
      paramLabel = "MIGRATION",
      description = "name of the migration; may be left out when there is only one")
  private @Nullable String migration;

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who withdraws it")
  private String person = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why")
  private String reason = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = platform.resolve(migration);
      String reportId =
          report.endsWith(EXTENSION)
              ? report.substring(0, report.length() - EXTENSION.length())
              : report;
      platform.withdraw(id, reportId, person, reason);
      Terminal.of(spec).print("withdrawn: " + Terminal.safe(reportId));
      return ExitStatus.OK;
    }
  }
}
