package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings in another key for the heads of the log. */
@Command(
    name = "rotate",
    header = "Have a new key sign the heads of the log from now on.",
    description = {
      "",
      "The change is an event of the log itself, which both keys sign, as they do the head over it. Heads from"
          + " before stay checkable; the secret of the old key is removed. Prints the new public key.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the new key signs",
      "1:the log is not as it was sealed; the key was not changed",
      "2:refused: the reason says nothing, or another process changed the key meanwhile",
      "5:this machine is in the way: no database, disk full"
    })
final class LogRotateCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who changes it")
  private String person = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why")
  private String reason = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      platform.changeLogKey(person, reason);
      Terminal.of(spec).print(platform.sealing().known().getLast().toString());
      return ExitStatus.OK;
    }
  }
}
