package org.migrationauditor.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.runbook.Loss;
import org.migrationauditor.rehearsal.Hazard;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.StandInPlatform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a host to practise on. */
@Command(
    name = "rehearse",
    header = "Make a folder that looks and behaves like a Kaapana 0.1.3 server.",
    description = {
      "",
      "All patients in it are invented. Its scripts act on the folder alone. With --hazard something"
          + " goes wrong on it, as on hosts whose operators follow the upgrade's guide to the letter.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:made, or the hazards are listed",
      "2:the folder exists and is not empty, or the command line is wrong",
      "5:this machine is in the way: disk full"
    })
public final class RehearseCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "folder to make; must not exist or be empty; default: rehearsal, here")
  private Path directory = Path.of("rehearsal");

  @Option(names = "--hazards", description = "list what can go wrong, and make nothing")
  private boolean list;

  @Mixin private final HostOptions options = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.of(spec);
    if (list) {
      new HazardView(terminal).list();
      return ExitStatus.OK;
    }
    Path place = directory.toAbsolutePath().normalize();
    RehearsalHost host = RehearsalHost.create(place, options.settings());
    Path parameters = place.resolve("parameters.yaml");
    if (!Files.exists(parameters)) {
      ParametersFile.write(parameters, host.parameters(StandInPlatform.freePort()));
    }
    terminal.print("made " + place);
    host.hazard()
        .ifPresent(
            hazard ->
                terminal.print(
                    "%s; '%s' is to catch it; to see that at once: ./auditor demo --hazard %s"
                        .formatted(hazard.happening(), hazard.caughtAt(), hazard)));
    Set<String> losses = Loss.ids(RunbookFile.find(RunbookFile.DEFAULT).runbook().losses());
    boolean unnamed = host.hazard().filter(Hazard.LOSSES_UNNAMED::equals).isPresent();
    terminal.print(
        "plan its migration with: ./auditor plan practice --parameters '%s'%s"
            .formatted(parameters, unnamed ? "" : " --accept-loss " + String.join(",", losses)));
    terminal.print("then: ./auditor run practice");
    return ExitStatus.OK;
  }
}
