package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.export.ExportFormat;
import org.migrationauditor.verifier.quality.ContentQuality;

/** No patient attribute is in a manifest, in findings or in what is said of them. */
class PrivacyTest {
  @TempDir private Path dir;

  @Test
  void noPatientAttributeLeavesTheReader() throws Exception {
    Path archive = Files.createDirectories(dir.resolve("archive"));
    Files.write(archive.resolve("a"), instance("2.25.1", "Geheim^Erna", "19330307", "F"));
    Files.write(archive.resolve("b"), instance("2.25.2", "Geheim^Erika", "1933.03.07", "M"));
    Files.write(archive.resolve("c"), instance("2.25.3", "Geheim^Erika", "19330399", "M"));
    Verifier verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);

    InventorySummary inventory =
        verifier.inventory(
            new InventoryName("before"), View.DICOM_FILES, archive, Progress.UNWATCHED);
    ContentQuality quality = verifier.examine(verifier.manifest(inventory.manifest()), 100);

    String everything =
        exported(verifier, inventory) + quality + verifier.findings(quality.findings(), null, 100);
    assertThat(everything)
        .contains("PATIENT_CONFLICT", "2 names, 2 birth dates, 2 sexes", "INVALID_DATE")
        .doesNotContainIgnoringCase("geheim")
        .doesNotContain("Erna", "Erika", "PID-4711", "19330307", "1933.03.07", "19330399");
  }

  private static String exported(Verifier verifier, InventorySummary inventory) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    verifier.export(verifier.manifest(inventory.manifest()), ExportFormat.JSONL, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] instance(String uid, String name, String birthDate, String sex) {
    return DicomFile.part10(
        DataSetBytes.explicit().text(0x00020010, "UI", DicomFile.EXPLICIT),
        DataSetBytes.explicit()
            .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.66.4")
            .text(0x00080018, "UI", uid)
            .text(0x00080060, "CS", "SEG")
            .text(0x00100010, "PN", name)
            .text(0x00100020, "LO", "PID-4711")
            .text(0x00100030, "DA", birthDate)
            .text(0x00100040, "CS", sex)
            .text(0x0020000D, "UI", DicomFile.STUDY)
            .text(0x0020000E, "UI", DicomFile.SERIES)
            .bytes());
  }
}
