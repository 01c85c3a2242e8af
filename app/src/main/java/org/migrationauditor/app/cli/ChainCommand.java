package org.migrationauditor.app.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.query.ChainState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans upgrades that follow each other, and shows how far they are. */
@Command(
    name = "chain",
    header = "Plan upgrades that follow each other, or show where they stand.",
    description = {
      "",
      "Each link is a migration of its own, planned by 'auditor plan MIGRATION --chain CHAIN' when its turn"
          + " comes: once the link before it is complete and PASSED.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {"0:planned, or shown", "2:there is no way, or no such chain"},
    subcommands = {ChainCommand.PlanChainCommand.class, ChainCommand.ChainStatusCommand.class})
public final class ChainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return Terminal.usage(spec);
  }

  /** Plans one. */
  @Command(
      name = "plan",
      header = "Plan the upgrades from one version to another; nothing is touched.",
      description = {
        "",
        "What any of them will lose is told now, before the first. The runbooks are kept by their SHA-256.",
        ""
      },
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {
        "0:planned; the same plan again is no error",
        "2:there is no way, Kaapana rules it out, or a loss is not acknowledged; nothing was planned",
        "5:this machine is in the way: no database, disk full"
      })
  static final class PlanChainCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "CHAIN", description = "name for it, chosen by you")
    private String chain = "";

    @Parameters(index = "1", paramLabel = "FROM", description = "version that runs, such as 0.1.3")
    private String from = "";

    @Parameters(index = "2", paramLabel = "TO", description = "version to get to, such as 0.5.x")
    private String to = "";

    @Option(
        names = "--accept-loss",
        paramLabel = "LINK:LOSS",
        split = ",",
        description = "what a link will lose, and may, such as 3:tags; several with commas")
    private Set<String> losses = new LinkedHashSet<>();

    @Option(names = "--as", paramLabel = "NAME", description = "who plans; default: your login")
    private String who = System.getProperty("user.name", "unknown");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      ChainId id = new ChainId(chain);
      try (Platform platform = Platform.open(common.home())) {
        ChainState state = platform.chains().plan(id, from, to, losses, who);
        Terminal terminal = Terminal.of(spec);
        terminal.print("planned %s: %d links".formatted(id, state.links().size()));
        new ChainView(terminal, platform).print(state);
        return ExitStatus.OK;
      }
    }
  }

  /** Shows one. */
  @Command(
      name = "status",
      header = "Show which links of a chain are done, which comes next, and what each loses.",
      description = {
        "",
        "What came, went or changed on the platform between two links is told with the later one.",
        "The last line says what comes next, and how.",
        ""
      },
      exitCodeListHeading = "%nEXIT STATUS%n",
      exitCodeList = {
        "0:shown",
        "2:there is no such chain",
        "5:this machine is in the way: no database, disk full"
      })
  static final class ChainStatusCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(
        paramLabel = "CHAIN",
        arity = "0..1",
        description = "name of the chain; may be left out when there is only one")
    private @Nullable String chain;

    @Option(names = "--json", description = "print JSON Lines")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      Home home = common.home();
      try (Platform platform = Platform.open(home)) {
        ChainState state = platform.chains().state(platform.chains().resolve(chain));
        Terminal terminal = Terminal.of(spec);
        if (json) {
          terminal.print(Json.line("chain", state));
          return ExitStatus.OK;
        }
        ChainView view = new ChainView(terminal, platform);
        view.print(state);
        view.findings(state, home.verifier());
        terminal.print("next: " + Terminal.safe(view.next(state)));
        return ExitStatus.OK;
      }
    }
  }
}
