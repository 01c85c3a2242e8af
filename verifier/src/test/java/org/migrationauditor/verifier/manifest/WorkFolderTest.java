package org.migrationauditor.verifier.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {
  @TempDir private Path dir;

  @Test
  void isGoneAfterwards() throws Exception {
    try (WorkFolder work = WorkFolder.in(dir)) {
      Files.createDirectories(work.file("spill"));
      Files.writeString(work.file("spill/page"), "content");
      assertThat(names()).hasSize(1);
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void removesWhatAKilledProcessLeft() throws Exception {
    Files.createDirectories(abandoned("one").resolve("spill"));
    Files.writeString(abandoned("one").resolve("spill/page"), "content");
    Files.writeString(abandoned("one").resolve("lock"), "");
    Files.writeString(dir.resolve("kept.parquet"), "content");

    try (WorkFolder work = WorkFolder.in(dir)) {
      assertThat(work.file("x").getParent()).exists();
      assertThat(abandoned("one")).doesNotExist();
    }
    assertThat(names()).containsExactly("kept.parquet");
  }

  /**
   * A process of the same number as one that was killed is not that one: all containers have a 1.
   */
  @Test
  void removesWhatAProcessOfTheSameNumberLeft() throws Exception {
    Path left = dir.resolve(".work-%d-123".formatted(ProcessHandle.current().pid()));
    Files.writeString(Files.createDirectories(left).resolve("lock"), "");

    try (WorkFolder work = WorkFolder.in(dir)) {
      assertThat(work.file("lock")).exists();
      assertThat(left).doesNotExist();
    }
  }

  @Test
  void keepsOneOfThisProcess() throws Exception {
    try (WorkFolder first = WorkFolder.in(dir);
        WorkFolder second = WorkFolder.in(dir)) {
      assertThat(first.file("lock")).exists();
      assertThat(second.file("lock")).exists();
    }
  }

  @Test
  void keepsOneOfALivingProcess() throws Exception {
    Path folder = Files.createDirectories(abandoned("two"));
    Files.writeString(folder.resolve("lock"), "");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.resolve("lock").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("locked");

      WorkFolder.in(dir).close();
      assertThat(folder.resolve("lock")).exists();
    } finally {
      other.destroyForcibly().waitFor();
    }

    WorkFolder.in(dir).close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void manyAtOnceRemoveTheSameLeftoversInPeace() throws Exception {
    for (int i = 0; i < 30; i++) {
      Files.createDirectories(abandoned("n" + i).resolve("spill/deeper"));
      Files.writeString(abandoned("n" + i).resolve("lock"), "");
    }
    Callable<Void> use =
        () -> {
          for (int i = 0; i < 10; i++) {
            WorkFolder.in(dir).close();
          }
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<Void> done : threads.invokeAll(List.of(use, use, use, use))) {
        done.get();
      }
    }
    assertThat(names()).isEmpty();
  }

  private Path abandoned(String name) {
    return dir.resolve(".work-1-" + name);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
