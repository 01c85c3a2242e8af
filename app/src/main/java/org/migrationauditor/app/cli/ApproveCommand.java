package org.migrationauditor.app.cli;

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

/** Approves a gated step. */
@Command(
    name = "approve",
    header = "Let a step behind a gate start, as someone other than its operators.",
    description = {
      "",
      "What you approve is what 'auditor status' and the issued reports show.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:recorded",
      "2:refused: the step needs no approval, or you are one of its operators",
      "5:this machine is in the way: no database, disk full"
    })
public final class ApproveCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(index = "1", paramLabel = "STEP", description = "id of the step")
  private String step = "";

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who approves")
  private String approver = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "why the step may start")
  private String reason = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = new MigrationId(migration);
      platform.approve(id, new StepId(step), approver, reason);
      Terminal.of(spec)
          .print("approved by %s: %s; go on with ./auditor run %s".formatted(approver, step, id));
      return ExitStatus.OK;
    }
  }
}
