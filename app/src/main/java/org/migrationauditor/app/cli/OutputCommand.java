package org.migrationauditor.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.action.Starts;
import org.migrationauditor.command.action.process.PatternSearch;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.StepState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a step's script printed. */
@Command(
    name = "output",
    header = "Show what the script of a step printed, or search it.",
    description = {
      "",
      "The recorded output of the last attempt is read by its digest; of a script that still runs, what"
          + " there is so far. Secrets are masked in it, and nothing in it steers a terminal.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:shown; with --grep: at least one line matches",
      "1:no line matches",
      "2:there is no such output, or the expression is none",
      "3:the stored output is not what was recorded, or a line could not be searched",
      "5:this machine is in the way: no database, disk full"
    })
public final class OutputCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(index = "1", paramLabel = "STEP", description = "id of the step")
  private String step = "";

  @Option(
      names = "--grep",
      paramLabel = "REGEX",
      description = "show only lines in which this regular expression is found")
  private @Nullable String expression;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PatternSearch search =
        PatternSearch.of(expression == null ? "" : expression)
            .orElseThrow(() -> refused("'%s' is no regular expression".formatted(expression)));
    Home home = common.home();
    try (Platform platform = Platform.open(home)) {
      MigrationId id = platform.resolve(migration);
      Path workspace = home.workspace(id);
      ContentDigest recorded =
          platform.state(id).steps().stream()
              .filter(state -> state.step().stepId().equals(new StepId(step)))
              .findFirst()
              .map(StepState::output)
              .orElse(null);
      return shown(recorded == null ? unrecorded(workspace) : checked(workspace, recorded), search);
    }
  }

  private Path unrecorded(Path workspace) throws IOException {
    return new Starts(workspace, new StepId(step))
        .last()
        .orElseThrow(() -> refused("no script of it was ever started"))
        .output();
  }

  private Path checked(Path workspace, ContentDigest recorded) throws IOException {
    Path file = Starts.output(workspace, recorded);
    if (Files.exists(file) && FileDigest.of(file).equals(recorded)) {
      return file;
    }
    throw new CommandFailure(
        ExitStatus.INDETERMINATE,
        "step '%s': output '%s' is %s; nothing was shown, put the file back from a backup"
            .formatted(step, file, Files.exists(file) ? "not what was recorded" : "missing"));
  }

  private int shown(Path file, PatternSearch search) throws IOException {
    Terminal terminal = Terminal.of(spec);
    long number = 0;
    long found = 0;
    long unknown = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        switch (search.in(line)) {
          case FOUND -> {
            found++;
            terminal.print(String.format(Locale.ROOT, "%6d  %s", number, Terminal.safe(line)));
          }
          case NOT_FOUND -> {}
          case TOO_HARD -> unknown++;
        }
      }
    }
    if (unknown > 0) {
      terminal.print("%d lines were too hard to search".formatted(unknown));
      return ExitStatus.INDETERMINATE;
    }
    return found > 0 || expression == null ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private CommandFailure refused(String why) {
    return new CommandFailure(
        ExitStatus.REFUSED, "output: step '%s': %s; nothing was shown".formatted(step, why));
  }
}
