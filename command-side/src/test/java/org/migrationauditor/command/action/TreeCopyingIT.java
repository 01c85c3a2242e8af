package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.migration.Outcome;

/** A copy whose process is killed at random moments, then finished. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class TreeCopyingIT {
  private static final int KILLS = 6;
  private static final int ENTRIES = 3000;
  private static final long SEED = 20220805;

  @TempDir Path temp;

  /**
   * Copies {@code old} below a folder to {@code new}, in a process that may be killed; or to a file
   * system named second, which somebody fills when the copy begins.
   */
  public static void main(String[] args) throws InterruptedException {
    Stage stage = new Stage(Path.of(args[0]));
    Action copy = copy(stage);
    if (args.length > 1) {
      Path small = Path.of(args[1]);
      copy = new Action.CopyTree(stage.folder.resolve("old"), small.resolve("new"));
      stage.beginning = () -> stage.shell("cat /dev/zero > '%s/filler' || true".formatted(small));
    }
    Outcome outcome = stage.first(copy);
    System.out.println(outcome.reason());
    System.exit(outcome.result() == Outcome.Result.SUCCEEDED ? 0 : 1);
  }

  private static Action copy(Stage stage) {
    return new Action.CopyTree(stage.folder.resolve("old"), stage.folder.resolve("new"));
  }

  @Test
  void aKilledCopyIsFinishedAsIfNothingHadHappened() throws Exception {
    Stage stage = new Stage(temp.toRealPath());
    stage.shell(
        """
        mkdir -p old/a/b && cd old && i=0
        while [ $i -lt 3000 ]; do echo $i > a/$i; i=$((i+1)); done
        for n in 1 2 3 4 5 6; do head -c 20000000 /dev/urandom > a/b/big$n; done
        ln a/b/big1 hard; ln a/7 a/b/seven; ln -s a/7 link; chmod 400 a/8; touch -d 2019-04-01 a/9 a .
        """);
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = process(stage);
      awaitEntries(stage, random.nextInt(ENTRIES), process);
      process.destroyForcibly().waitFor();
      assertThat(
              stage.shell(
                  "find new -type f ! -path '*/.migration-auditor-*' 2>/dev/null | while"
                      + " read -r f; do cmp -s \"$f\" \"old${f#new}\" || echo \"$f\"; done"))
          .as("half files")
          .isEmpty();
    }
    Outcome outcome = stage.resumed(KILLS + 1, copy(stage));
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(everything(stage, "new")).isEqualTo(everything(stage, "old"));
  }

  @Test
  void aDiskThatFillsUpInTheMiddleEndsTheCopyInNumbers() throws Exception {
    Stage stage = new Stage(temp.toRealPath());
    stage.shell("mkdir old small && head -c 3000000 /dev/urandom > old/file");
    String mount = "mount -t tmpfs -o size=200m tmpfs small";
    assumeThat(stage.shell("unshare -rm " + mount + " && echo yes || true")).contains("yes");
    String told =
        stage.shell(
            "unshare -rm sh -c '%s && %s -cp %s %s . small' || true"
                .formatted(
                    mount,
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    TreeCopyingIT.class.getName()));
    assertThat(told)
        .contains(
            "the disk is full: a copy needs ", "what was copied stays, free space and run again");
  }

  /** Waits until that many entries are in the copy, half written ones among them. */
  private static void awaitEntries(Stage stage, int entries, Process process) throws Exception {
    while (process.isAlive()
        && Integer.parseInt(stage.shell("find new 2>/dev/null | wc -l")) <= entries) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
  }

  private static Process process(Stage stage) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TreeCopyingIT.class.getName(),
                stage.folder.toString()))
        .redirectErrorStream(true)
        .redirectOutput(new File("/dev/null"))
        .start();
  }

  private static String everything(Stage stage, String tree) throws Exception {
    return stage.shell(
        "cd "
            + tree
            + " && find . -printf '%p|%y|%m|%U:%G|%T@|%n|%l\\n' | LC_ALL=C sort"
            + " && find . -type f -exec sha256sum {} + | LC_ALL=C sort");
  }
}
