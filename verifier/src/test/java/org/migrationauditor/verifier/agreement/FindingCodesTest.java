package org.migrationauditor.verifier.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.messages.inventory.View.DICOMWEB;
import static org.migrationauditor.messages.inventory.View.DICOM_FILES;
import static org.migrationauditor.messages.inventory.View.FILES;
import static org.migrationauditor.messages.inventory.View.METADATA_INDEX;
import static org.migrationauditor.messages.inventory.View.PACS_DATABASE;
import static org.migrationauditor.verifier.agreement.Pacs.SERIES;
import static org.migrationauditor.verifier.agreement.Pacs.STUDY;
import static org.migrationauditor.verifier.agreement.Pacs.fileOf;
import static org.migrationauditor.verifier.agreement.Pacs.listedAs;
import static org.migrationauditor.verifier.agreement.Pacs.md5;
import static org.migrationauditor.verifier.agreement.Pacs.rowOf;
import static org.migrationauditor.verifier.agreement.Pacs.series;
import static org.migrationauditor.verifier.agreement.Pacs.uids;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.manifest.Manifest;

/** Each code of a finding has a smallest damage that gives it, and gives nothing else. */
final class FindingCodesTest {
  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final InventoryCounts UNCOUNTED =
      new InventoryCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final String NO_DAMAGE = "true";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aSmallestDamageGivesThisCodeOnly(FindingCode code) throws Exception {
    assertThat(found(code)).isNotEmpty().containsOnly(code);
  }

  @Test
  void withoutDamageNothingIsFound() throws Exception {
    assertThat(files(NO_DAMAGE)).isEmpty();
    assertThat(dicom(new byte[0], NO_DAMAGE)).isEmpty();
    assertThat(agreed(pacs -> {})).isEmpty();
  }

  /** A new code is given a row here. */
  private List<FindingCode> found(FindingCode code) throws Exception {
    return switch (code) {
      case MISSING -> files("rm one");
      case EXTRA -> files("echo new > new");
      case MOVED -> files("mv one other");
      case DUPLICATED -> files("cp -p one other");
      case DIGEST_MISMATCH -> files("echo eno > one; touch -r two one");
      case TRUNCATED -> files("echo > one; touch -r two one");
      case NESTED_COPY -> files("mkdir archive; mv one archive");
      case TYPE_CHANGED -> files("rm one; mkfifo one");
      case ATTRIBUTES_CHANGED -> files("chmod 600 one");
      case REENCODED -> dicom(DicomFile.sound(IMPLICIT), "cp ../../other a");
      case PIXELS_SAME -> dicom(replaced("P-77", "P-78"), "cp ../../other a");
      case UNREADABLE -> compared(DICOM_FILES, "cp ../../sound a; echo no tar > b.tar", NO_DAMAGE);
      case EMPTY -> compared(FILES, NO_DAMAGE, NO_DAMAGE);
      case ROW_WITHOUT_FILE -> agreed(pacs -> pacs.without(DICOM_FILES, "fs1/f2"));
      case FILE_WITHOUT_ROW -> agreed(pacs -> pacs.file("fs1/extra", 9));
      case SIZE_DISAGREES ->
          agreed(
              pacs ->
                  pacs.without(DICOM_FILES, "fs1/f1")
                      .with(DICOM_FILES, fileOf("fs1/f1", 1, 99, uids(STUDY, SERIES, 1))));
      case RECORDED_DIGEST_DISAGREES ->
          agreed(
              pacs ->
                  pacs.without(DICOM_FILES, "fs1/f1")
                      .with(DICOM_FILES, fileOf("fs1/f1", 9, 100, uids(STUDY, SERIES, 1))));
      case IDENTITY_DISAGREES ->
          agreed(
              pacs ->
                  pacs.without(DICOM_FILES, "fs1/f1")
                      .with(DICOM_FILES, fileOf("fs1/f1", 1, 100, uids(STUDY, "2.25.9", 1))));
      case PATH_CLAIMED_TWICE ->
          agreed(
              pacs ->
                  pacs.with(
                          PACS_DATABASE,
                          rowOf(
                              "f1",
                              9,
                              EntryState.PRESENT,
                              100,
                              "md5:" + md5(1),
                              "uid-remapped=true"))
                      .listed(DICOMWEB, 9));
      case UID_IN_TWO_SERIES ->
          agreed(
              pacs ->
                  pacs.withoutView(PACS_DATABASE)
                      .withoutView(METADATA_INDEX)
                      .with(DICOM_FILES, fileOf("fs1/f9", 9, 100, uids(STUDY, "2.25.9", 1)))
                      .with(DICOMWEB, listedAs(uids(STUDY, "2.25.9", 1))));
      case NOT_IN_WEB -> agreed(pacs -> pacs.file("fs1/f9", 9).row("f9", 9));
      case NOT_IN_DATABASE -> agreed(pacs -> pacs.listed(DICOMWEB, 9));
      case NOT_IN_INDEX -> agreed(pacs -> pacs.without(METADATA_INDEX, "doc"));
      case ONLY_IN_INDEX ->
          agreed(pacs -> pacs.with(METADATA_INDEX, series("9", EntryState.PRESENT, "2.25.9")));
      case NOT_COMPARED ->
          agreed(
              pacs ->
                  pacs.file("fs1/f9", 9)
                      .with(PACS_DATABASE, rowOf("f9", 9, EntryState.PRESENT, 100, null))
                      .listed(DICOMWEB, 9));
      default -> throw new AssertionError(code + " has no damage here; add the smallest");
    };
  }

  private List<FindingCode> files(String damage) throws Exception {
    return compared(FILES, "echo one > one; echo two > two; touch -d 2020-01-01 one two .", damage);
  }

  private List<FindingCode> dicom(byte[] other, String damage) throws Exception {
    Files.write(folder.resolve("other"), other);
    return compared(DICOM_FILES, "cp ../../sound a; cp ../../sound b", damage);
  }

  private static byte[] replaced(String text, String other) {
    String file = new String(DicomFile.sound(DicomFile.EXPLICIT), ISO_8859_1);
    return file.replace(text, other).getBytes(ISO_8859_1);
  }

  /** What is found after damage to a copy of what a script makes. */
  private List<FindingCode> compared(View view, String script, String damage) throws Exception {
    Verifier verifier = verifier();
    Path before = Files.createDirectories(folder.resolve("before/archive"));
    Path after = Files.createDirectories(folder.resolve("after/archive"));
    Files.write(folder.resolve("sound"), DicomFile.sound(DicomFile.EXPLICIT));
    Shell.in(before, script);
    Shell.in(folder, "cp -a before/archive after");
    Shell.in(after, damage);
    ComparisonSummary summary =
        verifier.compare(
            inventory(verifier, view, before), inventory(verifier, view, after), List.of());
    return codes(verifier, summary.manifest(), summary.verdict());
  }

  private static InventorySummary inventory(Verifier verifier, View view, Path root)
      throws Exception {
    return verifier.inventory(new InventoryName("trial"), view, root, Progress.UNWATCHED);
  }

  /** What is found after damage to views that agree. */
  private List<FindingCode> agreed(Consumer<Pacs> damage) throws Exception {
    Pacs pacs = Pacs.of(folder.resolve("manifests"), 3);
    damage.accept(pacs);
    Verifier verifier = verifier();
    List<InventorySummary> views = new ArrayList<>();
    for (Map.Entry<View, Manifest> view : pacs.manifests().entrySet()) {
      views.add(
          new InventorySummary(
              new InventoryName("trial-" + views.size()),
              view.getKey(),
              "/dicom_data",
              view.getValue().digest(),
              UNCOUNTED));
    }
    AgreementSummary summary = verifier.agree(views);
    return codes(verifier, summary.manifest(), summary.verdict());
  }

  private static List<FindingCode> codes(Verifier verifier, ContentDigest manifest, Verdict verdict)
      throws Exception {
    List<FindingCode> codes =
        verifier.findings(manifest, null, 100).stream().map(finding -> finding.code()).toList();
    assertThat(verdict)
        .isEqualTo(
            Verdict.worst(
                Stream.concat(
                    Stream.of(Verdict.PASSED), codes.stream().map(FindingCode::verdict))));
    return codes;
  }

  private Verifier verifier() {
    return new Verifier(folder.resolve("manifests"), new PseudonymKey(new byte[32]));
  }
}
