package org.migrationauditor.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.verifier.InventoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what the comparisons of a migration found. */
@Command(
    name = "of",
    header =
        "List what the comparisons of a migration found: which entries, of whom, in which series.",
    description = {
      "",
      "Those that the runbook announced are left out, and those that somebody accepted are marked. Findings that"
          + " may concern any owner are listed for each.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:listed; every comparison shown has passed",
      "1:listed; one of them failed",
      "2:there is no such migration, or no such comparison in it",
      "3:listed; one of them is INDETERMINATE, or a file of findings cannot be read",
      "5:this machine is in the way: no database, disk full"
    })
final class FindingsOfCommand implements Callable<Integer> {
  private static final int MOST = 1_000; // of one comparison; the file holds them all

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(
      index = "1",
      paramLabel = "COMPARISON",
      arity = "0..1",
      description = "step that compared; default: all of them")
  private @Nullable String step;

  @Option(names = "--owner", paramLabel = "OWNER", description = "only those of this owner")
  private @Nullable String owner;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InventoryException {
    Home home = common.home();
    try (Platform platform = Platform.open(home)) {
      MigrationState state = platform.state(platform.resolve(migration));
      Map<StepId, ComparisonSummary> comparisons = comparisons(state);
      Terminal terminal = Terminal.of(spec);
      for (Map.Entry<StepId, ComparisonSummary> made : comparisons.entrySet()) {
        print(terminal, home, state, made.getKey(), made.getValue());
      }
      return ExitStatus.of(
          Verdict.worst(comparisons.values().stream().map(ComparisonSummary::verdict)));
    }
  }

  private Map<StepId, ComparisonSummary> comparisons(MigrationState state) {
    if (step == null) {
      return state.comparisons();
    }
    StepId asked = new StepId(step);
    ComparisonSummary made = state.comparisons().get(asked);
    if (made == null) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "migration '%s': step '%s' made no comparison that counts; nothing is listed, look with ./auditor status %s"
              .formatted(state.migrationId(), asked, state.migrationId()));
    }
    return Map.of(asked, made);
  }

  private void print(
      Terminal terminal, Home home, MigrationState state, StepId comparison, ComparisonSummary made)
      throws InventoryException {
    List<Finding> found =
        home.verifier()
            .unexpected(made.manifest(), owner == null ? null : new OwnerKey(owner), MOST);
    if (!json) {
      terminal.heading("%s  %s".formatted(comparison, StateView.line(made)));
    }
    for (Finding finding : found) {
      String accepted =
          state
              .waiver(made.manifest(), finding.code(), finding.key())
              .map(StandingWaiver::waiver)
              .map(waiver -> waiver.person() + ": " + waiver.reason())
              .orElse("");
      terminal.print(
          json
              ? Json.line(
                  "finding", "comparison", comparison, "finding", finding, "accepted", accepted)
              : "  " + Terminal.safe(line(finding, accepted)));
    }
    if (found.size() == MOST) {
      terminal.print(
          json
              ? Json.line("more", "comparison", comparison, "listed", MOST)
              : String.format(
                  Locale.ROOT,
                  "  the first %,d alone; all are in %s.parquet",
                  MOST,
                  made.manifest()));
    }
  }

  private static String line(Finding finding, String accepted) {
    return "%s of %s: '%s'%s: %s%s"
        .formatted(
            finding.code(),
            finding.owner(),
            finding.key(),
            finding.seriesInstanceUid() == null ? "" : ", series " + finding.seriesInstanceUid(),
            finding.detail(),
            accepted.isEmpty() ? "" : "; accepted by " + accepted);
  }
}
