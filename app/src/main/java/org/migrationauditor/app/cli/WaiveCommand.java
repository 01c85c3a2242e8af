package org.migrationauditor.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.verifier.InventoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accepts findings of a comparison. */
@Command(
    name = "waive",
    header = "Accept findings of a comparison, for the owner of their data.",
    description = {
      "",
      "The comparison's verdict stays what it is, and every later report names the finding with who accepted it"
          + " and why. Once each finding of a comparison is accepted, it stands in the way of no step any more.",
      "",
      "Example: ./auditor waive site-a compare-dicom-after-copy MISSING study1/series1/1.dcm --as anna --reason"
          + " \"deleted at the sponsor's request\"",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:recorded",
      "2:refused: there is no such finding, or you are one of the migration's operators",
      "5:this machine is in the way: no database, disk full"
    })
public final class WaiveCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(index = "1", paramLabel = "STEP", description = "id of the comparison's step")
  private String step = "";

  @Parameters(index = "2", paramLabel = "CODE", description = "code of the findings")
  private FindingCode code = FindingCode.MISSING;

  @Parameters(
      index = "3..*",
      arity = "1..*",
      paramLabel = "KEY",
      description = "keys of the findings, as they are listed")
  private List<String> keys = List.of();

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who accepts them")
  private String person = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "why they are acceptable")
  private String reason = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InventoryException {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = new MigrationId(migration);
      platform.waive(id, new StepId(step), code, keys, person, reason);
      Terminal.of(spec)
          .print(
              "accepted by %s: %d %s of %s; go on with ./auditor run %s"
                  .formatted(person, keys.size(), code, step, id));
      return ExitStatus.OK;
    }
  }
}
