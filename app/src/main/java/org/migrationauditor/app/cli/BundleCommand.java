package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Evidence;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.evidence.bundle.BundleInfo.Absent;
import org.migrationauditor.evidence.bundle.BundleInfo.Why;
import org.migrationauditor.messages.OwnerKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives the evidence of a migration away. */
@Command(
    name = "bundle",
    header = "Write the evidence of a migration, to be checked without this program or its server.",
    description = {
      "",
      "A BagIt bag (RFC 8493): events, their proofs under a signed head, and every file that they name."
          + " With --owner, that owner's entries and findings alone, with proofs that these are all of"
          + " them. Its README tells a stranger how to check it by hand; verify-bundle does so at once.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:written, with everything that events name",
      "1:the log or an event in it is not as it was sealed; nothing was written",
      "2:there is something at its place already, nothing is of that owner, or the command line is"
          + " wrong; nothing was written",
      "3:written, but something is missing, which is listed here and in it",
      "5:this machine is in the way: no database, disk full"
    })
public final class BundleCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(index = "1", paramLabel = "DIR", description = "folder that does not exist yet")
  private Path target = Path.of("");

  @Option(
      names = "--owner",
      paramLabel = "OWNER",
      description = "whose part to write, named as in the reports; default: all of it")
  private @Nullable String owner;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(common.home())) {
      Evidence evidence = platform.evidence(platform.resolve(migration));
      List<Absent> absent = evidence.bundle(target, owner == null ? null : new OwnerKey(owner));
      List<Absent> lost = absent.stream().filter(file -> file.why() != Why.WITHHELD).toList();
      int status = lost.isEmpty() ? ExitStatus.OK : ExitStatus.INDETERMINATE;
      if (json) {
        absent.forEach(file -> terminal.print(Json.line("absent", file)));
        List<String> keys = evidence.keys();
        terminal.print(
            Json.line("bundle", "folder", target.toString(), "key", keys.getFirst(), "keys", keys));
        return status;
      }
      lost.forEach(
          file ->
              terminal.print(
                  "not contained: %s is %s"
                      .formatted(file.path(), file.why().name().toLowerCase(Locale.ROOT))));
      terminal.print("bundle '%s': written".formatted(target));
      if (absent.size() > lost.size()) {
        terminal.print(
            "%d files are withheld, as they may tell of other owners"
                .formatted(absent.size() - lost.size()));
      }
      terminal.print(
          "tell whoever gets it the log's keys another way, a line each, the one in use first:");
      evidence.keys().forEach(terminal::print);
      return status;
    }
  }
}
