package org.migrationauditor.reports.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.print.AttachedFile;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.signatures.Identity;

class AttachmentsTest {
  private static final AttachedFile NOTE =
      AttachedFile.of("head.note", "text/plain", "Head of the log", bytes("a note\n"));

  @TempDir static Path folder;
  private static SigningKey key;

  @BeforeAll
  static void makeKey() {
    key = SigningKey.selfMade(folder);
  }

  @Test
  void filesThatTheReportListsAreCarriedAndFound() throws IOException {
    byte[] rows = bytes("code,key\n" + "MISSING,a\n".repeat(100_000));
    Path csv = Files.write(folder.resolve("findings.csv"), rows);
    List<AttachedFile> files =
        List.of(AttachedFile.of("findings.csv", "text/csv", "All findings", csv), NOTE);

    byte[] pdf = print(files);
    ReportCheck check = ReportCheck.of(sign(pdf));

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(check.report().orElseThrow().attached())
        .isEqualTo(files.stream().map(AttachedFile::listed).toList());
    assertThat(content(pdf, "findings.csv")).isEqualTo(rows);
    assertThat(pdf).hasSizeLessThan(rows.length);
  }

  @Test
  void aSwappedFileIsNamed() throws IOException {
    byte[] pdf = swapped(print(List.of(NOTE)), "head.note", bytes("a n0te\n"));

    assertFails(pdf, "'head.note' is not the file that report.json lists");
  }

  @Test
  void aFileThatWasTakenOutIsNamed() throws IOException {
    byte[] pdf = swapped(print(List.of(NOTE)), "head.note", null);

    assertFails(pdf, "'head.note' is not the file that report.json lists");
  }

  @Test
  void aFileThatIsNotListedFails() throws IOException {
    byte[] pdf = swapped(print(List.of(NOTE)), "more.txt", bytes("more"));

    assertFails(pdf, "it holds 4 attachments, and report.json lists 3");
  }

  @Test
  void aHeadOfTheLogThatItsOwnNoteDoesNotGiveIsNamed() {
    SealedHead sealed = Objects.requireNonNull(Reports.failed().sealed());
    for (SealedHead told :
        List.of(
            new SealedHead(
                sealed.origin(), sealed.size() + 1, sealed.root(), sealed.key(), sealed.note()),
            new SealedHead(
                sealed.origin(), sealed.size(), Reports.digest(11), sealed.key(), sealed.note()),
            new SealedHead("other", sealed.size(), sealed.root(), sealed.key(), sealed.note()))) {
      byte[] pdf = new ReportPrinter(key.signer()).print(Reports.sealedBy(told, Reports.failed()));

      assertFails(pdf, "another head of the log than the signed note in it");
    }
  }

  @Test
  void otherFilesThanTheReportListsAreNotPrinted() {
    assertThatThrownBy(() -> new ReportPrinter(key.signer()).print(Reports.failed(), List.of(NOTE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lists 0 attached files, and others were given, count 1");
  }

  @Test
  void aFileThatChangesMeanwhileIsNotPrinted() throws IOException {
    Path csv = Files.write(folder.resolve("changing.csv"), bytes("a"));
    AttachedFile file = AttachedFile.of("changing.csv", "text/csv", "All findings", csv);
    Files.write(csv, bytes("b"));

    assertThatThrownBy(() -> print(List.of(file)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("attachment 'changing.csv': changed while the report was printed");
  }

  @Test
  void aReportThatWasIssuedBeforeThereWereAttachmentsIsStillRead() throws IOException {
    ReportCheck check = ReportCheck.of(resource("issued-by-layout-1.pdf"));

    IntegrityReport report = check.report().orElseThrow();
    assertThat(check.checks())
        .filteredOn(one -> !one.what().equals("pages"))
        .filteredOn(one -> !one.what().equals(Identity.WHAT))
        .allMatch(one -> one.verdict() == Verdict.PASSED, "passed");
    assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(check.checks()).anyMatch(one -> one.sentence().contains("have it issued again"));
    assertThat(report.language()).isEqualTo(ReportLanguage.EN);
    assertThat(report.sealed()).isNull();
    assertThat(report.replaces()).isNull();
    assertThat(report.attached()).isEmpty();
    assertThat(report.comparisons().getFirst().groups()).isEmpty();
  }

  private static byte[] print(List<AttachedFile> files) {
    IntegrityReport report =
        Reports.failed().carrying(files.stream().map(AttachedFile::listed).toList());
    return new ReportPrinter(key.signer()).print(report, files);
  }

  private static byte[] sign(byte[] pdf) {
    return new ReportSigner().sign(pdf, key, Instant.now()).pdf();
  }

  private static void assertFails(byte[] pdf, String saying) {
    ReportCheck check = ReportCheck.of(sign(pdf));

    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(check.checks().toString()).contains(saying);
  }

  private static byte[] swapped(byte[] pdf, String name, byte @Nullable [] content)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDEmbeddedFilesNameTreeNode tree =
          document.getDocumentCatalog().getNames().getEmbeddedFiles();
      var files = new TreeMap<>(tree.getNames());
      files.remove(name);
      if (content != null) {
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(name);
        file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(content)));
        files.put(name, file);
      }
      tree.setNames(files);
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
    return out.toByteArray();
  }

  private static byte[] content(byte[] pdf, String name) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDComplexFileSpecification file =
          document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames().get(name);
      return Objects.requireNonNull(file, name).getEmbeddedFile().toByteArray();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = AttachmentsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
