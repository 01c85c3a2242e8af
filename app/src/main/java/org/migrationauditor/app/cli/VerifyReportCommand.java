package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.check.Check;
import org.migrationauditor.reports.check.ReportCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks reports. */
@Command(
    name = "verify-report",
    header = "Check reports: the signature, and that the pages say what the evidence says.",
    description = {"", "Needs no server, no network and no home folder: the files alone.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:each is as it was signed, and its pages and its evidence agree; who signed is told apart",
      "1:one was changed, or is no report",
      "2:the command line is wrong",
      "3:one cannot be read, or something in it cannot be checked"
    })
public final class VerifyReportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "reports, each a PDF")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    return ExitStatus.of(Verdict.worst(files.stream().map(file -> verdict(terminal, file))));
  }

  private Verdict verdict(Terminal terminal, Path file) {
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
    return check.verdict();
  }
}
