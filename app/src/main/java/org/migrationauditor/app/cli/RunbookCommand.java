package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.runbook.Runbook;
import org.migrationauditor.command.runbook.Runbooks;
import org.migrationauditor.command.runbook.SiteRunbook;
import org.migrationauditor.command.runbook.UpgradePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at runbooks. */
@Command(
    name = "runbook",
    header = "List, show or check runbooks, or go on by another one.",
    description = {"", "A runbook is a YAML file: parameters, and steps in order.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {"0:shown, or right", "2:there is no such runbook, or it is wrong"},
    subcommands = {
      RunbookCommand.ListCommand.class,
      RunbookCommand.ShowCommand.class,
      RunbookCommand.CheckCommand.class,
      RunbookCommand.PathCommand.class,
      RunbookChangeCommand.class
    })
public final class RunbookCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return Terminal.usage(spec);
  }

  /** Lists those that come with the program. */
  @Command(
      name = "list",
      header = "List the runbooks that come with the program.",
      description = {"", "Any other is named by its file.", ""},
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {"0:listed"})
  static final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "print JSON Lines")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Terminal terminal = Terminal.of(spec);
      for (Runbook runbook : Runbooks.bundled()) {
        terminal.print(
            json ? RunbookJson.line(runbook) : "%-28s %s".formatted(runbook.id(), runbook.title()));
      }
      return ExitStatus.OK;
    }
  }

  /** Shows one, step by step. */
  @Command(
      name = "show",
      header = "Show a runbook: its parameters, and its steps with their deviations.",
      description = {"", "Steps are shown as written, before any parameter has a value.", ""},
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {"0:shown", "2:there is no such runbook, or it is wrong"})
  static final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|FILE", description = "bundled runbook, or a file")
    private String runbook = "";

    @Option(names = "--json", description = "print JSON Lines")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Runbook found = RunbookFile.find(runbook).runbook();
      Terminal terminal = Terminal.of(spec);
      if (json) {
        RunbookJson.lines(found).forEach(terminal::print);
      } else {
        RunbookView.print(terminal, found);
      }
      return ExitStatus.OK;
    }
  }

  /** Checks a file. */
  @Command(
      name = "check",
      header = "Check a runbook file; every mistake is listed with its line.",
      description = {
        "",
        "Of a site's own file it is told what it changes in the runbook that it names.",
        "Nothing is run or looked at but the file.",
        ""
      },
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {"0:it is right", "2:it is wrong or cannot be read"})
  static final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "runbook to check")
    private String runbook = "";

    @Option(names = "--json", description = "print JSON Lines")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Terminal terminal = Terminal.of(spec);
      Runbook right;
      if (RunbookFile.isOfSite(runbook)) {
        SiteRunbook site = RunbookFile.site(Path.of(runbook));
        site.changes()
            .forEach(
                change ->
                    terminal.print(
                        json ? Json.line("change", "change", change) : Terminal.safe(change)));
        right = site.runbook();
      } else {
        right = RunbookFile.find(runbook).runbook();
      }
      terminal.print(
          json
              ? RunbookJson.line(right)
              : "%s: right, SHA-256 %s".formatted(right.id(), right.digest()));
      return ExitStatus.OK;
    }
  }

  /** Names those that lead from one version to another. */
  @Command(
      name = "path",
      header = "Name the runbooks that lead from one version to another, in order.",
      description = {
        "",
        "Each is a migration of its own, whose first steps look whether the host runs the version that it is"
            + " for. 'auditor chain plan' keeps them in order.",
        ""
      },
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {"0:named", "2:there is no way, or Kaapana rules it out; the reason is told"})
  static final class PathCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FROM", description = "version that runs, such as 0.1.3")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "version to get to, such as 0.5.x")
    private String to = "";

    @Option(names = "--json", description = "print JSON Lines")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Terminal terminal = Terminal.of(spec);
      int number = 0;
      for (Runbook runbook : UpgradePath.between(from, to)) {
        terminal.print(
            json
                ? RunbookJson.line(runbook)
                : "%d. %-28s SHA-256 %s".formatted(++number, runbook.id(), runbook.digest()));
      }
      return ExitStatus.OK;
    }
  }
}
