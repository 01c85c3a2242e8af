package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;

/** {@code ./auditor} itself. */
final class LauncherIT {
  @TempDir private Path temporary;

  @Test
  void helpNamesEveryVerbAndEveryExitStatus() throws Exception {
    Ended help = new AuditorProcess(temporary).run("--help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains(
            "demo",
            "rehearse",
            "runbook",
            "plan",
            "run",
            "approve",
            "attest",
            "status",
            "history",
            "show",
            "inventory",
            "compare",
            "report",
            "verify-report",
            "serve",
            "EXIT STATUS");
  }

  @Test
  void startsThroughASymbolicLinkFromAnotherFolder() throws Exception {
    Path link = temporary.resolve("a link");
    Files.createSymbolicLink(link, AuditorProcess.project().resolve("auditor"));
    ProcessBuilder builder = new ProcessBuilder(link.toString(), "--version");
    builder.directory(temporary.toFile());
    Ended version = AuditorProcess.end(builder);
    assertThat(version.err()).isEmpty();
    assertThat(version.out()).contains("Migration Auditor 0.1.0");
  }

  @Test
  void saysInOneSentenceThatThereIsNoJdk() throws Exception {
    Ended ended = AuditorProcess.end(withoutJdk(emptyTools()));
    assertThat(ended.status()).isEqualTo(ExitStatus.UNAVAILABLE);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains("no JDK 21 or newer found", "set JAVA_HOME");
  }

  @Test
  void everyVerbExplainsItselfAndItsExitStatus() throws Exception {
    for (String verb :
        new String[] {
          "demo",
          "rehearse",
          "runbook",
          "plan",
          "run",
          "approve",
          "attest",
          "status",
          "history",
          "show",
          "inventory",
          "compare",
          "report",
          "verify-report",
          "serve"
        }) {
      Ended help = new AuditorProcess(temporary).run(verb, "--help");
      assertThat(help.status()).as(verb).isZero();
      assertThat(help.out()).as(verb).contains("Usage: auditor " + verb, "EXIT STATUS");
    }
  }

  private ProcessBuilder withoutJdk(Path tools) {
    ProcessBuilder builder = new AuditorProcess(temporary).builder("--version");
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("AUDITOR_JDK_DIRS", temporary.resolve("no-jdk").toString());
    builder.environment().put("PATH", tools.toString());
    return builder;
  }

  /** A PATH with the shell's own tools and no Java. */
  private Path emptyTools() throws IOException {
    Path tools = Files.createDirectory(temporary.resolve("tools"));
    for (String tool : new String[] {"sh", "dirname", "readlink", "sed"}) {
      Path real = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(tools.resolve(tool), real);
    }
    return tools;
  }
}
