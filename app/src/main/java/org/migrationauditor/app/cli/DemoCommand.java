package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.runbook.Loss;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.RunbookException;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.rehearsal.Hazard;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.StandInPlatform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rehearses a whole migration without a question. */
@Command(
    name = "demo",
    header = "Rehearse the whole migration on a synthetic host, without a question.",
    description = {
      "",
      "Makes a host, runs every step of the runbook on it, and plays the people where one is needed."
          + " With --hazard something goes wrong that the upgrade's guide does not notice, and the"
          + " step that notices it is shown with what would have been lost.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the migration ran to its end and every comparison passed",
      "1:a step or a comparison failed, as with most hazards; the old data is still there",
      "2:the folder is not empty, the command line is wrong, or a loss is not acknowledged, as with"
          + " the hazard losses-unnamed",
      "3:something could not be read or verified; the old data is still there",
      "5:this machine is in the way: disk full, no database",
      "130:interrupted; './auditor run' goes on"
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "folder for the host; default: one in the home")
  private @Nullable Path directory;

  @Mixin private final HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Home home = common.home();
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(home)) {
      MigrationId id = fresh(platform.migrations());
      Path place =
          directory == null
              ? home.demos().resolve(id.value())
              : directory.toAbsolutePath().normalize();
      RehearsalHost made = RehearsalHost.create(place, host.settings());
      terminal.print("made a rehearsal host in " + place);
      RunbookFile runbook = RunbookFile.find(RunbookFile.DEFAULT);
      Map<String, String> parameters = made.parameters(StandInPlatform.freePort());
      Plan plan = runbook.runbook().plan(parameters);
      String who = System.getProperty("user.name", "unknown");
      boolean unnamed = made.hazard().filter(Hazard.LOSSES_UNNAMED::equals).isPresent();
      Set<String> losses = unnamed ? Set.of() : Loss.ids(plan.losses());
      try {
        platform.plan(id, plan, losses, Roles.NONE, runbook.bytes(), true, who);
      } catch (RunbookException e) {
        if (!unnamed) {
          throw e;
        }
        new HazardView(terminal).refused(Hazard.LOSSES_UNNAMED, String.valueOf(e.getMessage()));
        return ExitStatus.REFUSED;
      }
      terminal.print(
          "acknowledged %d losses in the name of %s, since the host is synthetic"
              .formatted(losses.size(), who));
      terminal.print("planned %s: %d steps".formatted(id, plan.steps().size()));
      int status =
          new RunSession(platform, home.verifier(), terminal, id, who).run(new RunView(terminal));
      if (status != 0) {
        tellOfDelete(platform, terminal, id, who);
      }
      made.hazard()
          .ifPresent(hazard -> new HazardView(terminal).caught(hazard, platform.state(id)));
      return status;
    }
  }

  /** Asks for the final delete, so that the refusal is seen and not only promised. */
  private static void tellOfDelete(
      Platform platform, Terminal terminal, MigrationId id, String who) {
    for (StepState state : platform.state(id).steps()) {
      PlannedStep step = state.step();
      if (step.action().destructive() && state.attempts() == 0) {
        try {
          platform.attempt(id, step.stepId(), who);
        } catch (MigrationRejection rejection) {
          terminal.print(
              "delete refused: " + Terminal.safe(String.valueOf(rejection.getMessage())));
        }
      }
    }
  }

  private static MigrationId fresh(List<MigrationId> known) {
    MigrationId id = new MigrationId("demo");
    for (int i = 2; known.contains(id); i++) {
      id = new MigrationId("demo-" + i);
    }
    return id;
  }
}
