package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.quality.ContentQuality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Examines what the content of inventories is like. */
@Command(
    name = "examine",
    header = "Examine an inventory of a PACS: counts, conflicts, dangling references, conformance.",
    description = {
      "",
      "Reads the manifest and nothing else. What is found is a remark about data as it is, which",
      "may have been so for years: it is no loss, and changes no exit status. What could not be",
      "examined does.",
      "",
      "  ./auditor examine ~/.migration-auditor/manifests/<sha256>.parquet",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:everything was examined, whatever was remarked",
      "2:the command line is wrong",
      "3:there is no such manifest, or something in it could not be examined",
      "5:this machine is in the way"
    })
public final class ExamineCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "MANIFEST",
      description = "file that an inventory was kept in; each is examined by itself")
  private List<Path> manifests = List.of();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "most lines of one kind; default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new CommandFailure(
          ExitStatus.REFUSED, "option '--limit': is less than 1; nothing was read, give 1 or more");
    }
    Terminal terminal = Terminal.of(spec);
    Verifier verifier = common.home().verifier();
    List<Verdict> verdicts = new ArrayList<>();
    for (Path manifest : manifests) {
      ContentQuality quality = verifier.examine(manifest, limit);
      var findings = verifier.findings(quality.findings(), null, limit);
      if (json) {
        terminal.print(Json.line("examination", quality));
        findings.forEach(finding -> terminal.print(Json.line("finding", finding)));
      } else {
        QualityView.print(terminal, quality, findings);
        terminal.print("findings       " + verifier.manifest(quality.findings()));
      }
      verdicts.add(quality.verdict());
    }
    return ExitStatus.of(
        Verdict.worst(Stream.concat(Stream.of(Verdict.PASSED), verdicts.stream())));
  }
}
