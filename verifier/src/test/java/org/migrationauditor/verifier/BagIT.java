package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.Shell;

/** Bags as RFC 8493 has them and other people's programs check them. */
final class BagIT {
  @TempDir private Path dir;
  private Trial trial;
  private Path bag;

  @BeforeEach
  void archive() throws Exception {
    trial = new Trial(dir, View.FILES);
    bag = dir.resolve("bag");
    Shell.in(trial.before, "mkdir -p a/b empty; echo one >a/b/one; echo 22 >'two words'; : >none");
  }

  @Test
  void aBagWithItsPayloadIsCompleteAndValid() throws Exception {
    assertThat(bag(trial.before)).isEqualTo(1);

    assertThat(names(bag))
        .containsExactly(
            "bag-info.txt",
            "bagit.txt",
            "data",
            "inventory",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt");
    assertThat(bag.resolve("bagit.txt"))
        .hasContent("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    assertThat(Files.readString(bag.resolve("bag-info.txt"))).contains("\nPayload-Oxum: 7.3\n");
    assertThat(listed("manifest-sha256.txt"))
        .containsExactlyInAnyOrderElementsOf(payload(bag.resolve("data")));
    assertThat(sha256sum("manifest-sha256.txt")).isZero();
    assertThat(sha256sum("tagmanifest-sha256.txt")).isZero();
    assertThat(listed("tagmanifest-sha256.txt"))
        .contains("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
        .hasSize(4);
  }

  @Test
  void withoutAPayloadTheArchiveItselfBecomesIt() throws Exception {
    bag(null);
    assertThat(bag.resolve("data")).doesNotExist();

    Files.move(trial.before, bag.resolve("data"));

    assertThat(sha256sum("manifest-sha256.txt")).isZero();
  }

  @Test
  void aFileThatIsNotWhatTheInventoryHoldsMakesNoBag() throws Exception {
    Path manifest = manifest();
    Shell.in(trial.before, "echo ONE >a/b/one");

    assertThatExceptionOfType(InventoryException.class)
        .isThrownBy(() -> trial.verifier.bag(manifest, bag, trial.before))
        .withMessageContaining("file 'a/b/one': has SHA-256 ");
    assertThat(bag).doesNotExist();
    assertThat(names(dir)).noneMatch(name -> name.startsWith(".bag-"));
  }

  @Test
  void aFileThatIsGoneMakesNoBag() throws Exception {
    Path manifest = manifest();
    Shell.in(trial.before, "rm a/b/one; ln -s /etc/hostname a/b/one");

    assertThatExceptionOfType(InventoryException.class)
        .isThrownBy(() -> trial.verifier.bag(manifest, bag, trial.before));
    assertThat(bag).doesNotExist();
  }

  @Test
  void nothingIsWrittenOverABag() throws Exception {
    Path manifest = manifest();
    Files.createDirectory(bag);

    assertThatExceptionOfType(InventoryException.class)
        .isThrownBy(() -> trial.verifier.bag(manifest, bag, trial.before));
    assertThat(bag).isEmptyDirectory();
  }

  private long bag(@Nullable Path payload) throws Exception {
    return trial.verifier.bag(manifest(), bag, payload);
  }

  private Path manifest() throws Exception {
    return trial.verifier.manifest(trial.inventory("before", trial.before).manifest());
  }

  private List<String> listed(String manifest) throws Exception {
    return Files.readAllLines(bag.resolve(manifest)).stream()
        .map(line -> line.substring(line.indexOf("  ") + 2))
        .toList();
  }

  private List<String> payload(Path data) throws Exception {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> bag.relativize(file).toString())
          .toList();
    }
  }

  private static Set<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
      return names;
    }
  }

  private int sha256sum(String manifest) throws Exception {
    Process process =
        new ProcessBuilder("sha256sum", "--strict", "--quiet", "-c", manifest)
            .directory(bag.toFile())
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }
}
