package org.migrationauditor.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.RunbookFile;
import picocli.CommandLine.Option;

/** Which runbook a verb goes by: one of both, never both. */
final class RunbookSource {
  @Option(
      names = "--runbook",
      paramLabel = "NAME|FILE",
      description = "bundled runbook, or a file of your own")
  private String runbook = "";

  @Option(
      names = "--site",
      paramLabel = "FILE",
      description = "this site's own steps; the file names the runbook")
  private @Nullable Path site;

  RunbookFile file() {
    return site == null ? RunbookFile.find(runbook) : RunbookFile.ofSite(site);
  }
}
