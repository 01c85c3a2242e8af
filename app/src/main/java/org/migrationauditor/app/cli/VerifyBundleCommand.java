package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.bundle.BundleCheck;
import org.migrationauditor.bundle.BundleVerdict;
import org.migrationauditor.bundle.Printed;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.bundle.MalformedBundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an evidence bundle, as the jar of that name does for those who have nothing else. */
@Command(
    name = "verify-bundle",
    header = "Check an evidence bundle: every file, event, proof and signature in it.",
    description = {
      "",
      "Needs no server, no network and no home folder. verify-bundle/target/verify-bundle.jar does the same"
          + " for whoever does not have this program.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:everything in it is what was sealed",
      "1:something is not",
      "2:the command line is wrong; nothing was checked",
      "3:something could not be checked, such as who signed when no key is given"
    })
public final class VerifyBundleCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "folder of the bundle")
  private Path bundle = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEYFILE",
      description =
          "keys of the log, one a line and the one in use first, that came another way than the"
              + " bundle")
  private @Nullable Path key;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(spec);
    if (!Files.isDirectory(bundle)) {
      throw new CommandFailure(
          ExitStatus.REFUSED, "bundle '%s': is no folder; nothing was checked".formatted(bundle));
    }
    BundleVerdict verdict = BundleCheck.of(bundle, keys());
    if (json) {
      terminal.print(Printed.json(bundle.toString(), verdict));
    } else {
      Printed.lines(verdict).forEach(terminal::print);
    }
    return ExitStatus.of(verdict.verdict());
  }

  private List<NoteKey> keys() {
    if (key == null) {
      return List.of();
    }
    try {
      return BundleCheck.keys(key);
    } catch (IOException e) {
      throw refused("cannot be read");
    } catch (MalformedBundleException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private CommandFailure refused(String why) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "key '%s': %s; nothing was checked, give one as ./auditor bundle prints it"
            .formatted(key, why));
  }
}
