package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.disk.FilesSource;
import org.migrationauditor.verifier.manifest.Manifest;

/** A real process is killed in the middle of an inventory, again and again. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledInventoryIT {
  private static final int FILES = 5_000;
  private static final int KILLS = 2;

  /** Read and not yet in a segment: a whole one, and what the queues hold. */
  private static final int LOST = InventoryProcess.SEGMENT + 1500;

  @TempDir private Path dir;

  @Test
  void readsNothingTwiceThatWasKeptAndGivesTheSameManifest() throws Exception {
    Path archive = Files.createDirectories(dir.resolve("archive"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(archive.resolve(String.valueOf(i)), "content " + i);
    }
    TimeUnit.MILLISECONDS.sleep(2100); // what has just changed has no stamp
    Path manifests = dir.resolve("manifests");
    Random random = new Random(20261126);
    long before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(manifests, archive);
      long after = before + LOST + random.nextInt(500);
      while (process.isAlive() && reads() < after) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      assertThat(process.isAlive()).isTrue();
      process.destroyForcibly().waitFor();
      before = reads();
      assertThat(manifests(manifests)).isEmpty();
    }

    Process last = start(manifests, archive);
    String said = new String(last.getInputStream().readAllBytes(), UTF_8);
    assertThat(last.waitFor()).as(said).isZero();

    assertThat(said).contains("goes on from ");
    assertThat(reads()).isBetween((long) FILES, FILES + (long) KILLS * LOST - 1);
    Manifest undisturbed =
        InventoryProcess.taking(dir.resolve("other"))
            .take(
                new FilesSource(archive, InventoryProcess.KEY),
                InventoryProcess.order(archive),
                Progress.UNWATCHED)
            .manifest();
    assertThat(manifests(manifests)).containsExactly(undisturbed.digest() + ".parquet");
  }

  private Process start(Path manifests, Path archive) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            InventoryProcess.class.getName(),
            manifests.toString(),
            archive.toString(),
            dir.resolve("reads").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private long reads() throws Exception {
    Path reads = dir.resolve("reads");
    if (!Files.exists(reads)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(reads)) {
      return lines.count();
    }
  }

  /** All but what waits or works. */
  private static List<String> manifests(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".unfinished-") && !name.startsWith(".work-"))
          .toList();
    }
  }
}
