package org.migrationauditor.verifier.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.quality.Pacs.Instance;

class ExaminationTest {
  private static final String SEG = "1.2.840.10008.5.1.4.1.1.66.4";
  private static final String KOS = "1.2.840.10008.5.1.4.1.1.88.59";
  private static final int ALL = 1000;

  @TempDir private Path dir;

  @Test
  void countsByEachFacetLargestFirst() throws Exception {
    ContentQuality quality =
        examine(
            new Pacs()
                .with(
                    new Instance("a", "1"),
                    new Instance("b", "2").in("2.2", "2.2.2").from(null, null),
                    new Instance("c", "3").in("2.2", "2.2.3").of(SEG, "SEG").ownedBy("other")),
            1);

    assertThat(quality.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(quality.counts().instances()).isEqualTo(3);
    assertThat(quality.values()).containsEntry(Facet.MODALITY, 2L).containsEntry(Facet.OWNER, 2L);
    assertThat(quality.tallies())
        .containsExactly(
            new Tally(Facet.MODALITY, "CT", "", 1, 2, 2, 2, 200),
            new Tally(Facet.STUDY_YEAR, "2019", "", 1, 2, 2, 2, 200),
            new Tally(Facet.INSTITUTION, "Clinic", "", 1, 2, 2, 2, 200),
            new Tally(Facet.SOURCE_AET, "AE", "", 1, 2, 3, 3, 300),
            new Tally(
                Facet.SOP_CLASS, "1.2.840.10008.5.1.4.1.1.2", "CT Image Storage", 1, 2, 2, 2, 200),
            new Tally(
                Facet.TRANSFER_SYNTAX,
                "1.2.840.10008.1.2.1",
                "Explicit VR Little Endian",
                1,
                2,
                3,
                3,
                300),
            new Tally(Facet.OWNER, "trial", "", 1, 2, 2, 2, 200));
    assertThat(quality.remarks()).isEmpty();
  }

  @Test
  void whatHasNoValueIsCountedToo() throws Exception {
    ContentQuality quality = examine(new Pacs().with(new Instance("a", "1").from(null, null)), ALL);

    assertThat(quality.tallies())
        .contains(new Tally(Facet.STUDY_YEAR, "", "", 1, 1, 1, 1, 100))
        .contains(new Tally(Facet.INSTITUTION, "", "", 1, 1, 1, 1, 100));
  }

  @Test
  void findsReferencesThatDangleAndOfWhat() throws Exception {
    ContentQuality quality =
        examine(
            new Pacs()
                .with(
                    new Instance("a", "1"),
                    new Instance("b", "2")
                        .in("1.1", "1.1.2")
                        .of(SEG, "SEG")
                        .refersTo("1", "8", "9"),
                    new Instance("c", "3").in("1.1", "1.1.3").of(KOS, "KO").refersTo("1", "2")),
            ALL);

    assertThat(quality.references())
        .containsExactly(
            new Referring("segmentation", 1, 3, 2), new Referring("key object selection", 1, 2, 0));
    assertThat(findings(quality))
        .containsExactly(
            "DANGLING_REFERENCE b: segmentation: 2 of 3 references to what is not in the inventory,"
                + " such as 8");
    assertThat(quality.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void findsOnePatientIdWithSeveralDetails() throws Exception {
    ContentQuality quality =
        examine(
            new Pacs()
                .with(
                    new Instance("a", "1").ofPatient("p", "n1 b1 -"),
                    new Instance("b", "2").ofPatient("p", "n2 b1 s1"),
                    new Instance("c", "3").ofPatient("p", "n2 - s2").in("1.2", "1.2.3"),
                    new Instance("d", "4").ofPatient("q", "n1 - s1").in("1.3", "1.3.3"),
                    new Instance("e", "5").ofPatient("q", "n1 b1 -").in("1.3", "1.3.3"),
                    new Instance("f", "6").ofPatient("r", null).in("1.4", "1.4.3")),
            ALL);

    assertThat(findings(quality))
        .containsExactly("PATIENT_CONFLICT a: pseudonym p: 2 names, 2 sexes");
    assertThat(quality.remarks()).containsExactly(new Remarked(FindingCode.PATIENT_CONFLICT, 1, 3));
  }

  @Test
  void findsUidsThatContradictEachOther() throws Exception {
    ContentQuality quality =
        examine(
            new Pacs()
                .with(
                    new Instance("a", "1").in("1.1", "5"),
                    new Instance("b", "2").in("1.1", "6").ofPatient("q", null).of(SEG, "SEG"),
                    new Instance("c", "3").in("1.2", "6").ownedBy("other"),
                    new Instance("d", "3").in("1.2", "7").content(2),
                    new Instance("e", "1").in("1.1", "5")),
            ALL);

    assertThat(findings(quality))
        .containsExactly(
            "STUDY_OF_SEVERAL_PATIENTS a: 2 patients",
            "UID_TWICE a: 2 entries in 1 series, all of the same bytes",
            "SERIES_IN_SEVERAL_STUDIES b: 2 studies",
            "SERIES_OF_SEVERAL_MODALITIES b: 2 modalities, such as CT and SEG",
            "UID_TWICE c: 2 entries in 2 series, with 2 different contents");
    assertThat(new FindingsReader(dir).findings(open(quality), new OwnerKey("other"), ALL))
        .extracting(Finding::code)
        .containsExactly(
            FindingCode.SERIES_IN_SEVERAL_STUDIES,
            FindingCode.SERIES_OF_SEVERAL_MODALITIES,
            FindingCode.UID_TWICE);
  }

  @Test
  void eachKindOfBrokenFileHasItsCode() throws Exception {
    ContentQuality quality =
        examine(
            new Pacs()
                .with(new Instance("a", "1"))
                .file("b", 0, DicomStructure.EMPTY, "is empty")
                .file("c", 512, DicomStructure.EMPTY, "holds nothing but zero bytes")
                .file("d", 5, DicomStructure.TRUNCATED, "ends")
                .file("e", 5, DicomStructure.TRAILING_BYTES, "goes on")
                .file("f", 5, DicomStructure.MALFORMED, "breaks a rule")
                .file("g", 5, DicomStructure.NO_FILE_META, "no preamble")
                .file("h", 5, DicomStructure.NOT_DICOM, "is not DICOM"),
            ALL);

    assertThat(findings(quality))
        .containsExactly(
            "ZERO_BYTES b: is empty",
            "ZERO_FILLED c: holds nothing but zero bytes",
            "CUT_OFF d: ends",
            "TRAILING_BYTES e: goes on",
            "MALFORMED f: breaks a rule",
            "NO_FILE_META g: no preamble",
            "NOT_DICOM h: is not DICOM");
    assertThat(quality.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void remarksOfOneSeriesAreOneFindingWithItsCount() throws Exception {
    ContentQuality quality =
        examine(
            new Pacs()
                .with(
                    new Instance("a", "1").remarked(FindingCode.INVALID_DATE),
                    new Instance("b", "2")
                        .remarked(FindingCode.INVALID_DATE, FindingCode.ODD_LENGTH),
                    new Instance("c", "3").in("1.1", "1.1.2").remarked(FindingCode.INVALID_DATE)),
            ALL);

    assertThat(findings(quality))
        .containsExactly(
            "INVALID_DATE a: in 2 instances of its series",
            "ODD_LENGTH b: in this instance",
            "INVALID_DATE c: in this instance");
    assertThat(quality.remarks())
        .containsExactly(
            new Remarked(FindingCode.INVALID_DATE, 2, 3),
            new Remarked(FindingCode.ODD_LENGTH, 1, 1));
  }

  @Test
  void moreReferencesThanAreKeptAreIndeterminate() throws Exception {
    ContentQuality quality =
        examine(
            new Pacs().with(new Instance("a", "1").remarked(FindingCode.TOO_MANY_REFERENCES)), ALL);

    assertThat(quality.verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void whatWasNotReadIsIndeterminateAndConcernsEveryOwner() throws Exception {
    ContentQuality quality = examine(new Pacs().with(new Instance("a", "1")).unread("b"), ALL);

    assertThat(quality.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(findings(quality)).containsExactly("UNREADABLE b: access denied");
    assertThat(new FindingsReader(dir).findings(open(quality), new OwnerKey("trial"), ALL))
        .hasSize(1);
  }

  @Test
  void nothingAtAllIsIndeterminate() throws Exception {
    ContentQuality quality = examine(new Pacs(), ALL);

    assertThat(quality.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(findings(quality)).containsExactly("EMPTY ./: no instance or series");
  }

  @Test
  void aViewWithoutContentSaysWhatWasNotExamined() throws Exception {
    Manifest inventory =
        new Pacs()
            .with(new Instance("a", "1").recordedOnly(), new Instance("b", "2").recordedOnly())
            .manifest(dir, View.PACS_DATABASE);

    ContentQuality quality = new Examination(dir).examine(inventory, ALL);

    assertThat(quality.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(findings(quality))
        .containsExactly(
            "NOT_EXAMINED ./: 2 of 2 known from a record only: references, patients and conformance"
                + " not examined");
    assertThat(quality.tallies())
        .extracting(Tally::facet)
        .contains(Facet.MODALITY, Facet.SOP_CLASS)
        .doesNotContain(Facet.STUDY_YEAR, Facet.INSTITUTION, Facet.SOURCE_AET);
  }

  @Test
  void findingsAreNoInventoryToExamine() throws Exception {
    ContentQuality quality = examine(new Pacs().with(new Instance("a", "1")), ALL);

    assertThatIOException()
        .isThrownBy(() -> new Examination(dir).examine(open(quality), ALL))
        .withMessageContaining("is no inventory in a format known here");
  }

  private ContentQuality examine(Pacs pacs, int limit) throws Exception {
    return new Examination(dir).examine(pacs.manifest(dir, View.DICOM_FILES), limit);
  }

  private Manifest open(ContentQuality quality) throws Exception {
    return Manifest.open(dir, quality.findings());
  }

  private List<String> findings(ContentQuality quality) throws Exception {
    return new FindingsReader(dir)
        .findings(open(quality), null, ALL).stream()
            .map(found -> "%s %s: %s".formatted(found.code(), found.key(), found.detail()))
            .toList();
  }
}
