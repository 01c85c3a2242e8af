package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.DicomFile;

/** Nothing that tells a patient apart gets into a report, whatever the data is full of. */
final class ReportPrivacyTest {
  private static final String OWNER = "PROT-1";

  /** Of every one a later version that changed, too. */
  private static final List<String> PLANTED =
      List.of("Geheim^Erna", "PID-4711", "ACC-815", "19330307", "555-0307-19", "erna@example.org");

  @TempDir private Path dir;

  @Test
  void noPlantedAttributeIsInAPageAnAttachmentOrTheBytesOfAReport() throws Exception {
    Path before = Files.createDirectories(dir.resolve("before"));
    Path after = Files.createDirectories(dir.resolve("after"));
    byte[] same = instance(1, "Geheim^Erna", "19330307");
    Files.write(before.resolve("same"), same);
    Files.write(after.resolve("same"), same);
    Files.write(before.resolve("changed"), instance(2, "Geheim^Erna", "19330307"));
    Files.write(after.resolve("changed"), instance(2, "Geheim^Erika", "19330308"));
    Files.write(before.resolve("missing"), instance(3, "Geheim^Erna", "19330307"));
    Files.write(after.resolve("extra"), instance(4, "Geheim^Erna", "1933.03.07"));
    for (Path side : List.of(before, after)) {
      Path named = Files.createDirectories(side.resolve("incoming/Geheim_Erna/PID-4711"));
      Files.write(named.resolve("1933-03-07.dcm"), instance(6, "Geheim^Erna", "19330307"));
      Files.writeString(named.resolve("of erna.txt"), side.toString());
    }
    Path lost = before.resolve("incoming/Geheim_Erna/PID-4711/07.03.1933");
    Files.write(lost, instance(7, "Geheim^Erna", "19330307"));
    byte[] whole = instance(5, "Geheim^Erna", "19330307");
    Files.write(before.resolve("cut"), whole);
    Files.write(after.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length - 9));
    Verifier verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    IssuedWithoutMigration issuing = new IssuedWithoutMigration(dir, verifier);

    List<IssuedReport> reports =
        issuing.issue(taken(verifier, "before", before), taken(verifier, "after", after));

    assertThat(reports).extracting(IssuedReport::scope).contains(OWNER, ReportAssembly.WHOLE);
    for (IssuedReport report : reports) {
      Path file = issuing.file(report);
      String words = IssuedWithoutMigration.words(file).toLowerCase(Locale.ROOT);
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      for (String planted : PLANTED) {
        assertThat(words).doesNotContain(planted.toLowerCase(Locale.ROOT));
        assertThat(bytes).doesNotContain(planted.toLowerCase(Locale.ROOT));
      }
      assertThat(words)
          .doesNotContain(
              "geheim", "erika", "erna", "1933.03.07", "19330308", "1933-03-07", "07.03.1933");
      assertThat(words).contains("incoming/pseudonym-");
      assertThat(words.contains(DicomFile.STUDY)).isEqualTo(!report.scope().equals("unassigned"));
    }
  }

  private static InventorySummary taken(Verifier verifier, String name, Path folder)
      throws Exception {
    return verifier.inventory(
        new InventoryName(name), View.DICOM_FILES, folder, Progress.UNWATCHED);
  }

  /** A patient's attributes in a text of each kind. */
  private static byte[] instance(int number, String name, String birthDate) {
    byte[] file =
        DicomFile.conforming(
            data ->
                data.text(0x00080050, "SH", "ACC-815")
                    .text(0x00080090, "PN", name)
                    .text(0x00081030, "LO", "study of " + name)
                    .text(0x0008103E, "LO", name + " series")
                    .text(0x00081048, "PN", name)
                    .text(0x00100010, "PN", name)
                    .text(0x00100020, "LO", "PID-4711")
                    .text(0x00100030, "DA", birthDate)
                    .text(0x00101000, "LO", "PID-4711-b")
                    .text(0x00101001, "PN", name)
                    .text(0x00101040, "LO", "at home of " + name)
                    .text(0x00102154, "SH", "555-0307-19")
                    .text(0x00102160, "SH", name.substring(0, 11))
                    .text(0x001021B0, "LT", name + ", born " + birthDate)
                    .text(0x00104000, "LT", name + " erna@example.org")
                    .text(0x00120020, "LO", OWNER)
                    .text(0x00120040, "LO", "PID-4711"));
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.replace(DicomFile.SOP + '\0', "2.25.2" + number + '\0')
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
