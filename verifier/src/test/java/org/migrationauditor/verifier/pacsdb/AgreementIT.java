package org.migrationauditor.verifier.pacsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.Archives;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.disk.Part10;
import org.migrationauditor.verifier.postgres.PostgresAddress;

/** A real folder and a real database held against each other. */
final class AgreementIT {
  @TempDir private Path dir;

  @Test
  void aFolderAndItsDatabaseAgreeUntilAByteChanges() throws Exception {
    Path file = Files.createDirectories(dir.resolve("dicom_data/fs1/2024")).resolve("1");
    byte[] content = Part10.file(PacsDatabase.STUDY, PacsDatabase.SERIES, "2.25.3.1", 100);
    Files.write(file, content);
    try (PacsServer server = new PacsServer()) {
      PacsDatabase database = server.database(PacsSchema.V5_32).withSeries().instance(1);
      String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
      database.location(
          1, 1, "object_size = " + content.length, "digest = upper('%s')".formatted(md5));
      PostgresAddress address = server.address(database.name());
      String pacsdb = "pacsdb:%s?user=%s".formatted(address, address.user());
      String disk = "dicom+file:" + dir.resolve("dicom_data");

      assertThat(agree(disk, pacsdb).findings()).isEqualTo(Map.of(FindingCode.NOT_COMPARED, 1L));
      AgreementSummary sound = agree(disk + "?also=md5", pacsdb);
      assertThat(sound.findings()).isEmpty();
      assertThat(sound.verdict()).isEqualTo(Verdict.PASSED);
      assertThat(sound.agreed()).isEqualTo(1);

      content[content.length - 1] ^= 1;
      Files.write(file, content);
      assertThat(agree(disk + "?also=md5", pacsdb).findings())
          .isEqualTo(Map.of(FindingCode.RECORDED_DIGEST_DISAGREES, 1L));
    }
  }

  private AgreementSummary agree(String disk, String pacsdb) throws Exception {
    Verifier verifier = new Verifier(dir.resolve("manifests"), new PseudonymKey(new byte[32]));
    InventorySummary files =
        verifier.inventory(new InventoryName("disk"), Archives.address(disk), Progress.UNWATCHED);
    InventorySummary rows =
        verifier.inventory(
            new InventoryName("database"), Archives.address(pacsdb), Progress.UNWATCHED);
    assertThat(files.counts().instances()).isEqualTo(1);
    assertThat(rows.counts().instances()).isEqualTo(1);
    return verifier.agree(List.of(files, rows));
  }
}
