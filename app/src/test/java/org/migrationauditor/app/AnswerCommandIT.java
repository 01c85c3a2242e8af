package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.terminal.HeldProgram;
import picocli.CommandLine;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class AnswerCommandIT {
  @TempDir private Path temporary;
  private final StringWriter told = new StringWriter();

  private int answer(String... arguments) {
    CommandLine program = Auditor.commandLine();
    program.setOut(new PrintWriter(told, true));
    program.setErr(new PrintWriter(told, true));
    List<String> all = new ArrayList<>(List.of("answer", "night", "ask"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--home", temporary.resolve("home").toString(), "--as", "olga"));
    return program.execute(all.toArray(String[]::new));
  }

  private HeldProgram program() {
    return new HeldProgram(temporary.resolve("home/migrations/night/ask/1"));
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    while (program().state() == HeldProgram.State.RUNNING) {
      Thread.sleep(20);
    }
  }

  @Test
  void aLineIsTypedAtThePromptThatIsWaitedAtAndAPasswordIsNoArgument() throws Exception {
    assertThat(answer("--text", "yes")).isEqualTo(ExitStatus.REFUSED);
    Path script = temporary.resolve("ask.sh");
    Files.writeString(
        script,
        "#!/bin/bash\nread -r -p 'go on? ' a; read -r -s -p 'PIN: ' b; echo \"$a\" >'%s/effect'\n"
            .formatted(temporary));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    program().start(new Programs(null), List.of(script.toString()), List.of(), Map.of(), temporary);
    awaitPrompt("go on? ");
    assertThat(answer("--secret", "NOT_GIVEN")).isEqualTo(ExitStatus.REFUSED);
    assertThat(answer("--text", "a\nb")).isEqualTo(ExitStatus.REFUSED);
    assertThat(answer()).isEqualTo(ExitStatus.REFUSED);
    assertThat(answer("--text", "yes")).as(told.toString()).isEqualTo(ExitStatus.OK);
    awaitPrompt("PIN: ");
    assertThat(answer("--text", "1234")).isEqualTo(ExitStatus.REFUSED);
    assertThat(program().answer(program().question().orElseThrow(), "olga", "", "1234")).isTrue();

    nothingIsLeft();
    assertThat(temporary.resolve("effect")).hasContent("yes\n");
    assertThat(told.toString())
        .contains("was never started", "AUDITOR_SECRET_NOT_GIVEN", "others can read arguments")
        .contains("answered by olga: ask; go on with ./auditor run night");
  }

  private void awaitPrompt(String prompt) throws Exception {
    while (program().question().filter(asked -> asked.prompt().equals(prompt)).isEmpty()) {
      Thread.sleep(20);
    }
  }
}
