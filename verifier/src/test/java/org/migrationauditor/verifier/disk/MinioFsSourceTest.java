package org.migrationauditor.verifier.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.inventory.UnreadEntry;

final class MinioFsSourceTest extends FolderSourceContract {
  private static final String RECORD = ".minio.sys/buckets/bucket/key/fs.json";

  @TempDir private Path drive;

  @Override
  protected InventorySource source(Path archive) {
    return new MinioFsSource(archive, new PseudonymKey(new byte[32]));
  }

  @Test
  void recordsWhatTheServerWroteOfAnObject() throws Exception {
    InventoryEntry entry =
        object(
            """
            {"version":"1.0.2","checksum":{"algorithm":"","blocksize":0,"hashes":null},"meta":{
            "etag":"9a0364b9e99bb480dd25e1f0284c8555","content-type":"text/plain",
            "X-Amz-Meta-Patient":"Doe^Jane","X-Amz-Tagging":"colour=dark+red&shape=a%26b"}}""");

    assertThat(entry.complete()).isTrue();
    assertThat(entry.problem()).isEmpty();
    assertThat(entry.recorded().digest()).isEqualTo("md5:9a0364b9e99bb480dd25e1f0284c8555");
    PseudonymKey key = new PseudonymKey(new byte[32]);
    assertThat(entry.recorded().attributes())
        .isEqualTo(
            Map.of(
                "etag", "9a0364b9e99bb480dd25e1f0284c8555",
                "content-type", "text/plain",
                "meta.patient", key.pseudonym("Doe^Jane"),
                "tag.colour", key.pseudonym("dark red"),
                "tag.shape", key.pseudonym("a&b")));
  }

  @Test
  void aRandomETagIsNoMd5() throws Exception {
    Recorded recorded =
        object("{\"version\":\"1.0.2\",\"meta\":{\"etag\":\"9a0364b9e99bb480dd25e1f0284c8555-1\"}}")
            .recorded();

    assertThat(recorded.digest()).isNull();
    assertThat(recorded.attributes()).containsOnlyKeys("etag");
  }

  @Test
  void anEncryptedObjectsETagIsNoMd5() throws Exception {
    InventoryEntry entry =
        object(
            """
            {"version":"1.0.2","meta":{"etag":"9a0364b9e99bb480dd25e1f0284c8555",
            "X-Minio-Internal-Server-Side-Encryption-Iv":"x"}}""");

    assertThat(entry.recorded().digest()).isNull();
    assertThat(entry.problem()).isEqualTo("is kept encrypted, and read as it is kept");
  }

  @Test
  void anObjectThatTheServerRecordedNothingOfSaysSo() throws Exception {
    Files.createDirectories(drive.resolve("bucket"));
    Files.writeString(drive.resolve("bucket/key"), "content");

    InventoryEntry entry = read("bucket/key");

    assertThat(entry.complete()).isTrue();
    assertThat(entry.recorded()).isEqualTo(Recorded.NOTHING);
    assertThat(entry.problem())
        .isEqualTo("its server knows no ETag, content type or user metadata: no fs.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "nonsense",
        "{\"version\":\"1.0.2\",\"meta\":{\"etag\":\"1\",\"etag\":\"2\"}}",
        "{\"version\":\"1.0.2\",\"meta\":{}} trailing",
        "{\"version\":\"9\",\"meta\":{\"etag\":\"1\"}}",
        "{\"meta\":{\"etag\":\"1\"}}",
        ""
      })
  void aDamagedRecordIsAProblemAndNoClaim(String json) throws Exception {
    assertThat(object(json))
        .satisfies(
            entry -> {
              assertThat(entry.complete()).isTrue();
              assertThat(entry.digest()).isNotNull();
              assertThat(entry.recorded()).isEqualTo(Recorded.NOTHING);
              assertThat(entry.problem()).contains("fs.json");
            });
  }

  @Test
  void aRecordMadeToExhaustTheReaderIsAProblem() throws Exception {
    assertThat(object("{\"a\":" + "[".repeat(200_000)).problem())
        .isEqualTo("its fs.json is damaged");
    assertThat(object(" ".repeat(5 << 20)).problem())
        .isEqualTo("its fs.json: could not be read: is no file of at most 4194304 bytes");
  }

  @Test
  void aRecordBehindALinkIsNotRead() throws Exception {
    object("{\"version\":\"1.0.2\",\"meta\":{\"etag\":\"1\"}}");
    Shell.in(
        drive,
        "mv .minio.sys/buckets/bucket ../outside-$$ ; ln -s ../../../outside-$$ .minio.sys/buckets/bucket");
    try {
      assertThat(read("bucket/key").problem())
          .isEqualTo("its fs.json: could not be read: lies behind a symbolic link");
    } finally {
      Shell.in(drive, "rm -r ../outside-*");
    }
  }

  @Test
  void aRecordThatIsAPipeIsNotOpened() throws Exception {
    object("{}");
    Shell.in(drive, "rm %s; mkfifo %s".formatted(RECORD, RECORD));

    assertThat(read("bucket/key").problem()).contains("is no file");
  }

  @Test
  void saysThatNewerServersRefuseTheDrive() throws Exception {
    format("fs");
    assertThat(read(".minio.sys/format.json"))
        .satisfies(
            entry -> {
              assertThat(entry.complete()).isTrue();
              assertThat(entry.problem()).contains("refuse from RELEASE.2022-10-29 on");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"xl", "xl-single"})
  void refusesADriveOfAnotherFormat(String format) throws Exception {
    format(format);
    assertThatIOException()
        .isThrownBy(() -> source(drive).list(entry -> {}))
        .withMessage(
            "is the drive of a MinIO server that keeps each object in an xl.meta; nothing was read,"
                + " give it as minio-xl:");
  }

  private void format(String format) throws IOException {
    Files.createDirectories(drive.resolve(".minio.sys"));
    Files.writeString(
        drive.resolve(".minio.sys/format.json"),
        "{\"version\":\"1\",\"format\":\"%s\",\"id\":\"x\",\"fs\":{\"version\":\"2\"}}"
            .formatted(format));
  }

  /** An object with a record. */
  private InventoryEntry object(String json) throws Exception {
    Path file = drive.resolve(RECORD);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, json);
    Files.createDirectories(drive.resolve("bucket"));
    Files.writeString(drive.resolve("bucket/key"), "content");
    return read("bucket/key");
  }

  private InventoryEntry read(String key) throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    source(drive).list(listed::add);
    for (UnreadEntry unread : listed) {
      InventoryEntry entry = unread.read(bytes -> {});
      if (entry.key().equals(key)) {
        return entry;
      }
    }
    throw new AssertionError(key);
  }
}
