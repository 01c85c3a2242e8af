package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.platform.ExitStatus;

/** A signal, once and twice, to real processes; not SIGINT, which background jobs ignore. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StoppedIT {
  private static final long LARGE = 1L << 42; // hours of reading, and no space: it is a hole

  @TempDir private Path dir;

  @Test
  void aStoppedInventoryLeavesAManifestThatSaysSo() throws Exception {
    Path archive = Files.createDirectories(dir.resolve("archive"));
    Files.writeString(archive.resolve("small"), "read");
    try (RandomAccessFile large = new RandomAccessFile(archive.resolve("z-large").toFile(), "rw")) {
      large.setLength(LARGE);
    }
    Path home = dir.resolve("home");
    Path out = dir.resolve("out");
    Process auditor =
        new AuditorProcess(home)
            .builder("inventory", "tree:" + archive)
            .redirectOutput(out.toFile())
            .start();
    while (auditor.isAlive() && entries(home.resolve("manifests"), ".unfinished-").isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    TimeUnit.MILLISECONDS.sleep(500);

    interrupt(auditor);

    assertThat(auditor.waitFor()).as(Files.readString(out)).isEqualTo(ExitStatus.INDETERMINATE);
    assertThat(Files.readString(out))
        .contains("not read")
        .containsPattern("INDETERMINATE: stopped by the operator at \\d+ %; the same command goes");
    assertThat(entries(home.resolve("manifests"), "")).anyMatch(name -> name.endsWith(".parquet"));
    assertThat(entries(home.resolve("manifests"), ".work-")).isEmpty();
  }

  @Test
  void aSecondSignalEndsAtOnceWhatDoesNotHearTheFirst() throws Exception {
    Process stubborn =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stubborn.class.getName())
            .start();
    assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");

    interrupt(stubborn);

    assertThat(stubborn.inputReader().readLine()).isEqualTo("heard");
    assertThat(stubborn.isAlive()).isTrue();
    interrupt(stubborn);
    assertThat(stubborn.waitFor()).isEqualTo(ExitStatus.INTERRUPTED);
  }

  /** Hears of an interruption and goes on. */
  static final class Stubborn {
    private Stubborn() {}

    public static void main(String[] arguments) throws InterruptedException {
      Interruption.ofThisThread();
      System.out.println("ready");
      while (true) {
        try {
          TimeUnit.MINUTES.sleep(1);
        } catch (InterruptedException e) {
          System.out.println("heard");
        }
      }
    }
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-TERM", "" + process.pid()).start().waitFor()).isZero();
  }

  private static List<String> entries(Path folder, String prefix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }
}
