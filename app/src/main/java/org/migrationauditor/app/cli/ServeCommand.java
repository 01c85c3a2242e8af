package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the pages. */
@Command(
    name = "serve",
    header = "Show migrations as web pages until interrupted.",
    description = {
      "",
      "The pages only read; to act, use the other verbs. They have no login, so they listen to this"
          + " machine alone unless another address is given.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "2:the command line is wrong",
      "5:this machine is in the way: no database, port in use",
      "130:interrupted, which is how it ends"
    })
public final class ServeCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "TCP port; 0 takes any free one; default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = LOOPBACK,
      description = "address to listen on; default: ${DEFAULT-VALUE}")
  private String address = "";

  @Option(
      names = "--replay",
      description = "replay every history first, and say where the pages showed something else")
  private boolean replay;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.serve(common.home(), address, port)) {
      if (replay) {
        ReplayView view = new ReplayView(terminal);
        view.print(view.run(platform));
      }
      terminal.print(
          "serving http://%s:%d; end with Ctrl-C"
              .formatted(Terminal.safe(shown()), platform.port()));
      new CountDownLatch(1).await();
      return ExitStatus.OK;
    } catch (InterruptedException e) {
      return ExitStatus.INTERRUPTED;
    }
  }

  private String shown() {
    return address.equals(LOOPBACK) ? "localhost" : address;
  }
}
