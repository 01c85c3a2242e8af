package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.Shell;

/** Manifests as the verifier keeps them, and what it says when it cannot. */
@Isolated("limits the size of files that this process may write")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VerifierTest {
  private static final InventoryName NAME = new InventoryName("before");

  @TempDir private Path dir;
  private Path archive;
  private Path manifests;
  private Verifier verifier;

  @BeforeEach
  void makeArchive() throws IOException {
    archive = dir.resolve("archive");
    manifests = dir.resolve("manifests");
    verifier = new Verifier(manifests, new PseudonymKey(new byte[32]));
    Trial.write(archive.resolve("bucket-a/one"), "first");
    Trial.write(archive.resolve("bucket-a/two"), "second");
    Trial.write(archive.resolve("bucket-b/three"), "third");
    Trial.write(archive.resolve(".minio.sys/format.json"), "{}");
  }

  @ParameterizedTest
  @EnumSource(names = {"DICOM_FILES", "MINIO_FS", "FILES"})
  void theSameContentGivesTheSameManifest(View view) throws Exception {
    Shell.in(dir, "cp -r archive other");
    for (int i = 0; i < 500; i++) {
      Trial.write(archive.resolve("bucket-a/many/" + i), "content " + i);
      Trial.write(dir.resolve("other/bucket-a/many/" + (499 - i)), "content " + (499 - i));
    }
    Shell.in(dir, "find archive other -exec touch -d @0 {} +");

    InventorySummary one = inventory(view, archive);
    InventorySummary other = inventory(view, dir.resolve("other"));

    assertThat(one.manifest()).isEqualTo(other.manifest());
    assertThat(one.counts()).isEqualTo(other.counts());
    assertThat(files()).containsExactly(one.manifest() + ".parquet");
  }

  @Test
  void aBucketsObjectsAreCountedAndOwned() throws Exception {
    Files.createDirectories(archive.resolve("bucket-empty"));
    Trial.write(archive.resolve("x/file"), "12");
    Trial.write(archive.resolve(".minio.sys/buckets/bucket-a/one/fs.json"), "123");

    InventorySummary summary = inventory(View.MINIO_FS, archive);

    assertThat(summary.counts()).isEqualTo(new InventoryCounts(0, 0, 0, 0, 3, 3, 3, 23, 0, 0));
    assertThat(verifier.countsByOwner(summary.manifest()))
        .containsEntry(
            new OwnerKey("bucket:bucket-a"), new InventoryCounts(0, 0, 0, 0, 1, 2, 1, 14, 0, 0))
        .containsEntry(
            new OwnerKey("bucket:bucket-empty"), new InventoryCounts(0, 0, 0, 0, 1, 0, 0, 0, 0, 0))
        .containsEntry(new OwnerKey("platform"), new InventoryCounts(0, 0, 0, 0, 0, 0, 2, 4, 0, 0))
        .hasSize(4);
    assertThat(verifier.counts(summary.manifest())).isEqualTo(summary.counts());
  }

  @Test
  void aChangedManifestIsRefused() throws Exception {
    InventorySummary summary = inventory(View.FILES, archive);
    Path file = verifier.manifest(summary.manifest());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertRefused(() -> verifier.counts(summary.manifest()), "was changed, its SHA-256 is");
    assertRefused(() -> verifier.compare(summary, summary, List.of()), "was changed");
    assertRefused(() -> verifier.compare(file, file, List.of()), "was changed");
  }

  @Test
  void aMissingManifestIsToldByItsDigest() throws Exception {
    ContentDigest digest = inventory(View.FILES, archive).manifest();
    Files.delete(verifier.manifest(digest));

    assertRefused(
        () -> verifier.problems(digest, 10),
        "manifest '%s': is not in folder '%s'".formatted(digest, manifests));
  }

  @Test
  void aFileThatIsNoManifestIsRefused() throws Exception {
    Path text = Files.writeString(dir.resolve("text"), "no Parquet");
    assertRefused(() -> verifier.compare(text, text, List.of()), "is no Parquet file");
    assertRefused(
        () -> verifier.compare(dir.resolve("no"), text, List.of()),
        "manifest '%s': does not exist".formatted(dir.resolve("no")));
  }

  @Test
  void findingsAreNoInventory() throws Exception {
    InventorySummary summary = inventory(View.FILES, archive);
    ContentDigest findings = verifier.compare(summary, summary, List.of()).manifest();

    assertRefused(() -> verifier.counts(findings), "is no inventory in a format known here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's", "[ab]*", "%7B}", "a b", "\u00e9\ud83d\ude00"})
  void manifestsMayLieInAFolderOfAnyName(String name) throws Exception {
    manifests = dir.resolve(name);
    verifier = new Verifier(manifests, new PseudonymKey(new byte[32]));

    InventorySummary summary = inventory(View.FILES, archive);

    assertThat(verifier.compare(summary, summary, List.of()).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(verifier.counts(summary.manifest()).files()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a?b", "a\\b"})
  void refusesAFolderForManifestsThatTheDatabaseWouldMistake(String name) {
    Verifier mistaken = new Verifier(dir.resolve(name), new PseudonymKey(new byte[32]));
    assertRefused(
        () -> mistaken.inventory(NAME, View.FILES, archive, Progress.UNWATCHED),
        "manifests in '%s': could not be read or written: a path with"
            .formatted(dir.resolve(name)));
    assertThat(dir.resolve(name)).doesNotExist();
  }

  @Test
  void comparesManifestsWhereverTheyAre() throws Exception {
    Path one = verifier.manifest(inventory(View.FILES, archive).manifest());
    Path moved = Files.move(one, Files.createDirectories(dir.resolve("else")).resolve("x.parquet"));
    Files.delete(archive.resolve("bucket-a/one"));
    Path other = verifier.manifest(inventory(View.FILES, archive).manifest());

    ContentDigest findings = verifier.compare(moved, other, List.of()).manifest();

    assertThat(verifier.findings(findings, null, 10))
        .extracting(finding -> finding.code() + " " + finding.key())
        .containsExactly("MISSING bucket-a/one");
  }

  @Test
  void refusesAnArchiveThatHoldsTheManifestsAndWritesNothingThere() {
    Verifier inside =
        new Verifier(archive.resolve("bucket-a/manifests"), new PseudonymKey(new byte[32]));

    assertRefused(
        () -> inside.inventory(NAME, View.FILES, archive, Progress.UNWATCHED),
        "holds the manifests' folder");
    assertThat(archive.resolve("bucket-a/manifests")).doesNotExist();
  }

  @Test
  void namesARootThatCannotBeRead() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link"), archive);
    assertRefused(
        () -> inventory(View.FILES, dir.resolve("no")),
        "inventory 'before': archive '%s': does not exist; nothing was read, give one that can be"
                .formatted(dir.resolve("no"))
            + " read");
    assertRefused(
        () -> inventory(View.FILES, archive.resolve("bucket-a/one")),
        "archive '%s': is no folder; give".formatted(archive.resolve("bucket-a/one")));
    assertRefused(() -> inventory(View.FILES, link), "is a symbolic link; give the folder");
    assertThat(files()).isEmpty();
  }

  @Test
  void namesAManifestsFolderThatIsNone() throws Exception {
    Files.writeString(manifests, "a file");
    assertRefused(
        () -> inventory(View.FILES, archive),
        "manifests in '%s': is no folder; nothing was kept, see to it and do it again"
            .formatted(manifests));
  }

  /** A limit on the size of files, as everybody may set it, in place of a full disk. */
  @Test
  void namesAManifestThatCouldNotBeWrittenAndLeavesNone() throws Exception {
    inventory(View.FILES, archive);
    List<String> kept = files();
    for (int i = 0; i < 300; i++) {
      Trial.write(archive.resolve("bucket-a/many/" + i), "content " + i);
    }

    Shell.in(dir, limit("10000:"));
    try {
      assertRefused(
          () -> inventory(View.FILES, archive), "manifests in '%s': ".formatted(manifests));
    } finally {
      Shell.in(dir, limit("unlimited:"));
    }

    assertThat(files()).isEqualTo(kept);
    assertThat(inventory(View.FILES, archive).counts().files()).isEqualTo(304);
  }

  @Test
  void leavesNothingWhenInterrupted() throws Exception {
    Thread caller = Thread.currentThread();
    Progress interrupting =
        new Progress() {
          @Override
          public void total(long entries, long bytes) {}

          @Override
          public void advance(long entries, long bytes) {
            caller.interrupt();
          }
        };
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> verifier.inventory(NAME, View.FILES, archive, interrupting));
    boolean ignored = Thread.interrupted();
    assertThat(files()).isEmpty();
  }

  private InventorySummary inventory(View view, Path root)
      throws InventoryException, InterruptedException {
    return verifier.inventory(NAME, view, root, Progress.UNWATCHED);
  }

  /** All there is in the manifests' folder, pieces of work too. */
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(Files.createDirectories(manifests))) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static String limit(String bytes) {
    return "prlimit --pid %d --fsize=%s".formatted(ProcessHandle.current().pid(), bytes);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(InventoryException.class)
        .isThrownBy(call)
        .withMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n", "Exception");
  }
}
