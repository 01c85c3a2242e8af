package org.migrationauditor.rehearsal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {
  @TempDir static Path shared;
  private static Path master = Path.of("");

  private final Path root;
  private final HostLayout host;
  private final Path dicomData;
  private final Path minio;

  DamageTest(@TempDir Path folder) throws Exception {
    root = folder.resolve("host");
    host = copyOfMaster(root);
    dicomData = root.resolve("slow/kaapana/dcm4che/dicom_data");
    minio = root.resolve("slow/kaapana/minio");
  }

  @BeforeAll
  static void makeMaster() throws Exception {
    master = shared.resolve("master");
    RehearsalHost.create(master, new RehearsalSettings(4, 11, false, null));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aFlippedBitIsOneBitOfPixelsAndNothingElse(long seed) throws Exception {
    Snapshot before = slow();
    List<String> keys = vandal(seed).inflict(Damage.FLIPPED_BIT);
    Path file = dicomData.resolve(keys.getFirst());
    byte[] damaged = Files.readAllBytes(file);

    assertThat(keys).hasSize(1);
    assertThatOnlyTheseChanged(before, keys);
    assertThatOnlyContentChanged(before, keys);
    byte[] sound = original(keys.getFirst());
    int at = Arrays.mismatch(sound, damaged);
    assertThat(Integer.bitCount((sound[at] ^ damaged[at]) & 0xFF)).isEqualTo(1);
    damaged[at] = sound[at];
    assertThat(damaged).isEqualTo(sound);
    assertThat(headers(file)).isEqualTo(headers(write("sound", sound)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLostFileLeavesNoEmptyFolder(long seed) throws Exception {
    Snapshot before = slow();

    List<String> keys = vandal(seed).inflict(Damage.LOST_FILE);

    assertThat(keys).hasSize(1);
    assertThat(dicomData.resolve(keys.getFirst())).doesNotExist();
    assertThat(dicomData.resolve(keys.getFirst()).getParent()).isNotEmptyDirectory();
    assertThatOnlyTheseChanged(before, keys);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aTruncatedFileKeepsItsTime(long seed) throws Exception {
    Snapshot before = slow();

    List<String> keys = vandal(seed).inflict(Damage.TRUNCATED_FILE);

    assertThat(keys).hasSize(1);
    assertThatOnlyTheseChanged(before, keys);
    byte[] sound = original(keys.getFirst());
    byte[] damaged = Files.readAllBytes(dicomData.resolve(keys.getFirst()));
    assertThat(damaged.length).isBetween(132, sound.length - 1);
    assertThat(damaged).isEqualTo(Arrays.copyOf(sound, damaged.length));
    assertThat(entry(slow(), keys.getFirst()).time())
        .isEqualTo(entry(before, keys.getFirst()).time());
    Run dump = Run.of("dcmdump", List.of(dicomData.resolve(keys.getFirst()).toString()));
    assertThat(dump.status()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anExtraFileIsAnInstanceOfItsOwn(long seed) throws Exception {
    Snapshot before = slow();

    List<String> keys = vandal(seed).inflict(Damage.EXTRA_FILE);

    assertThat(keys).hasSize(1);
    assertThatOnlyTheseChanged(before, keys);
    Path file = dicomData.resolve(keys.getFirst());
    Run ftest = Run.of("dcmftest", List.of(file.toString()));
    assertThat(ftest.status()).isZero();
    Identifiers added = requireNonNull(Identifiers.of(Files.readAllBytes(file)));
    assertThat(file.getFileName().toString()).isEqualTo(DicomStore.hash(added.sopInstanceUid()));
    for (Path other : RehearsalHostTest.files(file.resolveSibling(""))) {
      Identifiers there = Identifiers.of(Files.readAllBytes(other));
      if (!other.equals(file) && there != null) {
        assertThat(there.sopInstanceUid()).isNotEqualTo(added.sopInstanceUid());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void swappedFilesHaveEachOthersContent(long seed) throws Exception {
    Snapshot before = slow();

    List<String> keys = vandal(seed).inflict(Damage.SWAPPED_FILES);

    assertThat(keys).hasSize(2).isSorted();
    assertThatOnlyTheseChanged(before, keys);
    assertThatOnlyContentChanged(before, keys);
    Snapshot after = slow();
    assertThat(entry(after, keys.get(0)).content()).isEqualTo(entry(before, keys.get(1)).content());
    assertThat(entry(after, keys.get(1)).content()).isEqualTo(entry(before, keys.get(0)).content());
  }

  @Test
  void aNestedCopyIsOneLevelTooDeepAndWhole() throws Exception {
    Snapshot before = Snapshot.of(minio);

    List<String> keys = vandal(1).inflict(Damage.NESTED_COPY);

    try (var entries = Files.list(minio)) {
      assertThat(entries).containsExactly(minio.resolve("minio"));
    }
    assertThat(before.changedFiles(Snapshot.of(minio.resolve("minio")))).isEmpty();
    assertThat(keys)
        .contains("rateme/", "uploads/dicoms/inbox/", "downloads/export 2022-07.zip")
        .contains(".minio.sys/format.json", ".minio.sys/tmp/")
        .doesNotContain("uploads/", "uploads/dicoms/", ".minio.sys/");
    assertThat(new TreeSet<>(keys)).containsAll(filesOf(before)).hasSameSizeAs(keys);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aLostBucketHeldSeveralObjects(long seed) throws Exception {
    Snapshot before = slow();

    List<String> keys = vandal(seed).inflict(Damage.LOST_BUCKET);

    String bucket = keys.getFirst();
    assertThat(bucket).endsWith("/");
    assertThat(keys).hasSizeGreaterThan(2).allMatch(key -> key.startsWith(bucket));
    assertThat(minio.resolve(bucket)).doesNotExist();
    SortedSet<String> lost = before.changedFiles(slow());
    assertThat(lost)
        .containsExactlyInAnyOrderElementsOf(
            keys.stream()
                .filter(key -> !key.endsWith("/"))
                .map(key -> root.resolve("slow").relativize(minio.resolve(key)).toString())
                .toList());
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void theSameSeedPicksTheSameVictims(Damage damage, @TempDir Path other) throws Exception {
    Vandal twin = new Vandal(copyOfMaster(other.resolve("twin")), 99);

    assertThat(vandal(99).inflict(damage)).isEqualTo(twin.inflict(damage)).isNotEmpty();
    assertThat(
            Snapshot.of(other.resolve("twin/slow")).changedFiles(Snapshot.of(root.resolve("slow"))))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void saysSoWhenThereIsNothingToDamage(Damage damage) throws Exception {
    Files.move(root.resolve("slow/kaapana"), root.resolve("slow/kaapana_0.1.3"));

    assertThatThrownBy(() -> vandal(1).inflict(damage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing there can suffer " + damage);
  }

  /** Every file, and every folder's own attributes, apart from the named entries. */
  private void assertThatOnlyTheseChanged(Snapshot before, List<String> keys) throws Exception {
    Snapshot after = slow();
    List<String> changed =
        keys.stream()
            .map(key -> root.resolve("slow").relativize(dicomData.resolve(key)).toString())
            .toList();
    assertThat(without(changed, after)).isEqualTo(without(changed, before));
  }

  private static SortedMap<String, Snapshot.Entry> without(List<String> keys, Snapshot snapshot) {
    SortedMap<String, Snapshot.Entry> rest = new TreeMap<>(snapshot.entries());
    rest.keySet().removeAll(keys);
    return rest;
  }

  private void assertThatOnlyContentChanged(Snapshot before, List<String> keys) throws Exception {
    Snapshot after = slow();
    for (String key : keys) {
      Snapshot.Entry old = entry(before, key);
      Snapshot.Entry now = entry(after, key);
      assertThat(now.content()).isNotEqualTo(old.content());
      assertThat(now)
          .isEqualTo(
              new Snapshot.Entry(now.content(), old.bytes(), old.time(), old.owner(), old.mode()));
    }
  }

  private Snapshot.Entry entry(Snapshot snapshot, String key) {
    String path = root.resolve("slow").relativize(dicomData.resolve(key)).toString();
    return requireNonNull(snapshot.entries().get(path), path);
  }

  private static byte[] original(String key) throws Exception {
    return Files.readAllBytes(master.resolve("slow/kaapana/dcm4che/dicom_data").resolve(key));
  }

  private Vandal vandal(long seed) {
    return new Vandal(host, seed);
  }

  private static HostLayout copyOfMaster(Path target) throws Exception {
    assertThat(Run.of("cp", List.of("-a", master.toString(), target.toString())))
        .isEqualTo(new Run(0, ""));
    return new HostLayout(target, false);
  }

  private Snapshot slow() throws Exception {
    return Snapshot.of(root.resolve("slow"));
  }

  private Path write(String name, byte[] content) throws Exception {
    return Files.write(root.resolveSibling(name), content);
  }

  /** All that dcmdump prints but the pixels. */
  private static List<String> headers(Path file) throws Exception {
    Run run = Run.of("dcmdump", List.of(file.toString()));
    assertThat(run.status()).isZero();
    return run.output()
        .lines()
        .filter(line -> !line.contains("PixelData") && !line.contains("fffe,e000"))
        .toList();
  }

  private static Set<String> filesOf(Snapshot snapshot) {
    TreeSet<String> files = new TreeSet<>();
    snapshot
        .entries()
        .forEach(
            (key, entry) -> {
              if (!entry.content().equals("folder")) {
                files.add(key);
              }
            });
    return files;
  }
}
