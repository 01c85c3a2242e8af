package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.reports.PdfText;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.signatures.SignatureField;
import org.migrationauditor.signatures.Signer;

class ReportPrinterTest {
  private static final Signer SELF_MADE =
      new Signer("CN=Migration Auditor self-made key", Reports.digest(20), true);
  private static final Signer OWN =
      new Signer("CN=Marie Curie,O=Radium Hospital", Reports.digest(21), false);

  @Test
  void pageOneSaysTheVerdictBeforeAnythingElseAboutTheData() throws IOException {
    String page = PdfText.page(print(Reports.failed()), 1);

    assertThat(page)
        .containsSubsequence(
            "Data integrity report",
            "STUDY-A",
            "FAILED",
            "after the copy: 2 findings are not explained",
            Reports.ID,
            "2026-03-14 15:09:26.535 UTC",
            "kaapana-2026",
            "pacs-01.radiology.example",
            "1,234 events",
            Reports.ROOT);
  }

  @Test
  void thePictureShowsWhatCouldNotBeRead() throws IOException {
    byte[] pdf = print(Reports.indeterminate());

    assertThat(PdfText.page(pdf, 1)).contains("Could not be read 1 1 0");
    assertThat(StructureText.of(pdf)).contains("Could not be read: 1 before, 1 after");
    assertThat(PdfText.page(print(Reports.passed()), 1)).doesNotContain("Could not be read");
  }

  @Test
  void pageOneSaysInPlainWordsThatAKeyIsSelfMade() throws IOException {
    String page = PdfText.page(print(Reports.passed()), 1).replaceAll("\\s+", " ");

    assertThat(page)
        .contains(
            "The signing key is self-made",
            "This key was made by the program itself: the signature proves that nothing changed"
                + " since, not who signed. Compare the fingerprint",
            SELF_MADE.fingerprint().hex());
  }

  @Test
  void pageOneDoesNotCallAnOperatorsKeySelfMade() throws IOException {
    String text = PdfText.of(new ReportPrinter(OWN).print(Reports.passed()));

    assertThat(text)
        .contains("The signing key is the operator's own", "CN=Marie Curie,O=Radium Hospital")
        .doesNotContain("self-made")
        .doesNotContain("made by the program itself");
  }

  @Test
  void countsStandSideBySide() throws IOException {
    String text = PdfText.unwrapped(print(Reports.failed()));

    assertThat(text)
        .contains(
            "Patients12120",
            "Studies34340",
            "Series1561560",
            "Instances4,7114,710-1",
            "Size1.50GiB1,610,612,737bytes1.50GiB1,610,088,449bytes-524,288",
            "Couldnotberead000",
            "MalformedDICOM220");
  }

  @Test
  void unexplainedFindingsComeBeforeTheAnnounced() throws IOException {
    String text = PdfText.of(print(Reports.failed()));

    assertThat(text)
        .containsSubsequence(
            "3. Which differences are not explained?",
            "MISSING",
            "fs1/2026/3/14/15/9A2C/77F1/0001",
            "DIGEST_MISMATCH",
            "1.2.826.0.1.3680043.8.498.30000000000000000000000000000000000003",
            Reports.digest(4).hex(),
            Reports.digest(5).hex(),
            "4. Which differences did the runbook announce?",
            "fs1/2026/3/14/phantom/0001",
            "Announced: the new platform stores a phantom study",
            "6. What was done");
  }

  @Test
  void whoAcceptedAFindingStandsWithIt() throws IOException {
    IntegrityReport failed = Reports.failed();
    MigrationState m = failed.migration();
    Finding missing = failed.comparisons().getLast().findings().getFirst();
    Waiver waiver =
        new Waiver(
            failed.comparisons().getLast().findingsManifest(),
            missing.code(),
            missing.key(),
            missing.owner(),
            "anna",
            "deleted at the sponsor's request");

    IntegrityReport waived =
        with(
            failed,
            m.comparisons(),
            List.of(new StandingWaiver(new StepId("compare-copy"), waiver, m.asOf())));

    assertThat(PdfText.of(print(waived)).replaceAll("\\s+", " "))
        .containsSubsequence(
            missing.key(),
            "Accepted by anna on",
            "deleted at the sponsor's request",
            "DIGEST_MISMATCH")
        .containsOnlyOnce("Accepted by");
  }

  @Test
  void saysHowManyFindingsAreNotListed() throws IOException {
    IntegrityReport cut = Reports.withFindings(List.of(Reports.missing("a")), 12_346);

    assertThat(PdfText.of(print(cut)).replaceAll("\\s+", " "))
        .contains("12,345 more findings not listed here", "12,346 findings, unexplained and");
    assertThat(PdfText.of(print(cut))).contains("1 or more");
  }

  @Test
  void theRunRecordHoldsEveryStepWithWhoWhenAndWhatWasSeen() throws IOException {
    String text = PdfText.of(print(Reports.passed())).replaceAll("\\s+", " ");

    assertThat(text)
        .contains(
            "3.1 Undeploy the old platform",
            "SUCCEEDED m.curie from 2026-03-14 13:09:26 UTC to 2026-03-14 13:11:06 UTC took 1 min"
                + " 40 s 2 attempts, 1 interruption exit code 0",
            "PASSED – no pod left in namespace store: 0 pods",
            "INDETERMINATE – script said what it did: its last line is missing",
            "UNCERTAIN",
            "end not seen",
            "11.4 Remove the copies",
            "not begun",
            "r.franklin approved at 2026-03-14 15:05:00 UTC: reports read",
            "by r.franklin because: the registry moved; until then it was"
                + " kaapana-0.1.3-to-0.2.2.first",
            Reports.digest(9).hex(),
            "Approvers r.franklin, and nobody else",
            "Owners of data STUDY-A: l.meitner, and nobody else",
            "moved instead of copied twice: the guide's command nests the folder");
  }

  @Test
  void emptySectionsPrintNone() throws IOException {
    String text = PdfText.of(print(Reports.empty())).replaceAll("\\s+", " ");

    assertThat(text)
        .contains(
            "before and after? none",
            "not explained? none",
            "runbook announce? none",
            "who approved? none",
            "Approvers no names were set: anyone who ran no step",
            "depart from the guide? none",
            "not cover? none",
            "INDETERMINATE Something could not be checked. This is not a quiet pass");
    assertThat(text).doesNotContain("PASSED Every");
  }

  @Test
  void everyPageCarriesTheReportIdAndItsNumber() throws IOException {
    byte[] pdf = print(Reports.passed());

    try (PDDocument document = Loader.loadPDF(pdf)) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(2);
      for (int page = 1; page <= pages; page++) {
        assertThat(PdfText.page(pdf, page)).contains("Report " + Reports.ID, page + " of " + pages);
      }
    }
  }

  @Test
  void chaptersStandInTheOrderOfTheirNumbers() throws IOException {
    String structure = StructureText.of(print(Reports.empty()));

    assertThat(structure.lines().map(String::strip).filter(line -> line.matches("H2 \\d+\\..*")))
        .containsExactlyElementsOf(
            Arrays.stream(Chapter.values())
                .map(
                    chapter ->
                        "H2 %d. %s"
                            .formatted(
                                chapter.number(), Wording.of(ReportLanguage.EN).question(chapter)))
                .toList())
        .hasSize(Chapter.SIGNATURES.number());
  }

  @Test
  void threeVisibleSignatureFieldsAreEmpty() throws IOException {
    try (PDDocument document = Loader.loadPDF(print(Reports.passed()))) {
      List<PDField> fields = document.getDocumentCatalog().getAcroForm(null).getFields();

      assertThat(fields)
          .extracting(PDField::getFullyQualifiedName)
          .containsExactly("prepared", "reviewed", "approved");
      assertThat(fields)
          .allSatisfy(
              field -> {
                assertThat(field.getCOSObject().containsKey(COSName.V)).isFalse();
                assertThat(field.getAlternateFieldName()).contains(": I ");
                PDAnnotationWidget widget = field.getWidgets().getFirst();
                assertThat(widget.isPrinted()).isTrue();
                assertThat(widget.getRectangle().getWidth()).isEqualTo(SignatureField.WIDTH);
                assertThat(widget.getRectangle().getHeight()).isEqualTo(SignatureField.HEIGHT);
                assertThat(widget.getNormalAppearanceStream()).isNotNull();
              });
    }
  }

  @Test
  void theSameReportGivesTheSameBytes() {
    byte[] first = print(Reports.passed());

    for (int i = 0; i < 3; i++) {
      assertThat(print(Reports.passed())).isEqualTo(first);
    }
    assertThat(new ReportPrinter(OWN).print(Reports.passed())).isNotEqualTo(first);
  }

  @Test
  void theOrderOfAMapDoesNotChangeTheBytes() {
    IntegrityReport report = Reports.passed();
    Map<StepId, ComparisonSummary> reversed = new LinkedHashMap<>();
    new ArrayList<>(report.migration().comparisons().entrySet())
        .reversed()
        .forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));

    assertThat(print(with(report, reversed))).isEqualTo(print(report));
  }

  @Test
  void hostileNamesAreShownWholeAndHarmless() throws IOException {
    List<Finding> findings =
        List.of(
            Reports.missing("invoice\u202Efdp.exe"),
            Reports.missing("line\none\r\ttab\u0000nul"),
            Reports.missing("smile\uD83D\uDE00 half\uD800"),
            Reports.missing("e\u0301 \u00E9 \u05D0 \u200B two  spaces "),
            Reports.missing("Żółć Ελλάδα Москва"));

    String text = PdfText.unwrapped(print(Reports.withFindings(findings, 5)));

    assertThat(text)
        .contains(
            "invoice[U+202E]fdp.exe",
            "line[U+000A]one[U+000D][U+0009]tab[U+0000]nul",
            "smile[U+1F600]half[U+D800]",
            "e[U+0301]é[U+05D0][U+200B]two[U+0020]spaces[U+0020]",
            "ŻółćΕλλάδαМосква");
  }

  @Test
  void aKeyOfFourThousandCharactersWrapsAndStaysOnThePage() throws IOException {
    String key = "x".repeat(1500) + "/" + "w-".repeat(750) + "/" + "W".repeat(999);
    byte[] pdf = print(Reports.withFindings(List.of(Reports.missing(key)), 1));

    String text =
        PdfText.unwrapped(pdf)
            .replaceAll("Report" + Reports.ID + "\\dof\\d", "") // where the key goes on over a page
            .replaceAll("SHA-256ofreport.json:[0-9a-f]{64}", "")
            .replaceAll("DataintegrityreportSTUDY-A", "")
            .replaceAll("No\\.CodeObject", "");
    assertThat(text.contains(key)).isTrue();
    assertThat(outsideMargins(pdf)).isEmpty();
  }

  @Test
  void hostileScopeAndReasonsStayOnThePage() throws IOException {
    IntegrityReport report =
        Reports.of(
            "\u202E".repeat(255),
            Verdict.FAILED,
            List.of("M".repeat(3000)),
            List.of(Reports.comparison("t".repeat(500), View.FILES, Verdict.FAILED, List.of(), 0)));

    assertThat(outsideMargins(print(report))).isEmpty();
  }

  @Test
  void thousandsOfFindingsAreAllListed() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      findings.add(Reports.missing("fs1/2026/3/14/%05d".formatted(i)));
    }

    String text = PdfText.of(print(Reports.withFindings(findings, 3_000)));

    assertThat(text).contains("fs1/2026/3/14/00000", "fs1/2026/3/14/02999", "3,000");
  }

  @Test
  void refusesAVerdictBetterThanItsComparisons() {
    IntegrityReport report =
        Reports.of("STUDY-A", Verdict.PASSED, List.of(), Reports.failed().comparisons());

    assertThatThrownBy(() -> print(report))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("verdict PASSED: its comparisons allow no better than FAILED");
  }

  @Test
  void nothingComparedIsNeverPassed() {
    IntegrityReport report = Reports.of("STUDY-A", Verdict.PASSED, List.of(), List.of());

    assertThatThrownBy(() -> print(report)).hasMessageContaining("no better than INDETERMINATE");
  }

  @Test
  void theEvidenceReadsBackAsTheReport() {
    AttachedEvidence evidence = new AttachedEvidence();

    for (IntegrityReport report :
        List.of(Reports.passed(), Reports.failed(), Reports.indeterminate(), Reports.empty())) {
      assertThat(evidence.read(evidence.json(report))).isEqualTo(report);
    }
  }

  @Test
  void manifestsAreListedForSha256sum() {
    String lines =
        new String(new AttachedEvidence().manifests(Reports.passed()), StandardCharsets.US_ASCII);

    assertThat(lines.lines()).hasSize(3).allMatch(l -> l.matches("([0-9a-f]{64})  \\1\\.parquet"));
  }

  private static byte[] print(IntegrityReport report) {
    return new ReportPrinter(SELF_MADE).print(report);
  }

  /** Characters that would be cut off when the page is printed. */
  private static List<String> outsideMargins(byte[] pdf) throws IOException {
    List<String> outside = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
              boolean inside =
                  text.getUnicode().isBlank()
                      || (text.getX() >= Sheet.LEFT - 1
                          && text.getX() + text.getWidth() <= Sheet.LEFT + Sheet.WIDTH + 1
                          && text.getY() >= 20
                          && text.getY() <= 822);
              if (!inside) {
                outside.add(text.getUnicode() + " at " + text.getX() + "," + text.getY());
              }
            }
          };
      stripper.getText(document);
    }
    return outside;
  }

  private static IntegrityReport with(
      IntegrityReport report, Map<StepId, ComparisonSummary> comparisons) {
    return with(report, comparisons, List.of());
  }

  private static IntegrityReport with(
      IntegrityReport report,
      Map<StepId, ComparisonSummary> comparisons,
      List<StandingWaiver> waivers) {
    MigrationState m = report.migration();
    return new IntegrityReport(
        report.scope(),
        report.reportId(),
        report.verdict(),
        report.reasons(),
        report.notCovered(),
        report.comparisons(),
        new MigrationState(
            m.migrationId(),
            m.runbook(),
            m.runbookDigest(),
            m.changes(),
            m.parameters(),
            m.unattended(),
            m.host(),
            m.tool(),
            m.plannedAt(),
            m.sequence(),
            m.asOf(),
            m.preview(),
            m.losses(),
            m.roles(),
            m.steps(),
            m.inventories(),
            comparisons,
            waivers,
            m.reports(),
            m.verdict(),
            m.completedAt(),
            m.rollback(),
            m.withdrawn()),
        report.head(),
        report.language(),
        report.sealed(),
        report.replaces(),
        report.attached());
  }
}
