package org.migrationauditor.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.EntryProblem;
import org.migrationauditor.verifier.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Inventories one archive, apart from any migration. */
@Command(
    name = "inventory",
    header = "Read an archive to its end and keep a manifest of it.",
    description = {
      "",
      "Nothing is written to the archive. The manifest is a Parquet file named by its SHA-256.",
      ""
    },
    modelTransformer = ArchiveReading.Addresses.class,
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:every entry was read and nothing is wrong with any",
      "1:everything was read; a DICOM file is malformed, or something else is wrong",
      "2:there is no such archive or the command line is wrong",
      "3:at least one entry could not be read, or there was none",
      "5:this machine is in the way"
    })
public final class InventoryCommand implements Callable<Integer> {
  private static final int ALL = Integer.MAX_VALUE;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "ARCHIVE", description = "folder or address of the archive to read")
  private String archive = "";

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.of(spec);
    Verifier verifier = common.home().verifier();
    InventorySummary inventory = ArchiveReading.inventory(terminal, verifier, archive);
    List<EntryProblem> problems = verifier.problems(inventory.manifest(), ALL);
    if (json) {
      terminal.print(Json.line("inventory", inventory));
      problems.forEach(problem -> terminal.print(Json.line("problem", problem)));
    } else {
      Tables.counts(terminal, inventory.counts());
      problems.forEach(
          problem ->
              terminal.print(
                  "%-14s %s: %s"
                      .formatted(
                          problem.structure(),
                          Terminal.safe(problem.key()),
                          Terminal.safe(problem.problem()))));
      terminal.print("manifest       " + verifier.manifest(inventory.manifest()));
    }
    if (inventory.counts().unreadable() > 0 || Tables.entries(inventory.counts()) == 0) {
      return ExitStatus.INDETERMINATE;
    }
    return inventory.counts().malformed() > 0
            || problems.stream().anyMatch(problem -> problem.structure().equals("SUSPECT"))
        ? ExitStatus.FAILED
        : ExitStatus.OK;
  }
}
