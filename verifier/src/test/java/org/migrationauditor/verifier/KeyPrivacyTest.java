package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.export.ExportFormat;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.quality.ContentQuality;

/** Paths that name patients are in the manifests, and in nothing that is made of them. */
class KeyPrivacyTest {
  private static final String NAMED = "incoming/Geheim^Erna/PID-4711";
  private static final List<String> PLANTED =
      List.of("geheim", "erna", "pid-4711", "19330307", "1933-03-07");

  @TempDir private Path dir;
  private Path before;
  private Path after;
  private Verifier verifier;

  @BeforeEach
  void plant() throws Exception {
    verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    before = Files.createDirectories(dir.resolve("before"));
    after = Files.createDirectories(dir.resolve("after"));
    for (Path side : List.of(before, after)) {
      Path folder = Files.createDirectories(side.resolve(NAMED));
      Files.write(folder.resolve("same.dcm"), instance(1));
      Files.writeString(folder.resolve("note.txt"), side.toString());
      Files.write(side.resolve("incoming/plain.dcm"), instance(2));
    }
  }

  @Test
  void findingsNameNoPatient() throws Exception {
    Files.write(before.resolve(NAMED).resolve("1933-03-07.dcm"), instance(3));
    Files.write(after.resolve(NAMED).resolve("erna.dcm"), instance(3));
    Files.write(before.resolve(NAMED).resolve("lost.dcm"), instance(4));
    Files.write(after.resolve(NAMED).resolve("copy of same.dcm"), instance(1));
    Files.createDirectories(after.resolve(NAMED).resolve("empty"));

    List<Finding> findings = findings(compared());

    assertThat(findings)
        .extracting(Finding::code)
        .contains(FindingCode.MOVED, FindingCode.MISSING, FindingCode.DUPLICATED);
    assertThat(findings).extracting(Finding::key).allMatch(key -> key.startsWith("incoming/pseud"));
    assertThat(findings).extracting(Finding::key).doesNotHaveDuplicates();
    assertThat(findings.toString()).contains("found with the same bytes at 'incoming/pseudonym-");
    assertThatNothingIsIn(findings.toString());
  }

  @Test
  void whatIsOnOneSideOnlyHasThePseudonymOfTheOther() throws Exception {
    Files.write(before.resolve(NAMED).resolve("cut.dcm"), instance(5));
    Files.write(after.resolve(NAMED).resolve("cut.dcm"), new byte[9]);
    Files.write(before.resolve("erna.dcm"), instance(6));
    Files.writeString(after.resolve("erna.dcm"), "no longer of anybody");

    List<Finding> findings = findings(compared());

    assertThat(findings).extracting(Finding::code).containsOnly(FindingCode.TRUNCATED);
    assertThatNothingIsIn(findings.toString());
    assertThat(findings).extracting(Finding::key).anyMatch(key -> key.startsWith("pseudonym-"));
  }

  @Test
  void listsAndSharesNameNoPatient() throws Exception {
    InventorySummary taken = taken("before", before);
    StringBuilder lists = new StringBuilder();
    verifier.fileLines(
        taken.manifest(), (owner, line) -> lists.append(new String(line, StandardCharsets.UTF_8)));
    verifier.shares(
        taken.manifest(),
        null,
        (owner, line, length) -> lists.append(new String(line, 0, length, StandardCharsets.UTF_8)));
    lists.append(verifier.problems(taken.manifest(), 100));
    lists.append(verifier.others(taken.manifest(), List.of("incoming/plain.dcm")));

    assertThat(lists).contains("data/incoming/pseudonym-", "\"key\":\"incoming/pseudonym-");
    assertThatNothingIsIn(lists.toString());
  }

  @Test
  void remarksNameNoPatient() throws Exception {
    Path manifest = verifier.manifest(taken("before", before).manifest());

    ContentQuality quality = verifier.examine(manifest, 100);

    List<Finding> findings = verifier.findings(quality.findings(), null, 100);
    assertThat(findings).extracting(Finding::code).contains(FindingCode.KEY_NAMES_PATIENT);
    assertThatNothingIsIn(quality + findings.toString());
  }

  @Test
  void theManifestTellsWhoseKeyAPseudonymIs() throws Exception {
    String exported = exported();

    assertThat(exported)
        .contains("\"key\":\"" + NAMED + "/same.dcm\"", "\"shown_key\":\"incoming/pseudonym-")
        .contains("KEY_NAMES_PATIENT");
    assertThat(exported.lines().filter(line -> line.contains("plain.dcm")))
        .noneMatch(line -> line.contains("shown_key"));
  }

  @Test
  void nothingEqualIsMadeOfEntriesThatDiffer() throws Exception {
    for (Path side : List.of(before, after)) {
      Files.delete(side.resolve("incoming/plain.dcm"));
      Files.delete(side.resolve(NAMED).resolve("same.dcm"));
      Files.delete(side.resolve(NAMED).resolve("note.txt"));
    }
    Files.write(before.resolve(NAMED).resolve("gone.dcm"), instance(7));
    Files.write(before.resolve("other.dcm"), DicomFile.sound(DicomFile.EXPLICIT));
    Files.write(after.resolve("other.dcm"), DicomFile.sound(DicomFile.EXPLICIT));
    InventorySummary first = taken("before", before);
    InventorySummary second = taken("after", after);
    ComparisonSummary summary =
        verifier.compare(
            first,
            second,
            List.of(new ExpectedChange(FindingCode.MISSING, "incoming/**", "announced")));

    Map<OwnerKey, Verdict> verdicts =
        new TreeMap<>(
            verifier.verdictByOwner(first.manifest(), second.manifest(), summary.manifest()));

    assertThat(verdicts.get(new OwnerKey("PROT-1"))).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void whatTellsOfNoPatientIsHiddenBesideAndBelowWhatIsNamedAfterOne() throws Exception {
    Files.write(before.resolve(NAMED).resolve("erna, cut.dcm"), new byte[9]);
    Files.createDirectories(before.resolve(NAMED).resolve("of erna/empty"));
    Files.write(before.resolve("incoming/Erna Geheim.dcm"), instance(8));
    Files.writeString(before.resolve("incoming/letter to erna"), "");
    Files.createDirectories(before.resolve("elsewhere"));
    Files.writeString(before.resolve("elsewhere/letter"), "");

    List<String> keys = findings(compared()).stream().map(Finding::key).toList();

    assertThatNothingIsIn(keys.toString());
    assertThat(keys).contains("elsewhere/letter").doesNotHaveDuplicates();
    assertThat(keys).filteredOn(key -> key.matches("incoming/pseudonym-\\w+")).hasSize(2);
    assertThat(keys)
        .filteredOn(key -> key.matches("incoming/pseudonym-\\w+/pseudonym-\\w+/pseudonym-\\w+"))
        .hasSize(2);
  }

  @Test
  void anInventoryOfTheEarlierFormatIsRead() throws Exception {
    InventorySummary now = taken("before", before);
    InventorySummary earlier = earlier(now);

    assertThat(verifier.compare(earlier, now, List.of()).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(verifier.shares(earlier.manifest())).isPresent();
    assertThat(verifier.problems(earlier.manifest(), 9)).hasSize(1);
    verifier.examine(verifier.manifest(earlier.manifest()), 9);
    verifier.fileLines(earlier.manifest(), (owner, line) -> {});
    Files.delete(after.resolve(NAMED).resolve("same.dcm"));
    ComparisonSummary lost = verifier.compare(earlier, taken("after", after), List.of());
    assertThat(findings(lost)).extracting(Finding::code).contains(FindingCode.MISSING);
    assertThat(verifier.verdictByOwner(earlier.manifest(), now.manifest(), compared(earlier, now)))
        .containsEntry(new OwnerKey("PROT-1"), Verdict.PASSED);
  }

  private ContentDigest compared(InventorySummary first, InventorySummary second) throws Exception {
    return verifier.compare(first, second, List.of()).manifest();
  }

  /** The same as this program wrote it before it knew of such keys. */
  private InventorySummary earlier(InventorySummary now) throws Exception {
    Path folder = dir.resolve("manifests");
    try (Database database = Database.inMemory(folder, List.of(), 256)) {
      Path file =
          Manifest.export(
              database,
              "SELECT * EXCLUDE (shown_key) FROM %s ORDER BY key"
                  .formatted(Manifest.open(folder, now.manifest()).rows()),
              Map.of("format", "migration-auditor-inventory-4", "view", "DICOM_FILES"));
      ContentDigest digest = Manifest.keep(file, folder).digest();
      return new InventorySummary(now.name(), now.view(), now.root(), digest, now.counts());
    }
  }

  private ComparisonSummary compared() throws Exception {
    return verifier.compare(taken("before", before), taken("after", after), List.of());
  }

  private List<Finding> findings(ComparisonSummary summary) throws Exception {
    return new ArrayList<>(verifier.findings(summary.manifest(), null, 100));
  }

  private String exported() throws Exception {
    var out = new java.io.ByteArrayOutputStream();
    verifier.export(verifier.manifest(taken("before", before).manifest()), ExportFormat.JSONL, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private InventorySummary taken(String name, Path folder) throws Exception {
    return verifier.inventory(
        new InventoryName(name), View.DICOM_FILES, folder, Progress.UNWATCHED);
  }

  private static void assertThatNothingIsIn(String text) {
    assertThat(text).isNotEmpty();
    PLANTED.forEach(planted -> assertThat(text).doesNotContainIgnoringCase(planted));
  }

  private static byte[] instance(int number) {
    byte[] file =
        DicomFile.conforming(
            data ->
                data.text(0x00100010, "PN", "Geheim^Erna")
                    .text(0x00100020, "LO", "PID-4711")
                    .text(0x00100030, "DA", "19330307")
                    .text(0x00120020, "LO", "PROT-1"));
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.replace(DicomFile.SOP + '\0', "2.25.2" + number + '\0')
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
