package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks findings and their codes up. */
@Command(
    name = "findings",
    header = "List or explain the codes of findings, or list what a migration found.",
    description = {
      "",
      "Each difference of a comparison and each remark of an examination has a code; codes never",
      "change. A remark is about data as it was found, and changes no verdict.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {"0:listed or explained", "2:there is no such code"},
    subcommands = {
      FindingsCommand.ListCommand.class,
      FindingsCommand.ExplainCommand.class,
      FindingsOfCommand.class
    })
public final class FindingsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return Terminal.usage(spec);
  }

  private static String verdictColumn(FindingCode code) {
    return code.verdict() == Verdict.PASSED
        ? "%-13s".formatted("remark")
        : Terminal.verdictColumn(code.verdict());
  }

  private static String json(FindingCode code) {
    return Json.line(
        "code",
        "code",
        code,
        "verdict",
        code.verdict(),
        "meaning",
        code.meaning(),
        "remedy",
        code.remedy());
  }

  /** Lists all codes. */
  @Command(
      name = "list",
      header = "List every code with its verdict and meaning.",
      description = {"", "docs/findings.md is the same list as a page.", ""},
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {"0:listed"})
  static final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "print JSON Lines")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Terminal terminal = Terminal.of(spec);
      for (FindingCode code : FindingCode.values()) {
        terminal.print(
            json ? json(code) : "%-28s %s %s".formatted(code, verdictColumn(code), code.meaning()));
      }
      return ExitStatus.OK;
    }
  }

  /** Explains one code. */
  @Command(
      name = "explain",
      header = "Explain one code: its verdict, its meaning, and what to do.",
      description = {"", "Upper and lower case are the same here.", ""},
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {"0:explained", "2:there is no such code"})
  static final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CODE", description = "code as a finding has it")
    private FindingCode code = FindingCode.EMPTY;

    @Option(names = "--json", description = "print JSON Lines")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Terminal terminal = Terminal.of(spec);
      if (json) {
        terminal.print(json(code));
      } else {
        terminal.heading(code.name());
        terminal.print("verdict     " + verdictColumn(code).strip());
        terminal.print("meaning     " + code.meaning());
        terminal.print("what to do  " + code.remedy());
      }
      return ExitStatus.OK;
    }
  }
}
