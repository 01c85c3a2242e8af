package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.messages.migration.Outcome;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ScriptRunIT {
  @TempDir Path temp;
  private Stage stage;
  private Check effect;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
    effect = new Check.FileExists(stage.folder.resolve("effect"));
  }

  private Action.RunScript script(String text) throws IOException {
    return new Action.RunScript(List.of(stage.script("opt/script.sh", text).toString()), List.of());
  }

  private Path kept(int attempt, String name) {
    return stage.workspace.resolve("g7").resolve(String.valueOf(attempt)).resolve(name);
  }

  private static void await(Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      Thread.sleep(10);
    }
  }

  /** Performs in a thread of its own and interrupts it once the file is there. */
  private void interruptedOnce(Path file, Action action) throws InterruptedException {
    AtomicReference<Object> end = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    end.set(stage.first(action, effect));
                  } catch (InterruptedException e) {
                    end.set(e);
                  }
                });
    await(file);
    thread.interrupt();
    thread.join();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aScriptThatStillRunsIsWatchedEvenWhenAnotherAttemptWasAllowed() throws Exception {
    Path go = stage.folder.resolve("go");
    Action script =
        script(
            "echo start >>'%1$s/starts'; while ! [ -e '%2$s' ]; do sleep 0.05; done; : >'%1$s/effect'"
                .formatted(stage.folder, go));
    interruptedOnce(stage.folder.resolve("starts"), script);
    Files.createFile(go);
    Outcome outcome =
        Stage.outcome(stage.performer().perform(script, List.of(effect), stage.context(3, false)));
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(Files.readAllLines(stage.folder.resolve("starts"))).containsExactly("start");
  }

  @Test
  void outputExitCodeAndEffectAreSeen() throws Exception {
    Outcome outcome =
        stage.first(script("echo one; echo two >&2; : > '" + stage.folder + "/effect'"), effect);
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.exitCode()).isZero();
    assertThat(stage.lines).containsExactly("one", "two");
    assertThat(Files.readString(kept(1, "output"))).isEqualTo("one\ntwo\n");
    assertThat(outcome.output()).isEqualTo(FileDigest.of(kept(1, "output")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept(1, "output"))))
        .isEqualTo("rw-------");
  }

  @Test
  void anExitCodeThatLiesIsNoSuccess() throws Exception {
    Outcome outcome = stage.first(script("echo DONE; exit 0"), effect);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.reason()).contains("effect' is a file (nothing is there)");
  }

  @Test
  void anExitCodeWithoutAnyCheckIsNoSuccess() throws Exception {
    Outcome outcome = stage.first(script("exit 0"));
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("an exit code proves nothing");
  }

  @Test
  void aBadExitCodeFailsAndWhatWasSeenIsTold() throws Exception {
    Outcome outcome = stage.first(script(": > '" + stage.folder + "/effect'; exit 7"), effect);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.reason())
        .contains("exit code 7")
        .contains("--again g7 --reason TEXT")
        .contains(kept(1, "output").toString());
    assertThat(outcome.observations()).hasSize(1);
  }

  @Test
  void aMissingOrUnfitScriptIsOneSentence() throws Exception {
    Path missing = stage.folder.resolve("none.sh");
    assertThat(stage.first(new Action.RunScript(List.of(missing.toString()), List.of())).reason())
        .isEqualTo("step 'g7': '" + missing + "': is not there; see to it and run again");
    Path plain = stage.file("plain.sh", "exit 0");
    assertThat(stage.first(new Action.RunScript(List.of(plain.toString()), List.of())).reason())
        .contains("is not executable");
    assertThat(stage.first(new Action.RunScript(List.of("no-such-tool"), List.of())).reason())
        .contains("no such program on the PATH");
    assertThat(stage.first(new Action.RunScript(List.of(), List.of())).result())
        .isEqualTo(Outcome.Result.FAILED);
  }

  @Test
  void argumentsAreNoShellText() throws Exception {
    Path script = stage.script("args.sh", "printf '<%s>\\n' \"$@\"");
    stage.first(
        new Action.RunScript(
            List.of(script.toString(), "", "a b", "$(id)", "`id`", "; id", "*", "-n"), List.of()));
    assertThat(stage.lines)
        .containsExactly("<>", "<a b>", "<$(id)>", "<`id`>", "<; id>", "<*>", "<-n>");
  }

  @Test
  void aBuiltInOfTheShellIsNoProgram() throws Exception {
    Outcome outcome =
        stage.first(new Action.RunScript(List.of("eval", "echo broken out"), List.of()));
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(stage.lines).isEmpty();
  }

  @Test
  void toolsComeFirstOnThePath() throws Exception {
    stage.script("tools/uname", "echo tool");
    stage.tools = stage.folder.resolve("tools");
    stage.first(script("uname"));
    stage.first(new Action.RunScript(List.of("uname"), List.of()));
    assertThat(stage.lines).containsExactly("tool", "tool");
  }

  @Test
  void aScriptWorksInItsOwnFolder() throws Exception {
    stage.first(script("pwd"));
    assertThat(stage.lines).containsExactly(stage.folder.resolve("opt").toString());
  }

  @Test
  void secretsAreMaskedOnTheConsoleAndInTheSummaryAndKeptOutOfTheOutcome() throws Exception {
    Path script = stage.script("login.sh", "echo \"password=$2\"; echo \"it is $2.\"; exit 1");
    Action action =
        new Action.RunScript(List.of(script.toString(), "--password", "hunter2"), List.of());
    Outcome outcome = stage.first(action, effect);
    assertThat(stage.lines).containsExactly("password=***", "it is ***.");
    assertThat(ActionPerformer.summary(action)).isEqualTo("run " + script + " --password ***");
    assertThat(Files.readString(kept(1, "output"))).isEqualTo("password=***\nit is ***.\n");
    assertThat(outcome.toString()).doesNotContain("hunter2");
    assertThat(String.join("", stage.tasks)).doesNotContain("hunter2");
  }

  @Test
  void aSecretIsMaskedHoweverSlowlyItComes() throws Exception {
    stage.first(script("printf 'pass'; sleep 0.3; printf 'word=hun'; sleep 0.3; echo ter2"));
    assertThat(stage.lines).containsExactly("password=***");
  }

  @Test
  void hugeOutputIsKeptWholeAndShownLineByLine() throws Exception {
    Outcome outcome = stage.first(script("seq 1 100000; head -c 3000000 /dev/zero"));
    assertThat(Files.size(kept(1, "output"))).isEqualTo(588_895L + 4 * 3_000_000L + 1);
    assertThat(outcome.output()).isEqualTo(FileDigest.of(kept(1, "output")));
    assertThat(stage.lines).hasSize(100_001).contains("1", "100000");
    assertThat(stage.lines.getLast()).endsWith(" ... (line cut)").hasSizeLessThan(20_000);
  }

  @Test
  void binaryOutputCannotHarmATerminal() throws Exception {
    stage.first(script("printf '\\033[2J\\007\\377\\200ok\\r\\nnext'"));
    assertThat(stage.lines).hasSize(2);
    assertThat(stage.lines.getFirst()).startsWith("\\x1B[2J\\x07").endsWith("ok");
    assertThat(String.join("", stage.lines)).doesNotContain("\u001b").doesNotContain("\u0007");
    assertThat(stage.lines.getLast()).isEqualTo("next");
  }

  @Test
  void noOutputIsAnOutputToo() throws Exception {
    Outcome outcome = stage.first(script("exit 0"));
    assertThat(outcome.output()).isEqualTo(FileDigest.of(stage.file("empty", "")));
    assertThat(stage.lines).isEmpty();
  }

  @Test
  void noChildIsLeftWhenTheScriptHasEnded() throws Exception {
    Outcome outcome =
        stage.first(
            script(
                "for how in '' nohup; do $how sleep 600 >/dev/null & echo $! >>'%1$s/children'; done; sleep 0.5; : >'%1$s/effect'"
                    .formatted(stage.folder)),
            effect);
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations())
        .anySatisfy(
            seen ->
                assertThat(seen.seen())
                    .containsPattern("^[12] did not end by themselves and were ended"));
    for (String child : Files.readAllLines(stage.folder.resolve("children"))) {
      assertThat(Files.exists(Path.of("/proc", child, "exe"))).as(child).isFalse();
    }
  }

  @Test
  void anInterruptLeavesTheScriptRunningAndTheNextAttemptAttaches() throws Exception {
    Path go = stage.folder.resolve("go");
    Path begun = stage.folder.resolve("begun");
    Action action =
        script(
            "echo x >> '%s'; while [ ! -e '%s' ]; do sleep 0.05; done; echo late; : > '%s/effect'"
                .formatted(begun, go, stage.folder));
    interruptedOnce(begun, action);
    stage.lines.clear();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                Thread.sleep(300);
                Files.createFile(go);
              } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
              }
            });
    Outcome outcome = stage.resumed(2, action, effect);
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.exitCode()).isZero();
    assertThat(Files.readAllLines(begun)).as("started once").hasSize(1);
    assertThat(stage.lines).containsExactly("late");
    assertThat(kept(2, "output")).doesNotExist();
  }

  @Test
  void aScriptThatEndedUnseenGivesItsExitCodeEvenTwoAttemptsLater() throws Exception {
    Path begun = stage.folder.resolve("begun");
    Action action = script("echo x >> '%s'; sleep 0.5; exit 5".formatted(begun));
    interruptedOnce(begun, action);
    await(kept(1, "exit"));
    Outcome outcome = stage.resumed(3, action, effect);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(Files.readAllLines(begun)).hasSize(1);
  }

  @Test
  void aScriptWhoseTerminalWasKilledIsUncertain() throws Exception {
    Path begun = stage.folder.resolve("begun");
    Action action = script("echo x >> '%s'; sleep 600".formatted(begun));
    interruptedOnce(begun, action);
    killHolder();
    stage.shell("kill -9 -" + Files.readAllLines(kept(1, "session")).getFirst());
    Outcome outcome = stage.resumed(2, action, effect);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.UNCERTAIN);
    assertThat(outcome.reason())
        .contains("nobody saw how it ended")
        .endsWith("run again with --again g7 --reason TEXT");
    assertThat(outcome.exitCode()).isNull();
    assertThat(outcome.observations()).hasSize(1);
    assertThat(Files.readAllLines(begun)).hasSize(1);
  }

  @Test
  void aScriptThatOutlivesItsTerminalIsAwaitedThenUncertain() throws Exception {
    Path begun = stage.folder.resolve("begun");
    Path over = stage.folder.resolve("over");
    Action action = script("trap '' HUP; echo x >> '%s'; sleep 1; : >'%s'".formatted(begun, over));
    interruptedOnce(begun, action);
    killHolder();
    Outcome outcome = stage.resumed(2, action, effect);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.UNCERTAIN);
    assertThat(over).exists();
  }

  private void killHolder() throws Exception {
    long holder = Long.parseLong(Files.readAllLines(kept(1, "started")).getFirst());
    stage.shell("kill -9 " + holder);
    ProcessHandle.of(holder).ifPresent(p -> p.onExit().join());
  }

  @Test
  void aProcessThatMerelyHasTheNumberIsNotTheScript() throws Exception {
    Files.createDirectories(kept(1, "claim"));
    Files.createFile(kept(1, "output"));
    long self = ProcessHandle.current().pid();
    String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
    String bootId = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
    int ticks = stat.lastIndexOf(')') + 1;
    String[] fields = stat.substring(ticks).strip().split(" ", -1);
    fields[19] = "1";
    Files.writeString(
        kept(1, "started"),
        "%d%n%s%d (sh) %s%n".formatted(self, bootId, self, String.join(" ", fields)));
    assertThat(stage.resumed(2, script("exit 0"), effect).result())
        .isEqualTo(Outcome.Result.UNCERTAIN);
  }

  @Test
  void aScriptOfAnEarlierBootIsUncertain() throws Exception {
    Files.createDirectories(kept(1, "claim"));
    Files.createFile(kept(1, "output"));
    Files.writeString(
        kept(1, "started"),
        "1\nan-earlier-boot\n1 (sh) S 0 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 1 0\n");
    assertThat(stage.resumed(1, script("exit 0"), effect).result())
        .isEqualTo(Outcome.Result.UNCERTAIN);
  }

  @Test
  void whatWasNeverStartedIsStartedOnResumption() throws Exception {
    Action action = script(": > '" + stage.folder + "/effect'");
    assertThat(stage.resumed(2, action, effect).result()).isEqualTo(Outcome.Result.SUCCEEDED);
    Files.delete(stage.folder.resolve("effect"));
    Files.createDirectories(kept(3, ""));
    assertThat(stage.resumed(3, action, effect).result()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(kept(3, "forgone")).exists();
    assertThat(stage.workspace.resolve("g7/3.1/exit")).exists();
  }

  @Test
  void anAttemptThatIsNoResumptionAlwaysStartsAnew() throws Exception {
    Path begun = stage.folder.resolve("begun");
    Action action = script("echo x >> '%s'; exit 2".formatted(begun));
    stage.first(action);
    stage.performer().perform(action, List.of(), stage.context(2, false));
    assertThat(Files.readAllLines(begun)).hasSize(2);
  }

  @Test
  void anOutcomeThatWasToldLongAgoIsNotToldAsALaterOne() throws Exception {
    Action action = script("exit 2");
    stage.first(action);
    assertThat(stage.resumed(2, action).exitCode()).isEqualTo(2);
    assertThat(stage.resumed(4, action).result()).isEqualTo(Outcome.Result.UNCERTAIN);
  }
}
