package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.command.action.process.DetachedProgram;
import org.migrationauditor.command.action.process.OutputTail;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.process.Secrets;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.migration.Outcome;

/**
 * Runs a script, or goes on watching one that an earlier attempt started. Each start has a folder
 * {@code <workspace>/<stepId>/<attempt>}, with {@code .<n>} behind when that one is taken.
 */
final class ScriptRun {
  private static final Pattern START = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?");
  private static final String REPORTED = "reported";
  private static final long POLL_MILLIS = 50;
  private static final long LAST_BYTES = 64L * 1024;
  private static final long WHOLE = Long.MAX_VALUE;

  private final Action.RunScript action;
  private final ActionContext context;
  private final Path folder;

  private record Start(Path folder, int attempt, int number) {}

  ScriptRun(Action.RunScript action, ActionContext context) {
    this.action = action;
    this.context = context;
    folder = context.workspace().resolve(context.stepId().value());
  }

  Deed perform() throws IOException, InterruptedException {
    Optional<Start> earlier = newest();
    if (earlier.isEmpty()) {
      return started();
    }
    return context.resumed() ? goneOnWith(earlier.get()) : startedAfter(earlier.get());
  }

  /** Whoever allowed another attempt may not know that the script never stopped. */
  private Deed startedAfter(Start earlier) throws IOException, InterruptedException {
    DetachedProgram program = new DetachedProgram(earlier.folder());
    boolean runs =
        switch (program.state()) {
          case NOT_STARTED -> !program.forgo();
          case RUNNING -> true;
          case ENDED, VANISHED -> false;
        };
    if (!runs) {
      return started();
    }
    context
        .console()
        .output(
            "the script still runs and is not started again, only watched; '%s/started' tells its process"
                .formatted(PathBytes.shown(earlier.folder())));
    return watched(program, earlier.folder(), LAST_BYTES);
  }

  private Deed goneOnWith(Start earlier) throws IOException, InterruptedException {
    Optional<Mark> reported = Mark.read(earlier.folder().resolve(REPORTED));
    if (reported.isPresent() && context.attempt() - reportedBy(reported.get()) > 1) {
      return uncertain("an attempt later than the last known one was begun");
    }
    DetachedProgram program = new DetachedProgram(earlier.folder());
    return switch (program.state()) {
      case NOT_STARTED ->
          program.forgo() ? started() : watched(program, earlier.folder(), LAST_BYTES);
      case RUNNING, ENDED -> watched(program, earlier.folder(), LAST_BYTES);
      case VANISHED -> uncertain("the script was started and runs no more");
    };
  }

  private Deed started() throws IOException, InterruptedException {
    Programs programs = new Programs(context.toolsPath());
    if (action.argv().isEmpty()) {
      return Deed.failed("step '%s': no script is given".formatted(context.stepId()));
    }
    String name = action.argv().getFirst();
    Path program = programs.find(name);
    Path start = freshFolder();
    Durable.folder(start);
    DetachedProgram detached = new DetachedProgram(start);
    detached.start(
        programs,
        program,
        action.argv().subList(1, action.argv().size()),
        action.answers(),
        name.indexOf('/') >= 0 ? program.getParent() : null);
    return watched(detached, start, WHOLE);
  }

  private Deed watched(DetachedProgram program, Path start, long shownBytes)
      throws IOException, InterruptedException {
    Secrets secrets = new Secrets(action.argv());
    DetachedProgram.State state = program.state();
    try (OutputTail tail =
        new OutputTail(
            program.output(), shownBytes, line -> context.console().output(secrets.masked(line)))) {
      while (state == DetachedProgram.State.RUNNING) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!tail.advance()) {
          Thread.sleep(POLL_MILLIS);
        }
        state = program.state();
      }
      tail.end();
    }
    return switch (state) {
      case ENDED -> ended(program, start);
      case NOT_STARTED ->
          Deed.failed(
              "step '%s': the script could not be started in a session of its own; see that 'setsid'"
                      .formatted(context.stepId())
                  + " works and run again");
      case RUNNING, VANISHED -> uncertain("the script was started and runs no more");
    };
  }

  private Deed ended(DetachedProgram program, Path start) throws IOException {
    int exitCode = program.exitCode();
    String reason =
        exitCode == 0
            ? ""
            : "step '%s': the script ended with exit code %d; read '%s', mend the cause, then %s"
                .formatted(context.stepId(), exitCode, PathBytes.shown(program.output()), again());
    Deed deed =
        new Deed(
            exitCode == 0 ? Outcome.Result.SUCCEEDED : Outcome.Result.FAILED,
            exitCode,
            FileDigest.of(program.output()),
            List.of(),
            reason);
    new Mark(List.of(String.valueOf(context.attempt()))).write(start.resolve(REPORTED));
    return deed;
  }

  private Deed uncertain(String what) {
    return new Deed(
        Outcome.Result.UNCERTAIN,
        null,
        null,
        List.of(),
        "step '%s': %s, and nobody saw how it ended; look at the host, then %s"
            .formatted(context.stepId(), what, again()));
  }

  private String again() {
    return "run again with --again %s --reason TEXT".formatted(context.stepId());
  }

  private static int reportedBy(Mark mark) {
    try {
      return Integer.parseInt(mark.values().getFirst());
    } catch (NumberFormatException | NoSuchElementException e) {
      return 0;
    }
  }

  private Path freshFolder() {
    String attempt = String.valueOf(context.attempt());
    Path fresh = folder.resolve(attempt);
    for (int number = 1; Files.exists(fresh); number++) {
      fresh = folder.resolve(attempt + "." + number);
    }
    return fresh;
  }

  private Optional<Start> newest() throws IOException {
    List<Start> starts = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        for (Path child : children) {
          Matcher start = START.matcher(String.valueOf(child.getFileName()));
          if (start.matches()) {
            int number = start.group(2) == null ? 0 : Integer.parseInt(start.group(2));
            starts.add(new Start(child, Integer.parseInt(start.group(1)), number));
          }
        }
      }
    }
    return starts.stream()
        .filter(start -> start.attempt() <= context.attempt())
        .max(Comparator.comparingInt(Start::attempt).thenComparingInt(Start::number));
  }
}
