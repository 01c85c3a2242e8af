package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records what a person did. */
@Command(
    name = "attest",
    header = "Say what you did or saw for a step that a person does.",
    description = {"", "Write no patient's name or number into the note: it is kept for ever.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:recorded",
      "2:refused: the step is not one for a person, or it is not its turn",
      "5:this machine is in the way: no database, disk full"
    })
public final class AttestCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(index = "1", paramLabel = "STEP", description = "id of the step")
  private String step = "";

  @Option(names = "--as", paramLabel = "NAME", description = "who did it; default: your login")
  private String person = System.getProperty("user.name", "unknown");

  @Option(
      names = "--note",
      required = true,
      paramLabel = "TEXT",
      description = "what you did or saw")
  private String note = "";

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "file that shows it; a copy is kept by its digest")
  private @Nullable Path evidence;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = new MigrationId(migration);
      platform.attest(id, new StepId(step), person, note, evidence);
      Terminal.of(spec)
          .print("attested by %s: %s; go on with ./auditor run %s".formatted(person, step, id));
      return ExitStatus.OK;
    }
  }
}
