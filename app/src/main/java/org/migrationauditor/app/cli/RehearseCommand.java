package org.migrationauditor.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.runbook.Loss;
import org.migrationauditor.rehearsal.RehearsalHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a host to practise on. */
@Command(
    name = "rehearse",
    header = "Make a folder that looks and behaves like a Kaapana 0.1.3 server.",
    description = {"", "All patients in it are invented. Its scripts act on the folder alone.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:made",
      "2:the folder exists and is not empty, or the command line is wrong",
      "5:this machine is in the way: disk full"
    })
public final class RehearseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "folder to make; must not exist or be empty")
  private Path directory = Path.of("");

  @Mixin private final HostOptions options = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.of(spec);
    Path place = directory.toAbsolutePath().normalize();
    RehearsalHost host = RehearsalHost.create(place, options.settings());
    Path parameters = place.resolve("parameters.yaml");
    if (!Files.exists(parameters)) {
      ParametersFile.write(parameters, host.parameters());
    }
    terminal.print("made " + place);
    terminal.print(
        "plan its migration with: ./auditor plan practice --parameters '%s' --accept-loss %s"
            .formatted(
                parameters,
                RunbookFile.find(RunbookFile.DEFAULT).runbook().losses().stream()
                    .map(Loss::id)
                    .collect(Collectors.joining(","))));
    return ExitStatus.OK;
  }
}
