package org.migrationauditor.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two folders, apart from any migration. */
@Command(
    name = "compare",
    header = "Compare two folders entry by entry, in both directions.",
    description = {"", "Both are read to their ends first; nothing is written to them.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:every entry is present on both sides and identical",
      "1:at least one entry is missing, extra or different",
      "2:a folder does not exist or the command line is wrong",
      "3:something could not be read, or there was nothing to compare",
      "5:this machine is in the way"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final int ALL = Integer.MAX_VALUE;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "BEFORE", description = "folder as it was")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "folder as it is")
  private Path after = Path.of("");

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      defaultValue = "DICOM_FILES",
      description = "what the folders hold: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private View view = View.DICOM_FILES;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    for (Path side : List.of(before, after)) {
      if (!Files.isDirectory(side)) {
        throw new CommandFailure(
            ExitStatus.REFUSED,
            "compare: folder '%s' does not exist or is no folder; give two folders"
                .formatted(side));
      }
    }
    Terminal terminal = Terminal.of(spec);
    Verifier verifier = common.home().verifier();
    InventorySummary first = InventoryCommand.inventory(terminal, verifier, before, view);
    InventorySummary second = InventoryCommand.inventory(terminal, verifier, after, view);
    ComparisonSummary comparison = verifier.compare(first, second, List.of());
    if (json) {
      terminal.print(Json.line("comparison", comparison));
      verifier
          .findings(comparison.manifest(), null, ALL)
          .forEach(finding -> terminal.print(Json.line("finding", finding)));
    } else {
      Tables.counts(terminal, first.counts(), second.counts());
      Tables.findings(terminal, verifier.findings(comparison.manifest(), null, ALL));
      terminal.print(
          "%s: %,d entries are identical"
              .formatted(Terminal.verdict(comparison.verdict()), comparison.compared()));
    }
    return ExitStatus.of(comparison.verdict());
  }
}
