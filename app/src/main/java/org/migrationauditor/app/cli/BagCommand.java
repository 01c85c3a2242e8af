package org.migrationauditor.app.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a bag for an archive of records. */
@Command(
    name = "bag",
    header = "Make a BagIt bag of what an inventory holds.",
    description = {
      "",
      "The bag (RFC 8493) has the SHA-256 of every file, the inventory itself, and, with --payload,"
          + " the files, each checked while it is copied. Any BagIt program validates it later.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the bag is made",
      "2:there is something at its place already or the command line is wrong; nothing was written",
      "3:there is no such manifest, a bag cannot hold all of it, or a file is not what the inventory"
          + " holds; nothing was written",
      "5:this machine is in the way"
    })
public final class BagCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      index = "0",
      paramLabel = "MANIFEST",
      description = "file that an inventory was kept in")
  private Path manifest = Path.of("");

  @Parameters(index = "1", paramLabel = "BAG", description = "folder that does not exist yet")
  private Path bag = Path.of("");

  @Option(
      names = "--payload",
      paramLabel = "FOLDER",
      description = "the archive, to be copied; without it, move the archive to BAG/data yourself")
  private @Nullable Path payload;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (Files.exists(bag, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "bag '%s': there is something already; nothing was written, name another".formatted(bag));
    }
    long left = common.home().verifier().bag(manifest, bag, payload);
    Terminal terminal = Terminal.of(spec);
    terminal.print("bag '%s': made".formatted(bag));
    if (left > 0) {
      terminal.print("%d folders, links or devices have no place in a bag".formatted(left));
    }
    return ExitStatus.OK;
  }
}
