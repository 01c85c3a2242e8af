package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Roles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans a migration. */
@Command(
    name = "plan",
    header = "Plan the migration of this host by a runbook; nothing is touched.",
    description = {
      "",
      "The runbook is kept by its SHA-256, so that later changes of the file change nothing. Without"
          + " --runbook, --site and --chain it is "
          + RunbookFile.DEFAULT
          + ".",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:planned, or shown; the same plan again is no error",
      "2:the runbook or a parameter is wrong, a loss is not acknowledged, or it is not this link's"
          + " turn; every mistake is listed, nothing was planned",
      "5:this machine is in the way: no database, disk full"
    })
public final class PlanCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "MIGRATION", description = "name for the migration, chosen by you")
  private String migration = "";

  @ArgGroup private @Nullable RunbookSource source;

  @Option(
      names = "--chain",
      paramLabel = "CHAIN",
      description =
          "plan it as the link of this chain whose turn it is; the runbook is that of the link")
  private @Nullable String chain;

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "YAML file, one 'name: value' a line")
  private @Nullable Path parametersFile;

  @Option(
      names = {"-P", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "one parameter; wins over the file")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--accept-loss",
      paramLabel = "LOSS",
      split = ",",
      description = "what the runbook says will be lost, and may be; several with commas")
  private Set<String> losses = new LinkedHashSet<>();

  @Option(
      names = "--people",
      paramLabel = "FILE",
      description =
          "YAML file that names operators, approvers and owners; default: anyone, but four eyes")
  private @Nullable Path peopleFile;

  @Mixin private final PreviewOptions preview = new PreviewOptions();

  @Option(names = "--as", paramLabel = "NAME", description = "who plans; default: your login")
  private String who = System.getProperty("user.name", "unknown");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> given = new LinkedHashMap<>();
    if (parametersFile != null) {
      given.putAll(ParametersFile.read(parametersFile));
    }
    given.putAll(parameters);
    MigrationId id = new MigrationId(migration);
    ChainId chainId = chain == null ? null : new ChainId(chain);
    RunbookFile file = file(chainId);
    Plan plan = file.runbook().plan(given);
    Terminal terminal = Terminal.of(spec);
    if (preview.printed(terminal, plan)) {
      return ExitStatus.OK;
    }
    preview.require(id, plan);
    Roles roles = peopleFile == null ? Roles.NONE : PeopleFile.read(peopleFile);
    try (Platform platform = Platform.open(common.home())) {
      if (chainId == null) {
        platform.plan(id, plan, losses, roles, file.bytes(), false, who);
      } else {
        platform.planLink(chainId, id, plan, losses, roles, file.bytes(), who);
      }
    }
    terminal.print("planned %s: %d steps of %s".formatted(id, plan.steps().size(), plan.runbook()));
    terminal.print("runbook SHA-256 " + plan.digest());
    terminal.print("start it with: ./auditor run " + id);
    return ExitStatus.OK;
  }

  private RunbookFile file(@Nullable ChainId chainId) {
    if (source != null) {
      return source.file();
    }
    if (chainId == null) {
      return RunbookFile.find(RunbookFile.DEFAULT);
    }
    try (Platform platform = Platform.open(common.home())) {
      return platform.chains().runbook(chainId, who);
    }
  }
}
