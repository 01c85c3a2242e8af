package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;

/** What is wrong is said in one sentence, with the documented exit status, and nothing is lost. */
final class BadInputIT {
  @TempDir private static Path temporary;
  @AutoClose private static AuditorInProcess auditor;
  private static Path parameters;

  @BeforeAll
  static void makeAHost() throws Exception {
    auditor = new AuditorInProcess(temporary.resolve("home"));
    Path host = temporary.resolve("host");
    Ended made = auditor.run("rehearse", host.toString(), "--studies", "2");
    assertThat(made.status()).as(made.err()).isZero();
    parameters = host.resolve("parameters.yaml");
  }

  @Test
  void badRunbookIsRefusedWithLineAndField() throws Exception {
    Path runbook = temporary.resolve("bad.yaml");
    Files.writeString(
        runbook,
        """
        runbook: bad
        title: Bad
        steps:
          - id: one
            title: One
            do: {explode: {}}
        """);

    Ended check = auditor.run("runbook", "check", runbook.toString());

    assertThat(check.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(check.err())
        .contains(runbook + ":6:", "steps[0].do", "explode", "\nauditor: " + runbook);
    assertThat(auditor.run("plan", "bad", "--runbook", runbook.toString()).status())
        .isEqualTo(ExitStatus.REFUSED);
    assertNothingPlanned("bad");
  }

  @Test
  void anUpgradeThatKaapanaRulesOutIsRefusedWithItsReason() throws Exception {
    Ended plan = auditor.run("plan", "late", "--runbook", "kaapana-0.5.x-to-0.6.x");

    assertThat(plan.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(plan.err())
        .contains("migrating from 0.5.x to 0.6.0 is currently not possible", "nothing was planned");
  }

  @Test
  void wrongParametersAreAllNamedAtOnce() throws Exception {
    Ended plan =
        auditor.run(
            "plan",
            "wrong",
            "--parameters",
            parameters.toString(),
            "-P",
            "fastDataDir=not/absolute",
            "-P",
            "nobodyKnows=1");

    assertThat(plan.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(plan.err()).contains("fastDataDir", "nobodyKnows");
    assertThat(plan.err().lines())
        .as("one mistake a line")
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.startsWith("auditor: "));
    assertNothingPlanned("wrong");
  }

  @Test
  void foldersOfTheProgramItselfAreNeverActedOn() throws Exception {
    for (String folder : List.of("", "/reports", "/postgres/data")) {
      Ended plan =
          auditor.run(
              "plan",
              "own",
              "--parameters",
              parameters.toString(),
              "-P",
              "freshAsideDir=" + auditor.home() + folder);

      assertOneSentence(plan, ExitStatus.REFUSED, "of the home", "keep the home elsewhere");
    }
    assertNothingPlanned("own");
  }

  @Test
  void missingDirectoryFailsTheHostCheckAndTheHistorySaysSo() throws Exception {
    Path copy = temporary.resolve("parameters-missing.yaml");
    Files.writeString(
        copy,
        Files.readString(parameters)
            .replaceAll(
                "(?m)^fastDataDir: .*$", "fastDataDir: '" + temporary + "/nowhere/kaapana'"));
    assertThat(
            auditor
                .run(
                    "plan",
                    "missing",
                    "--parameters",
                    copy.toString(),
                    "--accept-loss",
                    Losses.all())
                .status())
        .isZero();

    Ended run = auditor.run("run", "missing");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out()).contains("nowhere/kaapana");
    assertThat(auditor.run("history", "missing", "--json").json("event"))
        .last()
        .asString()
        .contains("\"StepFailed\"");
  }

  @Test
  void folderThatDoesNotExistIsRefused() throws Exception {
    Ended inventory = auditor.run("inventory", temporary.resolve("nothing").toString());

    assertOneSentence(inventory, ExitStatus.REFUSED, "nothing", "does not exist");
  }

  @Test
  void unreadableFileIsIndeterminateAndNamed() throws Exception {
    Path folder = Path.of("/proc/sys/net/ipv4/route"); // its 'flush' is denied even to root
    assumeTrue(Files.isDirectory(folder), "needs Linux");

    Ended inventory = auditor.run("inventory", "tree:" + folder);

    assertThat(inventory.status()).isEqualTo(ExitStatus.INDETERMINATE);
    assertThat(inventory.out()).contains("UNREADABLE", "flush", "access denied");
  }

  @Test
  void emptyAgainstEmptyIsIndeterminate() throws Exception {
    Path one = Files.createDirectory(temporary.resolve("empty-one"));
    Path other = Files.createDirectory(temporary.resolve("empty-other"));

    Ended compare = auditor.run("compare", one.toString(), other.toString());

    assertThat(compare.status()).isEqualTo(ExitStatus.INDETERMINATE);
    assertThat(compare.out()).contains("INDETERMINATE");
  }

  @Test
  void fullDiskIsOneSentence() throws Exception {
    Path small = Files.createDirectory(temporary.resolve("small"));
    assumeTrue(
        AuditorProcess.tool("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small.toString())
                .status()
            == 0,
        "needs the right to mount");
    try {
      AuditorProcess cramped = new AuditorProcess(small.resolve("home"));
      String docs = AuditorProcess.project().resolve("docs").toString();
      String sources = AuditorProcess.project().resolve("app/src").toString();
      assertThat(cramped.run("inventory", "tree:" + docs).status()).isZero();
      AuditorProcess.tool("dd", "if=/dev/zero", "of=" + small.resolve("filler"));

      Ended inventory = cramped.run("inventory", "tree:" + sources);

      assertThat(inventory.status()).isEqualTo(ExitStatus.UNAVAILABLE);
      assertThat(inventory.err().lines()).as(inventory.err()).hasSize(1);
      assertThat(inventory.err()).containsIgnoringCase("space");
      assertThat(small.resolve("home/manifests").toFile().list()).hasSize(1);
    } finally {
      AuditorProcess.tool("umount", small.toString());
    }
  }

  @Test
  void secondRunOfTheSameMigrationIsRefusedAndStatusIsNot() throws Exception {
    Path host = temporary.resolve("other-host");
    Process demo = new AuditorProcess(auditor.home()).start("demo", "--dir", host.toString());
    try {
      while (demo.isAlive() && !auditor.run("history", "demo").out().contains("StepStarted")) {
        TimeUnit.MILLISECONDS.sleep(100);
      }

      Ended run = auditor.run("run", "demo");
      for (int i = 0; i < 5 && run.err().contains("something else listens"); i++) {
        run = auditor.run("run", "demo"); // the demo's people were at it, between two of its runs
      }

      assertThat(demo.isAlive()).isTrue();
      assertOneSentence(run, ExitStatus.UNAVAILABLE, "another process runs it", "status demo");
      assertThat(auditor.run("status", "demo").status()).isZero();
    } finally {
      demo.destroyForcibly().waitFor();
    }
  }

  @Test
  void portInUseIsOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      Ended serve = auditor.run("serve", "--port", port);

      assertOneSentence(serve, ExitStatus.UNAVAILABLE, port, "another program listens there");
    }
  }

  @Test
  void databaseThatIsNotThereIsOneSentence() throws Exception {
    ProcessBuilder builder = new AuditorProcess(auditor.home()).builder("status");
    builder
        .environment()
        .putAll(
            Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/auditor",
                "SPRING_DATASOURCE_USERNAME", "app",
                "SPRING_DATASOURCE_PASSWORD", "hush-hush",
                "SPRING_FLYWAY_USER", "owner",
                "SPRING_FLYWAY_PASSWORD", "hush-hush"));

    Ended status = AuditorProcess.end(builder);

    assertOneSentence(
        status, ExitStatus.UNAVAILABLE, "127.0.0.1:1", "look at the database's settings");
    assertThat(status.err()).doesNotContain("hush-hush");
  }

  @Test
  void wrongOptionIsRefusedWithTheUsage() throws Exception {
    Ended ended = auditor.run("inventory", ".", "--no-such-option");

    assertThat(ended.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(ended.err()).contains("--no-such-option", "Usage: auditor inventory");
  }

  @Test
  void reportThatIsNoReportIsRefused() throws Exception {
    Path file = Files.writeString(temporary.resolve("letter.pdf"), "Dear Sir or Madam");

    Ended check = auditor.run("verify-report", file.toString());

    assertThat(check.status()).isEqualTo(ExitStatus.FAILED);
  }

  private static void assertOneSentence(Ended ended, int status, String... parts) {
    assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(status);
    assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
    assertThat(ended.err()).startsWith("auditor: ").contains(parts);
  }

  private static void assertNothingPlanned(String name) {
    assertThat(auditor.run("history", name).status()).isEqualTo(ExitStatus.REFUSED);
  }
}
