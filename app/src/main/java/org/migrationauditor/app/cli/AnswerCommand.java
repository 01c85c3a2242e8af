package org.migrationauditor.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.command.action.Starts;
import org.migrationauditor.command.action.process.GivenSecret;
import org.migrationauditor.command.action.terminal.HeldProgram;
import org.migrationauditor.command.action.terminal.Question;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Types a line at a prompt that no rule of the runbook answers. */
@Command(
    name = "answer",
    header = "Answer a prompt at which a script waits for a person.",
    description = {
      "",
      "Without --text and --secret the prompt is shown, and the line is read from this terminal;"
          + " unseen where the script would not show it either.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the script got the line",
      "2:refused: the step's script waits at no prompt, or the line is none; nothing was typed",
      "5:this machine is in the way: the script did not take the line"
    })
public final class AnswerCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,100}");
  private static final Pattern LINE = Pattern.compile("\\P{Cntrl}{0,1000}");

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(index = "1", paramLabel = "STEP", description = "id of the step")
  private String step = "";

  @Option(names = "--as", paramLabel = "NAME", description = "who answers; default: your login")
  private String who = System.getProperty("user.name", "unknown");

  @Option(names = "--text", paramLabel = "TEXT", description = "line to type; never a password")
  private @Nullable String text;

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description = "type the value of the environment variable AUDITOR_SECRET_NAME")
  private @Nullable String secret;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MigrationId id = new MigrationId(migration);
    HeldProgram program =
        new Starts(common.home().workspace(id), new StepId(step))
            .last()
            .orElseThrow(() -> refused("its script was never started; run the migration"));
    if (program.state() != HeldProgram.State.RUNNING) {
      throw refused("its script does not run; run the migration");
    }
    Question question =
        program
            .question()
            .orElseThrow(() -> refused("its script waits at no prompt; run the migration"));
    Terminal terminal = Terminal.of(spec);
    String line = line(terminal, question);
    if (!LINE.matcher(line).matches() || !NAME.matcher(who).matches()) {
      throw refused("a line and a name are at most 1000 and 100 characters without control ones");
    }
    if (!program.answer(question, who, secret == null ? "" : secret, line)) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          "step '%s': its script did not take the line within 5 seconds; look with ./auditor output %s %s"
              .formatted(step, id, step));
    }
    terminal.print("answered by %s: %s; go on with ./auditor run %s".formatted(who, step, id));
    return ExitStatus.OK;
  }

  private String line(Terminal terminal, Question question) {
    if (text != null && secret != null) {
      throw refused("--text and --secret are one too many");
    }
    if (secret != null) {
      String value = GivenSecret.NAME.matcher(secret).matches() ? GivenSecret.of(secret) : null;
      if (value == null) {
        throw refused(
            "secret '%s' is not given; set the environment variable %s"
                .formatted(secret, GivenSecret.variable(secret)));
      }
      return value;
    }
    if (text != null && question.hidden()) {
      throw refused(
          "its script hides what is typed at '%s', and others can read arguments; use --secret, or neither"
              .formatted(question.prompt()));
    }
    String line = text != null ? text : terminal.ask(question.prompt(), question.hidden());
    if (line == null) {
      throw refused(
          "it waits at '%s', and this is no terminal to answer from; use --text or --secret"
              .formatted(question.prompt()));
    }
    return line;
  }

  private CommandFailure refused(String why) {
    return new CommandFailure(
        ExitStatus.REFUSED, "step '%s': %s; nothing was typed".formatted(step, why));
  }
}
