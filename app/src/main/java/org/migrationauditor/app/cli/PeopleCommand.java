package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows and changes who may act in a migration. */
@Command(
    name = "people",
    header = "Show who may run, approve and accept losses, or name others.",
    description = {
      "",
      "Others are named by an approver, or while none is named by anyone who ran no step; the reason is kept for ever.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:shown, or recorded",
      "2:refused: there is no such migration, the file is wrong, or you may not name people",
      "5:this machine is in the way: no database, disk full"
    })
public final class PeopleCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final KnownMigration migration = new KnownMigration();

  @Option(
      names = "--people",
      paramLabel = "FILE",
      description =
          "YAML file that names operators, approvers and owners, in place of those named before")
  private @Nullable Path file;

  @Option(names = "--as", paramLabel = "NAME", description = "who names them")
  private @Nullable String person;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why they are named")
  private @Nullable String reason;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = migration.in(platform);
      if (file != null && person != null && reason != null) {
        platform.nameRoles(id, PeopleFile.read(file), person, reason);
      } else if (file != null || person != null || reason != null) {
        throw new CommandFailure(
            ExitStatus.REFUSED,
            "people: --people, --as and --reason go together; nothing was recorded");
      }
      Terminal terminal = Terminal.of(spec);
      Named.lines(platform.state(id)).forEach(line -> terminal.print(Terminal.safe(line)));
      return ExitStatus.OK;
    }
  }
}
