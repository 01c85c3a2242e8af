package org.migrationauditor.verifier.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.EntryProblem;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.quality.ContentQuality;

/** Gives a verifier something damaged and tells the codes of all that it finds. */
final class FindingTrial {
  private static final InventoryCounts UNCOUNTED =
      new InventoryCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final InventoryEntry REST =
      object("rows/public/rest", EntryKind.TABLE, 0, Map.of("rows", "7"));
  private static final int ALL = 100;

  private final Path folder;
  private final Path manifests;
  private final Verifier verifier;

  FindingTrial(Path folder) {
    this.folder = folder;
    manifests = folder.resolve("manifests");
    verifier = new Verifier(manifests, new PseudonymKey(new byte[32]));
  }

  /** Of a tree of two files after damage. */
  List<FindingCode> files(String damage) throws Exception {
    return compared(
        View.FILES, "echo one > one; echo two > two; touch -d 2020-01-01 one two .", damage);
  }

  /** Of another file in the place of a DICOM file. */
  List<FindingCode> dicom(byte[] before, byte[] after) throws Exception {
    Files.write(folder.resolve("sound"), before);
    Files.write(folder.resolve("other"), after);
    return compared(View.DICOM_FILES, "cp ../../sound a", "cp ../../other a");
  }

  /** Of a DICOM file beside what no inventory can read. */
  List<FindingCode> unreadable() throws Exception {
    Files.write(folder.resolve("sound"), DicomFile.sound(DicomFile.EXPLICIT));
    return compared(View.DICOM_FILES, "cp ../../sound a; echo no tar > b.tar", "true");
  }

  /** Of a copy of what a script makes, after damage to it. */
  List<FindingCode> compared(View view, String script, String damage) throws Exception {
    Path before = Files.createDirectories(folder.resolve("before/archive"));
    Path after = Files.createDirectories(folder.resolve("after/archive"));
    Shell.in(before, script);
    Shell.in(folder, "cp -a before/archive after");
    Shell.in(after, damage);
    ComparisonSummary summary =
        verifier.compare(inventory(view, before), inventory(view, after), List.of());
    return codes(summary.manifest(), summary.verdict());
  }

  /** Of an object of a database that became another, beside a table that stayed as it was. */
  List<FindingCode> database(InventoryEntry before, InventoryEntry after) throws Exception {
    ComparisonSummary summary =
        verifier.compare(database(before).file(), database(after).file(), List.of());
    return codes(summary.manifest(), summary.verdict());
  }

  private Manifest database(InventoryEntry object) throws Exception {
    return manifest(View.POSTGRES, object, REST);
  }

  /** An object of a database, with something recorded beside its content. */
  static InventoryEntry object(EntryKind kind, int content, String attribute, String value) {
    return object("public/object", kind, content, Map.of(attribute, value));
  }

  private static InventoryEntry object(
      String key, EntryKind kind, int content, Map<String, String> attributes) {
    return new InventoryEntry(
        key,
        kind,
        InventoryEntry.UNKNOWN_BYTES,
        new ContentDigest("%064x".formatted(content)),
        OwnerKey.UNASSIGNED,
        null,
        new Recorded(EntryState.PRESENT, null, new TreeMap<>(attributes)),
        true,
        "");
  }

  /** Of damage to views that agree. */
  List<FindingCode> agreed(Consumer<Pacs> damage) throws Exception {
    Pacs pacs = Pacs.of(manifests, 3);
    damage.accept(pacs);
    return agreed(pacs);
  }

  /** Of one series of segmentations in the index and these objects in the store. */
  List<FindingCode> thumbnails(String... keys) throws Exception {
    Pacs pacs = new Pacs(manifests).with(View.METADATA_INDEX, Pacs.series("2.25.7", "SEG"));
    for (String key : keys) {
      pacs.with(View.S3, Pacs.object(key));
    }
    return agreed(pacs);
  }

  private List<FindingCode> agreed(Pacs pacs) throws Exception {
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
    return codes(summary.manifest(), summary.verdict());
  }

  /** Of the content of a folder of these files. */
  List<FindingCode> examined(byte[]... files) throws Exception {
    Path archive = Files.createDirectories(folder.resolve("examined"));
    for (int i = 0; i < files.length; i++) {
      Files.write(archive.resolve("file" + i), files[i]);
    }
    return examined(verifier.manifest(inventory(View.DICOM_FILES, archive).manifest()));
  }

  /** Of the content of an archive that lists this. */
  List<FindingCode> examined(View view, InventoryEntry entry) throws Exception {
    return examined(manifest(view, entry).file());
  }

  private List<FindingCode> examined(Path manifest) throws Exception {
    ContentQuality quality = verifier.examine(manifest, ALL);
    return codes(quality.findings(), quality.verdict());
  }

  /** An instance of which a reader remarks this. */
  static DicomEntry remarked(FindingCode code) {
    DicomEntry plain = Pacs.uids(Pacs.STUDY, Pacs.SERIES, 1);
    return new DicomEntry(
        plain.studyInstanceUid(),
        plain.seriesInstanceUid(),
        plain.sopInstanceUid(),
        plain.sopClassUid(),
        plain.transferSyntaxUid(),
        plain.modality(),
        null,
        null,
        null,
        null,
        null,
        new DicomContext(null, null, null, null, null, null, List.of(), List.of(code), null),
        DicomStructure.SOUND);
  }

  /** Of what a script makes, by the inventory alone. */
  List<FindingCode> problems(View view, String script) throws Exception {
    Path archive = Files.createDirectories(folder.resolve("alone"));
    Shell.in(archive, script);
    return verifier.problems(inventory(view, archive).manifest(), ALL).stream()
        .map(EntryProblem::code)
        .toList();
  }

  private InventorySummary inventory(View view, Path root) throws Exception {
    return verifier.inventory(new InventoryName("trial"), view, root, Progress.UNWATCHED);
  }

  private Manifest manifest(View view, InventoryEntry... entries) throws Exception {
    return Objects.requireNonNull(
        new Pacs(manifests).with(view, entries).manifests().get(view), "manifest");
  }

  /** Codes of all findings, which account for the verdict. */
  private List<FindingCode> codes(ContentDigest manifest, Verdict verdict) throws Exception {
    List<FindingCode> codes =
        verifier.findings(manifest, null, ALL).stream().map(finding -> finding.code()).toList();
    assertThat(verdict)
        .isEqualTo(
            Verdict.worst(
                Stream.concat(
                    Stream.of(Verdict.PASSED), codes.stream().map(FindingCode::verdict))));
    return codes;
  }
}
