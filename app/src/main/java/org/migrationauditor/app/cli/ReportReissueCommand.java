package org.migrationauditor.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Issues reports again. */
@Command(
    name = "reissue",
    header = "Issue reports again, of the migration as it stands now.",
    description = {
      "",
      "Each is a new report that names the one it replaces; that one stays as it is and is superseded. What was"
          + " approved on the ground of reports must be approved again.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:issued, and in the history",
      "2:refused: there is no such migration or no report yet, or you may not; nothing was issued",
      "5:this machine is in the way: no database, disk full, the migration runs"
    })
final class ReportReissueCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final KnownMigration migration = new KnownMigration();

  @Option(names = "--owner", paramLabel = "OWNER", description = "whose report; default: every one")
  private @Nullable String owner;

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who issues them")
  private String person = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why")
  private String reason = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(common.home());
        Console.Task task = terminal.task("issuing reports")) {
      MigrationId id = migration.in(platform);
      OwnerKey whose = owner == null ? null : new OwnerKey(owner);
      for (IssuedReport report : platform.reissue(id, whose, person, reason, task)) {
        terminal.print(
            "%s %-28s %s"
                .formatted(
                    Terminal.verdictColumn(report.verdict()),
                    Terminal.safe(report.scope()),
                    platform.report(id, report.fileName())));
      }
      return ExitStatus.OK;
    }
  }
}
