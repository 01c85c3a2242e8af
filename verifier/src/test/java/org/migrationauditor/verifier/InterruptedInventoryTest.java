package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.disk.FilesSource;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.owner.OwnerRules;

/** What the next start of an inventory makes of what an interrupted one left. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptedInventoryTest {
  private static final int FILES = 150;
  private static final int SEGMENT = 10;

  /** An archive for those who leave it alone, and two for those who do not. */
  private static final List<String> ARCHIVES = List.of("left-alone", "changed", "thinned");

  @TempDir private static Path archives;
  @TempDir private Path dir;
  private Path archive = Path.of("/");
  private Path manifests;
  private InventoryTaking taking;
  private final List<String> reads = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void makeArchives() throws Exception {
    for (String name : ARCHIVES) {
      Files.createDirectories(archives.resolve(name));
      for (int i = 0; i < FILES; i++) {
        Files.writeString(archives.resolve(name).resolve("file-" + i), "content " + i);
      }
    }
    TimeUnit.MILLISECONDS.sleep(2100); // what has just changed has no stamp
  }

  @BeforeEach
  void interruptAnInventoryHalfway(TestInfo test) throws Exception {
    Set<String> tags = test.getTags();
    archive = archives.resolve(tags.isEmpty() ? "left-alone" : tags.iterator().next());
    manifests = dir.resolve("manifests");
    taking = taking(new PseudonymKey(new byte[32]));
    Thread caller = Thread.currentThread();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () ->
                take(
                    taking,
                    "one",
                    false,
                    key -> {
                      if (reads.size() > FILES / 2) {
                        awaitASegment();
                        caller.interrupt();
                        sleepUntilInterrupted();
                      }
                    }));
    assertThat(reads).hasSizeLessThan(FILES);
    assertThat(manifests()).isEmpty();
    assertThat(unfinished()).hasSize(1);
    reads.clear();
  }

  @Test
  void isGoneOnWithAndLeavesTheSameManifestAsOneThatWasNot() throws Exception {
    Manifest resumed = take("one", false);

    assertThat(reads).hasSizeBetween(1, FILES - SEGMENT);
    assertThat(unfinished()).isEmpty();
    reads.clear();
    assertThat(take("other", false)).isEqualTo(resumed);
    assertThat(reads).hasSize(FILES);
  }

  @Test
  void aFinishedOneIsNeverTakenOver() throws Exception {
    take("one", false);
    reads.clear();

    take("one", false);

    assertThat(reads).hasSize(FILES);
  }

  @Test
  void isReadAnewWhenThatIsAskedFor() throws Exception {
    take("one", true);
    assertThat(reads).hasSize(FILES);
  }

  @Test
  void anotherPurposeOrKeyTakesNothingOver() throws Exception {
    take("other", false);
    assertThat(reads).hasSize(FILES);
    reads.clear();
    byte[] key = new byte[32];
    key[0] = 1;

    take(taking(new PseudonymKey(key)), "one", false, read -> {});

    assertThat(reads).hasSize(FILES);
  }

  /** Content changed, size the same, time of content put back: the time of any change shows it. */
  @Test
  @Tag("changed")
  void aFileThatWasChangedInSecretIsReadAgain() throws Exception {
    for (int i = 0; i < FILES; i++) {
      Path file = archive.resolve("file-" + i);
      FileTime written = Files.getLastModifiedTime(file);
      Files.writeString(file, "changed " + i);
      Files.setLastModifiedTime(file, written);
    }

    Manifest resumed = take("one", false);

    assertThat(reads).hasSize(FILES);
    assertThat(take("other", false)).isEqualTo(resumed);
  }

  @Test
  @Tag("thinned")
  void aFileThatIsGoneOrNewIsNoMatter() throws Exception {
    for (int i = 0; i < FILES; i += 2) {
      Files.delete(archive.resolve("file-" + i));
    }
    Files.writeString(archive.resolve("new"), "new");

    Manifest resumed = take("one", false);

    assertThat(take("other", false)).isEqualTo(resumed);
  }

  @Test
  void damagedSegmentsAreNotTrusted() throws Exception {
    for (Path segment : segments()) {
      byte[] bytes = Files.readAllBytes(segment);
      bytes[bytes.length / 2] ^= 1;
      Files.write(segment, bytes);
    }
    Files.writeString(unfinished().getFirst().resolve("half.parquet"), "PAR1");

    Manifest resumed = take("one", false);

    assertThat(reads).hasSize(FILES);
    assertThat(unfinished()).isEmpty();
    assertThat(take("other", false)).isEqualTo(resumed);
  }

  @Test
  void isRemovedByAnyInventoryWhenItIsTooOld() throws Exception {
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(4)));
    for (Path segment : segments()) {
      Files.setLastModifiedTime(segment, old);
    }
    Files.setLastModifiedTime(unfinished().getFirst(), old);

    take("other", false);

    assertThat(unfinished()).isEmpty();
    reads.clear();
    take("one", false);
    assertThat(reads).hasSize(FILES);
  }

  /** The one that came second finds the folder in use and is none to go on with. */
  @Test
  void twoOfTheSameAtOnceKeepOutOfEachOthersWay() throws Exception {
    List<Manifest> inner = new ArrayList<>();

    Manifest outer =
        take(
            taking,
            "one",
            false,
            key -> {
              synchronized (inner) {
                if (inner.isEmpty()) {
                  inner.add(quietly(() -> take(taking, "one", false, ignored -> {})));
                }
              }
            });

    assertThat(inner).containsExactly(outer);
    assertThat(unfinished()).isEmpty();
  }

  private InventoryTaking taking(PseudonymKey key) {
    return new InventoryTaking(
        new Access(manifests, key, Secrets.ENVIRONMENT),
        new InventoryWriter.Pace(SEGMENT, Duration.ofMinutes(1)),
        1);
  }

  private Manifest take(String purpose, boolean anew) throws Exception {
    return take(taking, purpose, anew, key -> {});
  }

  private Manifest take(InventoryTaking with, String purpose, boolean anew, Consumer<String> met)
      throws Exception {
    InventoryOrder order =
        new InventoryOrder(
            new InventoryName("test"),
            Archives.address("tree:" + archive),
            purpose,
            OwnerRules.OF_THE_ARCHIVE,
            null,
            anew,
            false);
    CountedSource source =
        new CountedSource(
            new FilesSource(archive, with.access().key()),
            key -> {
              reads.add(key);
              met.accept(key);
            });
    return with.take(source, order, Progress.UNWATCHED).manifest();
  }

  private void awaitASegment() {
    try {
      while (segments().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void sleepUntilInterrupted() {
    try {
      TimeUnit.MINUTES.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Manifest quietly(Callable<Manifest> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> manifests() throws IOException {
    return names().stream().filter(name -> name.endsWith(".parquet")).toList();
  }

  private List<Path> unfinished() throws IOException {
    return names().stream()
        .filter(name -> name.startsWith(".unfinished-"))
        .map(manifests::resolve)
        .toList();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(unfinished().getFirst())) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(manifests)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
