package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.reports.check.Check;
import org.migrationauditor.reports.check.ReportCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks one report. */
@Command(
    name = "verify-report",
    header = "Check a report: its signature, and that its pages say what its evidence says.",
    description = {"", "Needs no server, no network and no home folder: the file alone.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the file is as it was signed, and its pages and its evidence agree; who signed is told apart",
      "1:it was changed, or is no report",
      "2:the command line is wrong",
      "3:it cannot be read, or something in it cannot be checked"
    })
public final class VerifyReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "report, a PDF")
  private Path file = Path.of("");

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    ReportCheck check = ReportCheck.of(file);
    for (Check part : check.checks()) {
      terminal.print(
          json
              ? Json.line("check", part)
              : "%s %s: %s"
                  .formatted(
                      Terminal.verdictColumn(part.verdict()),
                      Terminal.safe(part.what()),
                      Terminal.safe(part.sentence())));
    }
    terminal.print(
        json
            ? Json.line("report-check", "file", file.toString(), "verdict", check.verdict())
            : Terminal.verdict(check.verdict()) + " " + Terminal.safe(file.toString()));
    return ExitStatus.of(check.verdict());
  }
}
