package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.s3.S3Server;

/** The same objects seen on a disk and over the interface of a real server. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ObjectStoresIT {
  @TempDir private Path dir;

  @Test
  void aDiskAndAnInterfaceAgreeUntilOneObjectChanges() throws Exception {
    Path disk = dir.resolve("minio");
    Trial.write(disk.resolve("bucket-a/one"), "first");
    Trial.write(disk.resolve("bucket-a/folder/two"), "second");
    Files.createDirectories(disk.resolve("bucket-a/empty"));
    Files.createDirectories(disk.resolve("bucket-b"));
    Trial.write(disk.resolve(".minio.sys/format.json"), "{\"format\":\"fs\"}");
    Trial.write(disk.resolve(".minio.sys/buckets/bucket-a/one/fs.json"), "{}");
    Trial.write(disk.resolve("notes.txt"), "of the platform");
    Verifier verifier =
        new Verifier(dir.resolve("manifests"), new PseudonymKey(new byte[32]), S3Server.SECRETS);
    try (S3Server server = S3Server.start(Files.createDirectory(dir.resolve("store")))) {
      server.bucket("bucket-b");
      server.put(server.bucket("bucket-a"), "one", "first");
      server.put("bucket-a", "folder/", "");
      server.put("bucket-a", "folder/two", "second");
      server.put("bucket-a", "empty/", "");

      assertThat(compare(verifier, disk, server)).isEqualTo("PASSED 5 []");
      assertThat(compareBackwards(verifier, disk, server)).isEqualTo("PASSED 6 []");

      server.put("bucket-a", "folder/two", "SECOND");
      assertThat(compare(verifier, disk, server))
          .isEqualTo("FAILED 4 [DIGEST_MISMATCH bucket-a/folder/two]");
    }
  }

  private static String compare(Verifier verifier, Path disk, S3Server server) throws Exception {
    return outcome(verifier, disk(verifier, disk), s3(verifier, server));
  }

  private static String compareBackwards(Verifier verifier, Path disk, S3Server server)
      throws Exception {
    return outcome(verifier, s3(verifier, server), disk(verifier, disk));
  }

  private static InventorySummary disk(Verifier verifier, Path disk) throws Exception {
    return verifier.inventory(
        new InventoryName("disk"), Archives.address("minio-fs:" + disk), Progress.UNWATCHED);
  }

  private static InventorySummary s3(Verifier verifier, S3Server server) throws Exception {
    return verifier.inventory(
        new InventoryName("s3"),
        Archives.address("s3:" + server.address(null)),
        Progress.UNWATCHED);
  }

  /** Verdict, equal entries, and findings. */
  private static String outcome(Verifier verifier, InventorySummary one, InventorySummary other)
      throws Exception {
    ComparisonSummary summary = verifier.compare(one, other, List.of());
    return "%s %d %s"
        .formatted(
            summary.verdict(),
            summary.compared(),
            verifier.findings(summary.manifest(), null, 100).stream()
                .map(finding -> finding.code() + " " + finding.key())
                .toList());
  }
}
