package org.migrationauditor.app.cli;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.command.preview.Preview;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.Option;

/** Options that show what a plan would do, and hold it to that. */
final class PreviewOptions {
  @Option(
      names = "--dry-run",
      description =
          "print every command, path, check and size of the plan; nothing is planned or changed")
  private boolean dryRun;

  @Option(
      names = "--rate",
      paramLabel = "MIB",
      defaultValue = "100",
      description = "mebibytes a second that --dry-run reckons with; default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(names = "--json", description = "with --dry-run: JSON Lines")
  private boolean json;

  @Option(
      names = "--previewed",
      paramLabel = "DIGEST",
      description = "plan only what --dry-run printed under this digest")
  private @Nullable String previewed;

  /** Prints what the plan would do if that was asked for, and tells whether it was. */
  boolean printed(Terminal terminal, Plan plan) throws InterruptedException {
    if (!dryRun) {
      return false;
    }
    if (rate < 1) {
      throw new CommandFailure(
          ExitStatus.REFUSED, "rate: is %d; nothing was read, give 1 or more".formatted(rate));
    }
    new PreviewView(terminal, rate, json).print(plan);
    return true;
  }

  /** Refuses a plan that would do something else than was previewed. */
  void require(MigrationId id, Plan plan) {
    String now = Preview.digest(plan).toString();
    if (previewed != null && !previewed.equals(now)) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          """
          migration '%s': would do something else than was previewed; nothing was planned, look at it again with --dry-run
            previewed SHA-256 %s
            now       SHA-256 %s"""
              .formatted(id, previewed, now));
    }
  }
}
