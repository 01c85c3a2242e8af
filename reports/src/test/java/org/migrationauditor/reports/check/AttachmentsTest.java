package org.migrationauditor.reports.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.Attached;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.reports.Judge;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.print.AttachedFile;
import org.migrationauditor.reports.print.AttachedFile.Content;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.signatures.Identity;
import org.verapdf.pdfa.flavours.PDFAFlavour;

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
  void aFileThatIsPackedAlreadyIsCarriedAsItIs() throws Exception {
    byte[] rows = bytes("code,key\n" + "MISSING,a\n".repeat(100_000));
    List<AttachedFile> files = List.of(packed("findings.csv", rows));
    Path printed = folder.resolve("printed");
    Path signed = folder.resolve("signed.pdf");
    try (OutputStream out = Files.newOutputStream(printed)) {
      new ReportPrinter(key.signer()).print(carrying(files), files, out);
    }

    ContentDigest digest = new ReportSigner().sign(printed, key, Instant.now(), signed);

    ReportCheck check = ReportCheck.of(signed);
    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(content(Files.readAllBytes(signed), "findings.csv")).isEqualTo(rows);
    assertThat(Judge.violations(Files.readAllBytes(signed), PDFAFlavour.PDFA_3_U)).isEmpty();
    assertThat(digest).isEqualTo(ContentDigest.over(Files.readAllBytes(signed)));
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(".signing"));
    assertThat(Files.getPosixFilePermissions(signed))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void whatIsSignedInFilesIsWhatIsSignedInMemory() throws IOException {
    Path printed = Files.write(folder.resolve("printed-2"), print(List.of(NOTE)));
    Path signed = folder.resolve("signed-2.pdf");
    Instant now = Instant.now();

    new ReportSigner().sign(printed, key, now, signed);

    byte[] inMemory = new ReportSigner().sign(Files.readAllBytes(printed), key, now).pdf();
    assertThat(withoutSignature(Files.readAllBytes(signed))).isEqualTo(withoutSignature(inMemory));
  }

  @Test
  void aPackedFileThatChangesMeanwhileIsNotPrinted() throws IOException {
    AttachedFile file = packed("packed.csv", bytes("a"));
    Files.write(folder.resolve("packed.csv.z"), new byte[] {1}, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> print(List.of(file)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("attachment 'packed.csv': changed while the report was printed");
  }

  @Test
  void aPackedFileThatIsNotWhatIsListedIsNamed() throws IOException {
    AttachedFile other = packed("findings.csv", bytes("b"));
    AttachedFile lying =
        new AttachedFile(
            new Attached("findings.csv", "text/csv", 1, ContentDigest.over(bytes("a"))),
            "All findings",
            other.content());

    assertFails(print(List.of(lying)), "'findings.csv' is not the file that report.json lists");
  }

  @Test
  void aFileWhoseSizeIsNotWhatIsListedIsNamed() throws IOException {
    AttachedFile file = packed("findings.csv", bytes("a"));
    AttachedFile lying =
        new AttachedFile(
            new Attached("findings.csv", "text/csv", 2, file.listed().sha256()),
            "All findings",
            file.content());

    assertFails(print(List.of(lying)), "'findings.csv' is not the file that report.json lists");
  }

  @Test
  void aFileThatUnpacksToMoreThanAnyReportCarriesIsNotOpened() throws IOException {
    ReportCheck check = ReportCheck.of(sign(print(List.of(bomb()))));

    assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(check.checks().toString()).contains("unpacks to too much; not opened");
  }

  @Test
  void aLargeFileIsLookedThroughInLittleMemory() throws IOException {
    byte[] pdf = sign(print(List.of(zeros(80))));
    MemoryPoolMXBean old = oldGeneration();
    System.gc();
    old.resetPeakUsage();
    long before = old.getUsage().getUsed();

    assertThat(ReportCheck.of(pdf).verdict()).isEqualTo(Verdict.PASSED);

    assertThat(old.getPeakUsage().getUsed() - before).isLessThan(40L << 20);
  }

  @Test
  void anAttachmentThatAPageShowsIsNotOpened() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(print(List.of(NOTE)))) {
      PDComplexFileSpecification file =
          document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames().get("head.note");
      document
          .getPage(0)
          .getCOSObject()
          .setItem(COSName.CONTENTS, Objects.requireNonNull(file).getEmbeddedFile());
      document.save(out, CompressParameters.NO_COMPRESSION);
    }

    ReportCheck check = ReportCheck.of(sign(out.toByteArray()));

    assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(check.checks().toString()).contains("packed in a way that no report is");
  }

  private static MemoryPoolMXBean oldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().matches(".*(Old|Tenured) Gen"))
        .findFirst()
        .orElseThrow();
  }

  /** Zeros, which pack to a thousandth. */
  private static AttachedFile zeros(int mebibytes) throws IOException {
    byte[] mebi = new byte[1 << 20];
    MessageDigest sha256 = sha256();
    Path file = folder.resolve("zeros-" + mebibytes);
    try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < mebibytes; i++) {
        out.write(mebi);
        sha256.update(mebi);
      }
    }
    return packed(listed((long) mebibytes << 20, ContentDigest.of(sha256.digest())), file);
  }

  /** As many zeros as a report never carries, and one mebibyte of them more. */
  private static AttachedFile bomb() throws IOException {
    ByteArrayOutputStream mebi = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(mebi, deflater, 1 << 16, true)) {
      out.write(new byte[1 << 20]);
      out.flush();
      byte[] block = mebi.toByteArray();
      Path file = folder.resolve("bomb");
      try (OutputStream packed = Files.newOutputStream(file)) {
        packed.write(new byte[] {0x78, (byte) 0x9C});
        for (int i = 0; i <= 1 << 10; i++) {
          packed.write(block);
        }
      }
      return packed(listed((1L << 30) + (1 << 20), Reports.digest(1)), file);
    } finally {
      deflater.end();
    }
  }

  private static Attached listed(long bytes, ContentDigest digest) {
    return new Attached("findings.csv", "text/csv", bytes, digest);
  }

  private static AttachedFile packed(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name + ".z");
    try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
    return packed(
        new Attached(name, "text/csv", content.length, ContentDigest.over(content)), file);
  }

  private static AttachedFile packed(Attached listed, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new AttachedFile(
          listed, "All findings", new Content.Packed(file, ContentDigest.over(in)));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything but the digits of the signature and of the document's id, new at each signing. */
  private static String withoutSignature(byte[] pdf) {
    return new String(pdf, StandardCharsets.ISO_8859_1).replaceAll("<[0-9a-fA-F]{32,}>", "<>");
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
    return new ReportPrinter(key.signer()).print(carrying(files), files);
  }

  private static IntegrityReport carrying(List<AttachedFile> files) {
    return Reports.failed().carrying(files.stream().map(AttachedFile::listed).toList());
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
