package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.terminal.HeldProgram;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.command.action.terminal.Question;
import org.migrationauditor.command.action.terminal.Reply;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;

/** Scripts that ask, as Kaapana's do. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class ScriptPromptIT {
  private static final String SECRET = "tr0ub4dor-und-3";
  private static final PromptRule UNDEPLOY =
      new PromptRule("^select option: $", new Reply.Option("Undeploy"), 1);

  @TempDir Path temp;
  private Stage stage;
  private Check effect;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
    effect = new Check.FileExists(stage.folder.resolve("effect"));
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    Path started = stage.workspace.resolve("g7/1/started");
    if (Files.exists(started)) {
      long holder = Long.parseLong(Files.readAllLines(started).getFirst());
      ProcessHandle.of(holder).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Action.RunScript script(String text, PromptRule... rules) throws IOException {
    Path script = stage.script("opt/script.sh", "");
    Files.writeString(script, "#!/bin/bash\ncd '" + stage.folder + "'\n" + text);
    return new Action.RunScript(List.of(script.toString()), List.of(rules));
  }

  private HeldProgram held() throws IOException {
    return new Starts(stage.workspace, new StepId("g7")).last().orElseThrow();
  }

  private String waits(Action action) throws InterruptedException {
    return ((ActionResult.Waiting) stage.result(action, List.of(effect))).sentence();
  }

  @Test
  void anOptionOfAMenuIsChosenByItsText() throws Exception {
    Outcome outcome =
        stage.first(
            script(
                """
                PS3='select option: '
                select opt in 'Un- and Re-deploy' 'Undeploy' 'Quit'; do
                  echo "chose $opt"; [ "$opt" = Undeploy ] && : >effect; break
                done
                """,
                UNDEPLOY),
            effect);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(stage.lines).contains("2) Undeploy", "chose Undeploy");
    assertThat(outcome.observations())
        .contains(
            new Observation(
                "prompt 1 of the script, which rule 1 expects ('^select option: $'), is answered",
                Verdict.PASSED,
                "with option 'Undeploy', by its number 2, after line 3 of its output"));
  }

  @Test
  void aMenuOfAnotherVersionWaitsForAPersonAndGoesOnWhereItWas() throws Exception {
    Action action =
        script(
            """
            echo start >>starts
            PS3='select option: '
            select opt in Upgrade Re-install Uninstall Quit; do
              echo "$opt" >>effect; break
            done
            """,
            UNDEPLOY);

    assertThat(waits(action))
        .isEqualTo(
            "step 'g7': the script waits at a prompt 'select option: ' (rule 1 cannot: the menu above"
                + " it has not one option 'Undeploy'); it was left waiting, answer it with"
                + " ./auditor answer night g7, then run again");
    HeldProgram held = held();
    assertThat(ActionPerformer.underWay(action, stage.workspace, new StepId("g7"))).isTrue();
    Question stale = new Question(7, "", "", false);
    assertThat(held.question()).isPresent().get().isNotEqualTo(stale);
    assertThat(held.answer(held.question().orElseThrow(), "olga", "", "3")).isTrue();
    Outcome outcome = stage.resumed(1, action, effect);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations())
        .extracting(Observation::seen)
        .contains("by olga with a line of text, after line 4 of its output");
    assertThat(Files.readAllLines(stage.folder.resolve("starts"))).hasSize(1);
    assertThat(Files.readAllLines(stage.folder.resolve("effect"))).containsExactly("Uninstall");
  }

  @Test
  void aSecretIsTypedAndFoundNowhere() throws Exception {
    stage.secrets.put("REGISTRY", SECRET);
    Action action =
        script(
            """
            read -r -s -p '**** password: ' word
            printf 'it is %s' "${word:0:7}"; sleep 1; printf '%s\\n' "${word:7}"
            printf 'once more %s, ' "$word"
            read -r -p 'echoed: ' again
            [ "$word" = "$again" ] && : >effect
            cat /proc/[0-9]*/{cmdline,environ} 2>/dev/null | tr '\\0' '\\n' | grep -c -f <(echo "$word")
            exit 0
            """,
            new PromptRule("password: $", new Reply.Secret("REGISTRY"), 1),
            new PromptRule("echoed: $", new Reply.Secret("REGISTRY"), 1));

    Outcome outcome = stage.first(action, effect);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(stage.lines).contains("**** password: *** is ***").doesNotContain(SECRET);
    assertThat(stage.lines.getLast()).as("processes that show it").isEqualTo("0");
    assertThat(stage.lines).noneMatch(line -> line.contains(SECRET));
    assertThat(outcome.toString()).contains("with secret 'REGISTRY'").doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(stage.folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain(SECRET));
    }
  }

  @Test
  void whatALineEditorFilledInIsReplacedAndASecretThatIsMissingIsAskedFor() throws Exception {
    Action action =
        script(
            """
            read -r -e -p 'server domain (FQDN): ' -i "$(uname -n)" domain
            read -r -s -p 'password: ' word
            echo "<$domain><$word>" >effect
            """,
            new PromptRule("\\(FQDN\\): ", new Reply.Text("pacs.example.org"), 1),
            new PromptRule("password: $", new Reply.Secret("REGISTRY"), 1));

    assertThat(waits(action)).contains("rule 2 cannot: secret 'REGISTRY' was not given");
    Question question = held().question().orElseThrow();
    assertThat(question.hidden()).isTrue();
    assertThat(held().answer(question, "olga", "", SECRET)).isTrue();
    Outcome outcome = stage.resumed(1, action, effect);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(stage.folder.resolve("effect")).hasContent("<pacs.example.org><" + SECRET + ">\n");
    assertThat(outcome.observations())
        .extracting(Observation::seen)
        .anyMatch(seen -> seen.startsWith("by olga with a line that nobody sees"));
  }

  @Test
  void anUnfinishedLineOfAScriptThatWorksIsNoPromptAndALimitIsNoKill() throws Exception {
    Action.RunScript working =
        script("printf 'waiting for pods '; sleep 5; printf '.'; sleep 1; : >effect");
    Action action = new Action.RunScript(working.argv(), List.of(), Duration.ofSeconds(4));

    assertThat(waits(action))
        .contains("still runs after the 4 seconds it was given; it was not stopped");
    assertThat(stage.resumed(1, action, effect).result()).isEqualTo(Outcome.Result.SUCCEEDED);
  }

  @Test
  void aBadExitCodeWithTheEffectSeenIsToldAndTheScriptIsNotStartedASecondTime() throws Exception {
    Action action = script("echo x >>effect; exit 7");

    assertThat(stage.first(action, effect).reason())
        .contains("exit code 7")
        .endsWith("all that the step is for is seen all the same, so it is not done a second time");
    Outcome outcome =
        Stage.outcome(stage.performer().perform(action, List.of(effect), stage.context(2, false)));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(Files.readAllLines(stage.folder.resolve("effect"))).hasSize(1);
  }

  @Test
  void anAuditorKilledAtAPromptAndWhilePrintingLosesNothing() throws Exception {
    Action action =
        script(
            """
            echo start >>starts
            for i in $(seq 40); do echo "line $i"; sleep 0.1; done
            read -r -p 'go on? ' word
            echo "$word" >>effect
            """);
    killedOnce(() -> !stage.folder.resolve("starts").toFile().exists());
    killedOnce(() -> !stage.workspace.resolve("g7/1/question").toFile().exists());
    HeldProgram held = held();
    assertThat(held.answer(held.question().orElseThrow(), "olga", "", "yes")).isTrue();
    Outcome outcome = stage.resumed(1, action, effect);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.exitCode()).isZero();
    assertThat(Files.readAllLines(stage.folder.resolve("starts"))).hasSize(1);
    assertThat(Files.readAllLines(stage.folder.resolve("effect"))).containsExactly("yes");
    assertThat(Files.readAllLines(held.output())).hasSize(41).contains("line 1", "line 40");
    assertThat(outcome.output()).isEqualTo(FileDigest.of(held.output()));
    assertThat(stage.workspace.resolve("SHA256/" + outcome.output()))
        .hasSameBinaryContentAs(held.output());
  }

  private interface Meanwhile {
    boolean holds();
  }

  /** Another process performs the step and is killed once something holds no more. */
  private void killedOnce(Meanwhile meanwhile) throws IOException, InterruptedException {
    Process performer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ResumingPerformer.class.getName(),
                stage.folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(stage.folder.resolve("performer.log").toFile())
            .start();
    while (meanwhile.holds()) {
      assertThat(performer.isAlive()).isTrue();
      Thread.sleep(10);
    }
    performer.destroyForcibly().waitFor();
  }
}
