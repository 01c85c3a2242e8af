package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.terminal.HeldProgram;
import org.migrationauditor.command.action.terminal.OutputTail;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.command.action.terminal.Question;
import org.migrationauditor.command.action.terminal.Reply;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

/** Runs a script, or goes on watching one that an earlier attempt started. */
final class ScriptRun {
  private static final String REPORTED = "reported";

  private static final long POLL_MILLIS = 50;
  private static final long LAST_BYTES = 64L * 1024;
  private static final long WHOLE = Long.MAX_VALUE;

  private final Action.RunScript action;
  private final ActionContext context;
  private final Observer observer;
  private final List<Check> effect;
  private final Function<String, @Nullable String> secrets;
  private final Starts starts;

  /**
   * A run.
   *
   * @param effect what the script is for
   * @param secrets values by name; null for one that was not given
   */
  ScriptRun(
      Action.RunScript action,
      ActionContext context,
      Observer observer,
      List<Check> effect,
      Function<String, @Nullable String> secrets) {
    this.action = action;
    this.context = context;
    this.observer = observer;
    this.effect = effect;
    this.secrets = secrets;
    starts = new Starts(context.workspace(), context.stepId());
  }

  Deed perform() throws IOException, InterruptedException {
    Optional<Starts.Start> earlier = starts.newest(context.attempt());
    if (earlier.isEmpty()) {
      return started();
    }
    return context.resumed() ? goneOnWith(earlier.get()) : startedAfter(earlier.get());
  }

  /** Whoever allowed another attempt may not know that the script never stopped. */
  private Deed startedAfter(Starts.Start earlier) throws IOException, InterruptedException {
    HeldProgram program = new HeldProgram(earlier.folder());
    boolean runs =
        switch (program.state()) {
          case NOT_STARTED -> !program.forgo();
          case RUNNING -> true;
          case ENDED, VANISHED -> false;
        };
    if (!runs) {
      return endedBadly(program) && effectSeen() ? notDoneTwice() : started();
    }
    context
        .console()
        .output(
            "the script still runs and is not started again, only watched; '%s/started' tells its process"
                .formatted(PathBytes.shown(earlier.folder())));
    return watched(program, earlier.folder(), LAST_BYTES);
  }

  private static boolean endedBadly(HeldProgram program) throws IOException, InterruptedException {
    return switch (program.state()) {
      case ENDED -> program.exitCode() != 0;
      case VANISHED -> true;
      case NOT_STARTED, RUNNING -> false;
    };
  }

  private boolean effectSeen() throws InterruptedException {
    return !effect.isEmpty()
        && observer.observe(effect, Duration.ZERO).stream()
            .allMatch(seen -> seen.verdict() == Verdict.PASSED);
  }

  private static Deed notDoneTwice() {
    return Deed.done(
        new Observation(
            "the script is not started a second time",
            Verdict.PASSED,
            "it ended badly, and all that the step is for is there"));
  }

  private Deed goneOnWith(Starts.Start earlier) throws IOException, InterruptedException {
    Optional<Mark> reported = Mark.read(earlier.folder().resolve(REPORTED));
    if (reported.isPresent() && context.attempt() - reportedBy(reported.get()) > 1) {
      return uncertain("an attempt later than the last known one was begun");
    }
    HeldProgram program = new HeldProgram(earlier.folder());
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
    List<String> argv = new ArrayList<>(action.argv());
    argv.set(0, program.toString());
    Path start = starts.fresh(context.attempt());
    HeldProgram held = new HeldProgram(start);
    held.start(
        programs,
        argv,
        action.prompts(),
        givenSecrets(),
        name.indexOf('/') >= 0 ? program.getParent() : null);
    return watched(held, start, WHOLE);
  }

  private Map<String, String> givenSecrets() {
    Map<String, String> given = new HashMap<>();
    for (PromptRule rule : action.prompts()) {
      if (rule.reply() instanceof Reply.Secret secret) {
        String value = secrets.apply(secret.name());
        if (value != null && !value.isEmpty()) {
          given.put(secret.name(), value);
        }
      }
    }
    return given;
  }

  private Deed watched(HeldProgram program, Path start, long shownBytes)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    HeldProgram.State state = program.state();
    try (OutputTail tail =
        new OutputTail(program.output(), shownBytes, context.console()::output)) {
      while (state == HeldProgram.State.RUNNING) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!tail.advance()) {
          Optional<Deed> waiting = waiting(program, began);
          if (waiting.isPresent()) {
            return waiting.get();
          }
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
                  + " and 'script' work, read '%s' and run again"
                      .formatted(PathBytes.shown(start.resolve("trouble"))));
      case RUNNING, VANISHED -> uncertain("the script was started and runs no more");
    };
  }

  /** What a person must do; empty while the script goes on by itself. */
  private Optional<Deed> waiting(HeldProgram program, long began)
      throws IOException, InterruptedException {
    Optional<Question> question = program.question();
    if (question.isPresent()) {
      return answered(program, question.get())
          ? Optional.empty()
          : Optional.of(Deed.waiting(sentence(question.get())));
    }
    Duration limit = action.endsWithin();
    if (limit != null && System.nanoTime() - began > limit.toNanos()) {
      return Optional.of(
          Deed.waiting(
              "step '%s': the script still runs after the %d seconds it was given; it was not stopped, look at './auditor output %s %s' and at the host, then run again to wait as long once more"
                  .formatted(
                      context.stepId(),
                      limit.toSeconds(),
                      context.migrationId(),
                      context.stepId())));
    }
    return Optional.empty();
  }

  private boolean answered(HeldProgram program, Question question)
      throws IOException, InterruptedException {
    String line = context.console().ask(shown(question), question.hidden());
    if (line == null) {
      return false;
    }
    program.answer(question, "whoever runs it", "", line);
    return true;
  }

  private String sentence(Question question) {
    return "step '%s': the script waits at a prompt %s; it was left waiting, answer it with ./auditor answer %s %s, then run again"
        .formatted(context.stepId(), shown(question), context.migrationId(), context.stepId());
  }

  private static String shown(Question question) {
    String prompt = question.prompt().isBlank() ? "without a text" : "'" + question.prompt() + "'";
    return "%s (%s)".formatted(prompt.strip(), question.why());
  }

  private Deed ended(HeldProgram program, Path start) throws IOException {
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
            kept(program.output()),
            program.told().stream()
                .map(fact -> new Observation(fact.what(), Verdict.PASSED, fact.how()))
                .toList(),
            reason);
    new Mark(List.of(String.valueOf(context.attempt()))).write(start.resolve(REPORTED));
    return deed;
  }

  /** Gives the output a second name, its digest. */
  private ContentDigest kept(Path output) throws IOException {
    ContentDigest digest = FileDigest.of(output);
    Path stored = Starts.output(context.workspace(), digest);
    Path folder = stored.resolveSibling("");
    Durable.folder(folder);
    try {
      Files.createLink(stored, output);
    } catch (FileAlreadyExistsException e) {
      return digest;
    }
    Durable.force(folder);
    return digest;
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
}
