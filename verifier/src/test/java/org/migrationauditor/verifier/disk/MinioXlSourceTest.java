package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.minio.XlDrive;
import org.migrationauditor.verifier.minio.XlDrive.Version;
import org.migrationauditor.verifier.object.DeleteMarker;

final class MinioXlSourceTest extends InventorySourceContract {
  private static final String SECOND = "\\x3FversionId=00000000-0000-0007-0000-000000000002";

  @TempDir private Path drive;

  @Override
  protected InventorySource filled() throws Exception {
    XlDrive.write(drive.resolve("bucket/inline"), Version.inline("content"));
    XlDrive.write(drive.resolve("bucket/a/b"), Version.inParts("one", "two"));
    Shell.in(
        drive,
        "mkdir .minio.sys empty-bucket; echo '{\"format\":\"xl-single\"}' > .minio.sys/format.json");
    return source();
  }

  @Override
  protected Object state() throws Exception {
    return Snapshot.of(drive);
  }

  @Test
  void readsInlineDataAndPartsAsTheObjectsBytes() throws Exception {
    String big = "0123456789abcdef".repeat(XlDrive.BLOCK / 16) + "and more";
    XlDrive.write(drive.resolve("bucket/inline"), Version.inline("content"));
    XlDrive.write(drive.resolve("bucket/a/b"), Version.inParts(big, "two", ""));
    XlDrive.write(drive.resolve("bucket/zero"), Version.inline(""));
    XlDrive.write(drive.resolve("bucket/folder__XLDIR__"), Version.inline(""));

    SortedMap<String, InventoryEntry> read = read();

    assertThat(read)
        .containsOnlyKeys(
            "bucket/", "bucket/inline", "bucket/a/b", "bucket/zero", "bucket/folder/");
    assertThat(read.values()).allMatch(InventoryEntry::complete);
    assertThat(entry(read, "bucket/inline").digest())
        .isEqualTo(Sha256.of("content".getBytes(UTF_8)));
    assertThat(entry(read, "bucket/a/b").digest())
        .isEqualTo(Sha256.of((big + "two").getBytes(UTF_8)));
    assertThat(entry(read, "bucket/zero").digest()).isEqualTo(Sha256.of(new byte[0]));
    assertThat(entry(read, "bucket/folder/").kind()).isEqualTo(EntryKind.DIRECTORY);
  }

  @Test
  void readsVersionsDeleteMarkersAndClaims() throws Exception {
    XlDrive.write(
        drive.resolve("bucket/key"),
        Version.deleted().withId(3),
        Version.inline("old")
            .withId(2)
            .with(
                Map.of(
                    "etag", "149603e6c03516362a8da23f624db945",
                    "X-Amz-Meta-Patient", "Doe^Jane",
                    "X-Amz-Tagging", "colour=red")));

    SortedMap<String, InventoryEntry> read = read();

    assertThat(read).hasSize(3);
    InventoryEntry version = entry(read, "bucket/key" + SECOND);
    assertThat(version.kind()).isEqualTo(EntryKind.VERSION);
    assertThat(version.digest()).isEqualTo(Sha256.of("old".getBytes(UTF_8)));
    assertThat(version.recorded().digest()).isEqualTo("md5:149603e6c03516362a8da23f624db945");
    assertThat(version.recorded().attributes())
        .containsEntry("etag.check", "holds")
        .containsOnlyKeys("etag", "etag.check", "meta.patient", "tag.colour", "version-id")
        .doesNotContainValue("Doe^Jane");
    assertThat(read.values())
        .filteredOn(entry -> entry.kind() == EntryKind.DELETE_MARKER)
        .singleElement()
        .extracting(InventoryEntry::digest)
        .isEqualTo(DeleteMarker.DIGEST);
  }

  @Test
  void oneRottenByteIsNoticedWhereverItIs() throws Exception {
    Path object = drive.resolve("bucket/key");
    Version version = Version.inParts("content");
    for (int at = 0; at < 39; at++) {
      XlDrive.write(object, version);
      flip(object.resolve(version.dataFolder()).resolve("part.1"), at);
      assertIncomplete("bucket/key", "is rotten: the block at byte 0 is not what its hash is of");
    }
    XlDrive.write(object, Version.inline("content"));
    Path meta = object.resolve("xl.meta");
    flip(meta, (int) Files.size(meta) - 1);
    assertIncomplete("bucket/key", "is rotten: the block at byte 0 is not what its hash is of");
    flip(meta, 20);
    assertIncomplete("bucket/key", "its xl.meta is damaged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm part.2",
        "truncate -s 34 part.2",
        "truncate -s 36 part.2",
        "rm part.2; mkfifo part.2",
        "rm part.2; ln -s part.1 part.2",
        "cp part.1 x; cat part.1 >> x; mv x part.1"
      })
  void aPartThatIsNotWholeMakesTheObjectIncomplete(String damage) throws Exception {
    Version version = Version.inParts("one", "two");
    XlDrive.write(drive.resolve("bucket/key"), version);
    Shell.in(drive.resolve("bucket/key").resolve(version.dataFolder()), damage);

    assertThat(entry(read(), "bucket/key"))
        .matches(entry -> !entry.complete() && entry.digest() == null)
        .matches(entry -> !entry.problem().isEmpty());
  }

  @Test
  void whatOnlyAServerCanReadIsSaidToBeSo() throws Exception {
    Path bucket = drive.resolve("bucket");
    XlDrive.write(
        bucket.resolve("compressed"),
        Version.inline("x").withSystem("x-minio-internal-compression"));
    XlDrive.write(
        bucket.resolve("encrypted"),
        Version.inline("x").withSystem("X-Minio-Internal-Server-Side-Encryption-Iv"));
    XlDrive.write(bucket.resolve("spread"), Version.inParts("x").over("4+2"));
    XlDrive.write(bucket.resolve("legacy"), Version.inline("x").ofType(3));
    Files.createDirectories(bucket.resolve("old"));
    Files.writeString(bucket.resolve("old/xl.json"), "{}");

    SortedMap<String, InventoryEntry> read = read();

    assertThat(read)
        .containsOnlyKeys(
            "bucket/",
            "bucket/compressed",
            "bucket/encrypted",
            "bucket/spread",
            "bucket/legacy",
            "bucket/old");
    read.remove("bucket/");
    assertThat(read.values())
        .allMatch(entry -> !entry.complete() && entry.digest() == null)
        .extracting(InventoryEntry::problem)
        .containsExactly(
            "is kept compressed, so that only its server can read it",
            "is kept encrypted, so that only its server can read it",
            "is kept in an older format that is not read here",
            "is kept in an xl.json, an older format that is not read here",
            "is spread over several drives, of which this is one");
  }

  @Test
  void aFileThatNoObjectNamesIsAnEntryOfItsOwn() throws Exception {
    Version version = Version.inParts("one");
    XlDrive.write(drive.resolve("bucket/key"), version);
    Shell.in(
        drive.resolve("bucket/key"),
        "cp %1$s/part.1 %1$s/part.2; mkdir ../gone; cp -r %1$s ../gone/; touch ../stray"
            .formatted(version.dataFolder()));

    SortedMap<String, InventoryEntry> read = read();

    assertThat(read)
        .containsOnlyKeys(
            "bucket/",
            "bucket/key",
            "bucket/key/%s/part.2".formatted(version.dataFolder()),
            "bucket/gone/%s/part.1".formatted(version.dataFolder()),
            "bucket/gone/%s/part.2".formatted(version.dataFolder()),
            "bucket/stray");
    assertThat(entry(read, "bucket/stray").kind()).isEqualTo(EntryKind.SYSTEM);
  }

  @Test
  void tellsOfAnObjectThatChangedAfterItWasListed() throws Exception {
    XlDrive.write(drive.resolve("bucket/key"), Version.inline("content"));
    UnreadEntry listed = list().getFirst();
    XlDrive.write(drive.resolve("bucket/key"), Version.inline("CONTENT and more"));

    assertThat(listed.read(bytes -> {}).problem()).contains("changed after it was listed");
  }

  @Test
  void refusesADriveInFsMode() throws Exception {
    Shell.in(drive, "mkdir .minio.sys; echo '{\"format\":\"fs\"}' > .minio.sys/format.json");
    assertThatIOException()
        .isThrownBy(() -> source().list(entry -> {}))
        .withMessage(
            "is the drive of a MinIO server in FS mode; nothing was read, give it as minio-fs:");
  }

  private void assertIncomplete(String key, String problem) throws Exception {
    InventoryEntry entry = entry(read(), key);
    assertThat(entry.complete()).isFalse();
    assertThat(entry.digest()).isNull();
    assertThat(entry.problem()).startsWith(problem);
  }

  private static void flip(Path file, int at) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private InventorySource source() {
    return new MinioXlSource(drive, new PseudonymKey(new byte[32]));
  }

  private List<UnreadEntry> list() throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    source().list(listed::add);
    return listed;
  }

  private SortedMap<String, InventoryEntry> read() throws Exception {
    SortedMap<String, InventoryEntry> read = new TreeMap<>();
    for (UnreadEntry unread : list()) {
      InventoryEntry entry = unread.read(bytes -> {});
      assertThat(read.put(entry.key(), entry)).as(entry.key()).isNull();
    }
    return read;
  }

  private static InventoryEntry entry(SortedMap<String, InventoryEntry> read, String key) {
    return Objects.requireNonNull(read.get(key), key);
  }
}
