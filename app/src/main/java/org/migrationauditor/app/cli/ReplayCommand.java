package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.query.replay.ReplayResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays every history into the read models. */
@Command(
    name = "replay",
    header = "Replay every history, and say where the pages showed something else.",
    description = {
      "",
      "What the pages show is worked out anew from the events alone and held against what they showed, row by"
          + " row. What differs is put right. The pages go on meanwhile, with the old rows or the new ones.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:replayed; what the pages showed is what the history gives",
      "1:replayed; rows were not what the history gives, and now are",
      "3:a history could not be replayed; its rows are as they were",
      "5:this machine is in the way: no database, disk full"
    })
public final class ReplayCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      ReplayView view = new ReplayView(Terminal.of(spec));
      ReplayResult result = view.run(platform);
      if (json) {
        view.json(result);
      } else {
        view.print(result);
      }
      return status(result);
    }
  }

  private static int status(ReplayResult result) {
    if (result.different() > 0) {
      return ExitStatus.FAILED;
    }
    return result.unreadable().isEmpty() ? ExitStatus.OK : ExitStatus.INDETERMINATE;
  }
}
