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
   * system named second, which fills up in the middle, and again when there is room.
   */
  public static void main(String[] args) throws Exception {
    Stage stage = new Stage(Path.of(args[0]));
    if (args.length > 1) {
      System.out.println(onFullDisk(stage, args[1]));
      System.exit(0);
    }
    Outcome outcome = stage.first(copy(stage));
    System.out.println(outcome.reason());
    System.exit(outcome.result() == Outcome.Result.SUCCEEDED ? 0 : 1);
  }

  /** What is told and seen, a line each. */
  private static String onFullDisk(Stage stage, String small) throws Exception {
    Action copy = new Action.CopyTree(stage.folder.resolve("old"), Path.of(small, "new"));
    String before = everything(stage, "old");
    stage.beginning =
        () ->
            stage.shell(
                "free=$(df --output=avail -B1 '%s' | tail -1); head -c $((free - 12000000)) /dev/zero > '%s/filler'"
                    .formatted(small, small));
    String told = stage.first(copy).reason();
    String halves = halves(stage, small + "/new");
    String hidden = stage.shell("ls -A '%s/new' | grep migration-auditor || true".formatted(small));
    boolean untouched = everything(stage, "old").equals(before);
    stage.beginning = () -> {};
    stage.shell("rm '%s/filler'".formatted(small));
    Outcome again = stage.resumed(2, copy);
    return String.join(
        "\n",
        told,
        "half files:" + halves + hidden,
        "source untouched: " + untouched,
        "again: " + again.result(),
        "alike: " + everything(stage, small + "/new").equals(before));
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
      assertThat(halves(stage, "new")).as("half files").isEmpty();
    }
    Outcome outcome = stage.resumed(KILLS + 1, copy(stage));
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(everything(stage, "new")).isEqualTo(everything(stage, "old"));
  }

  @Test
  void aDiskThatFillsUpInTheMiddleEndsTheCopyInNumbersAndNothingByHalves() throws Exception {
    Stage stage = new Stage(temp.toRealPath());
    stage.shell(
        """
        mkdir -p old/a small && head -c 26214400 /dev/urandom | split -b 65536 -a 3 -d - old/a/
        head -c 9000000 /dev/urandom > old/big; ln old/big old/hard
        """);
    String mount = "mount -t tmpfs -o size=300m tmpfs small";
    assumeThat(stage.shell("unshare -rm " + mount + " && echo yes || true")).contains("yes");
    String told =
        stage.shell("unshare -rm sh -c '%s && %s small' || true".formatted(mount, java(stage)));
    assertThat(told)
        .containsPattern("the disk is full: a copy needs [0-9,]+ bytes, [0-9,]+ are free")
        .contains("the source was only read and what was copied stays, free space and run again")
        .containsPattern("(?m)^half files:$")
        .contains("source untouched: true", "again: SUCCEEDED", "alike: true");
  }

  @Test
  void whatEvenTheSuperuserMayNotReadIsNamedBeforeAnythingIsWritten() throws Exception {
    Stage stage = new Stage(temp.toRealPath());
    stage.shell("mkdir old && echo x > old/closed && chmod 000 old/closed");
    String powerless = "setpriv --bounding-set=-dac_override,-dac_read_search ";
    assumeThat(stage.shell(powerless + "echo yes || true")).as("this is no root").contains("yes");
    assertThat(stage.shell(powerless + java(stage) + " || true"))
        .contains("this user may not read 1, first '" + stage.folder + "/old/closed'");
    assertThat(stage.folder.resolve("new")).doesNotExist();
  }

  private static String java(Stage stage) {
    return String.join(" ", command(stage));
  }

  private static List<String> command(Stage stage) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        TreeCopyingIT.class.getName(),
        stage.folder.toString());
  }

  /** Files under their final names that are not what the source's are. */
  private static String halves(Stage stage, String tree) throws Exception {
    return stage.shell(
        "cd '%s' && diff -rq --no-dereference old '%s' 2>/dev/null | grep ' differ$' || true"
            .formatted(stage.folder, tree));
  }

  /** Waits until that many entries are in the copy, half written ones among them. */
  private static void awaitEntries(Stage stage, int entries, Process process) throws Exception {
    while (process.isAlive()
        && Integer.parseInt(stage.shell("find new 2>/dev/null | wc -l")) <= entries) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
  }

  private static Process process(Stage stage) throws IOException {
    return new ProcessBuilder(command(stage))
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
