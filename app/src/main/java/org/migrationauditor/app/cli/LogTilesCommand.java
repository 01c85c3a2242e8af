package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the log for a web server. */
@Command(
    name = "tiles",
    header = "Write the log's head and hashes as files that any web server can serve.",
    description = {
      "",
      "C2SP tlog-tiles: checkpoint and tile/LEVEL/NUMBER, from which anybody works out every proof. The events"
          + " themselves are not written, as they tell of every migration. Give the same folder again to add what"
          + " is new.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the folder has the last head",
      "1:the log does not lead to its head, or to what the folder holds; nothing there was replaced",
      "5:this machine is in the way: no database, disk full"
    })
final class LogTilesCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DIR", description = "folder to be served; made when it is not there")
  private Path folder = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (Platform platform = Platform.open(common.home())) {
      long added = platform.sealing().tiles(folder);
      Terminal.of(spec)
          .print(String.format(Locale.ROOT, "'%s': %,d tiles were added", folder, added));
      return ExitStatus.OK;
    }
  }
}
