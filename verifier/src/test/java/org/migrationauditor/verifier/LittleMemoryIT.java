package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.verifier.inventory.Shell;

/** Shapes that are hard on memory, small; {@code benchmarks/scale} measures them in full size. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LittleMemoryIT {
  private static final int FILES = 20_000;

  @TempDir private Path dir;

  @Test
  void aFolderOfManyNames() throws Exception {
    Files.createDirectories(dir.resolve("archive"));
    Shell.in(dir.resolve("archive"), "seq -f 'file-%08.0f' " + FILES + " | xargs touch");

    assertThat(counts().files()).isEqualTo(FILES);
  }

  @Test
  void foldersInOneAnother() throws Exception {
    Files.createDirectories(dir.resolve("archive"));
    Shell.in(dir.resolve("archive"), "mkdir -p $(printf 'd/%.0s' $(seq 500)) && touch d/d/file");

    InventoryCounts counts = counts();

    assertThat(counts.files()).isEqualTo(1);
    assertThat(counts.unreadable()).isZero();
  }

  /** Deeper than a path can be: nothing below is passed over in silence. */
  @Test
  void foldersDeeperThanAPathCanBe() throws Exception {
    Files.createDirectories(dir.resolve("archive"));
    Shell.in(
        dir.resolve("archive"),
        "name=$(printf 'n%.0s' $(seq 250)); for i in $(seq 20); do mkdir $name; cd $name; done;"
            + " touch file");
    try {
      InventoryCounts counts = counts();

      assertThat(counts.files()).isZero();
      assertThat(counts.unreadable()).isEqualTo(1);
    } finally {
      Shell.in(dir, "rm -r archive"); // JUnit could not
    }
  }

  private InventoryCounts counts() throws Exception {
    Path manifests = dir.resolve("manifests");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                InventoryProcess.class.getName(),
                manifests.toString(),
                dir.resolve("archive").toString(),
                "/dev/null")
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    try (Stream<Path> files = Files.list(manifests)) {
      String name = files.map(file -> String.valueOf(file.getFileName())).toList().getFirst();
      return new Verifier(manifests, InventoryProcess.KEY)
          .counts(new ContentDigest(name.replace(".parquet", "")));
    }
  }
}
