package org.migrationauditor.reports.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.Keys;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.print.AttachedEvidence;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ForeignSignature;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.signatures.Check;

class ReportCheckTest {
  private static final String ROOT_DICTIONARY = "/Type /Catalog";

  @TempDir static Path folder;
  private static SigningKey key;
  private static byte[] signed;

  @BeforeAll
  static void signOne() {
    key = SigningKey.selfMade(folder);
    signed = sign(print(Reports.failed()));
  }

  @Test
  void anUntouchedReportPassesWhateverItsOwnVerdict() {
    for (IntegrityReport report :
        List.of(Reports.passed(), Reports.failed(), Reports.indeterminate(), Reports.empty())) {
      ReportCheck check = ReportCheck.of(sign(print(report)));

      assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
      assertThat(check.report()).contains(report);
      assertThat(check.signer()).contains(key.signer());
    }
  }

  @Test
  void aSelfMadeKeyProvesNoIdentityAndThatIsSaid() {
    ReportCheck check = ReportCheck.of(signed);

    assertThat(check.identityProven()).isFalse();
    assertThat(sentence(check, "signer"))
        .contains("identity not proven: the program made this key itself")
        .contains(key.fingerprint().hex());
  }

  @Test
  void anOperatorsKeyPassesAndIsNotTrustedBlindly() throws Exception {
    SigningKey own = SigningKey.load(Keys.own(folder, Instant.now()), Keys.password());
    byte[] plain = new ReportPrinter(own.signer()).print(Reports.passed());
    byte[] pdf = new ReportSigner().sign(plain, own, Instant.now()).pdf();

    ReportCheck check = ReportCheck.of(pdf);
    ReportCheck known = ReportCheck.of(pdf, new Expected(Set.of(own.fingerprint()), List.of()));

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(check.identityProven()).isFalse();
    assertThat(sentence(check, "signer"))
        .contains("CN=Marie Curie", "identity not proven here")
        .doesNotContain("made this key itself");
    assertThat(known.identityProven()).isTrue();
  }

  @Test
  void anotherSignerThanExpectedFails() {
    ReportCheck check = ReportCheck.of(signed, new Expected(Set.of(Reports.digest(99)), List.of()));

    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(sentence(check, "signer")).contains("but " + Reports.digest(99) + " was expected");
  }

  @Test
  void aReportSignedByAnotherKeyThanPageOneNamesFails() {
    SigningKey other = SigningKey.selfMade(folder.resolve("other"));
    byte[] pdf = new ReportSigner().sign(print(Reports.failed()), other, Instant.now()).pdf();

    ReportCheck check = ReportCheck.of(pdf);

    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(sentence(check, "pages")).contains("1 of", "fingerprint");
  }

  @Test
  void anyFlippedBitIsSeen() {
    Random random = new Random(20260314);
    for (int i = 0; i < 120; i++) {
      assertFlipIsSeen(random.nextInt(signed.length), 1 << random.nextInt(8));
    }
  }

  @Test
  void anyFlippedBitOfTheSignatureItselfIsSeen() {
    int open = indexOf(signed, "/Contents <") + "/Contents ".length();
    int close = indexOf(signed, "0000000000000000>");
    for (int at = open;
        at < close;
        at += 31) { // 31 and 2 have no common factor: both digits of a byte
      assertFlipIsSeen(at, 1);
      assertFlipIsSeen(at, 2);
    }
    assertFlipIsSeen(close + 3, 1);
    assertFlipIsSeen(close + 3, 0x40);
  }

  @Test
  void bytesAddedAtTheEndAreCounted() {
    byte[] longer = concat(signed, "\n% hello\n".getBytes(StandardCharsets.US_ASCII));

    assertVerdict(longer, Verdict.FAILED, "9 bytes were added after the signature");
  }

  @Test
  void aRevisionAfterTheSignatureFails() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(signed)) {
      document.addPage(new PDPage());
      document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      document.getDocumentCatalog().getPages().getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(out);
    }

    assertVerdict(out.toByteArray(), Verdict.FAILED, "bytes were added after the signature");
  }

  @Test
  void aSecondSignatureInAFieldOfItsOwnFails() throws Exception {
    byte[] twice = ForeignSignature.over(signed, key);

    assertVerdict(
        twice, Verdict.FAILED, "a signature in a field 'Signature1' that was not printed");
  }

  @Test
  void aStrippedSignatureFails() {
    assertVerdict(print(Reports.failed()), Verdict.FAILED, "the file is not signed");
  }

  @Test
  void anAttachmentThatSaysOtherThanThePagesFails() throws IOException {
    byte[] better = new AttachedEvidence().json(Reports.passed());

    byte[] pdf = sign(withAttachment(AttachedEvidence.REPORT, better));

    assertThat(ReportCheck.of(pdf).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(sentence(ReportCheck.of(pdf), "pages")).contains("verdict");
  }

  @Test
  void aManifestListOfOtherManifestsFails() throws IOException {
    byte[] other = "x".getBytes(StandardCharsets.US_ASCII);

    assertVerdict(
        sign(withAttachment(AttachedEvidence.MANIFESTS, other)),
        Verdict.FAILED,
        "does not list the manifests of report.json");
  }

  @Test
  void anAttachmentThatIsNoEvidenceFails() throws IOException {
    for (String json : List.of("", "{}", "[[[[", "{\"scope\":1}", "null", "[".repeat(100_000))) {
      byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);

      assertThat(ReportCheck.of(sign(withAttachment(AttachedEvidence.REPORT, bytes))).verdict())
          .as(json.substring(0, Math.min(20, json.length())))
          .isEqualTo(Verdict.FAILED);
    }
  }

  @Test
  void aStrangeAttachmentFails() throws IOException {
    byte[] pdf = sign(withAttachment("setup.exe", new byte[] {1, 2, 3}));

    assertVerdict(pdf, Verdict.FAILED, "it holds 3 attachments");
  }

  @Test
  void aDocumentThatActsByItselfFails() throws IOException {
    byte[] script =
        changed(d -> d.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
    byte[] launch = changed(d -> d.getDocumentCatalog().setOpenAction(new PDActionLaunch()));

    assertVerdict(sign(script), Verdict.FAILED, "JavaScript");
    assertVerdict(sign(launch), Verdict.FAILED, "Launch");
  }

  @Test
  void anEncryptedFileIsNotOpened() throws IOException {
    byte[] pdf =
        changed(d -> d.protect(new StandardProtectionPolicy("a", "b", new AccessPermission())));

    assertVerdict(pdf, Verdict.INDETERMINATE, "it holds 'Encrypt'");
  }

  @Test
  void streamsThatHideObjectsAreNotOpened() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(print(Reports.failed()))) {
      document.save(out, CompressParameters.DEFAULT_COMPRESSION);
    }

    assertVerdict(out.toByteArray(), Verdict.INDETERMINATE, "which no report of this program does");
  }

  @Test
  void aStreamThatUnpacksToGigabytesIsNotUnpacked() throws IOException {
    byte[] pdf =
        changed(
            d -> {
              PDStream stream = new PDStream(d);
              try (var raw = stream.getCOSObject().createRawOutputStream()) {
                raw.write(bomb());
              }
              stream.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
              d.getPage(0).getCOSObject().setItem(COSName.CONTENTS, stream);
            });

    assertVerdict(sign(pdf), Verdict.INDETERMINATE, "unpacks to too much");
  }

  @Test
  void filesThatAreNoPdfAreToldSo() {
    assertVerdict(new byte[0], Verdict.FAILED, "it is empty");
    assertVerdict(
        "PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII), Verdict.FAILED, "not a PDF");
    assertVerdict(
        "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), Verdict.FAILED, "the file is not signed");
  }

  @Test
  void brokenStructuresGiveASentenceAndNoException() {
    String head = "%PDF-1.7\n/ByteRange [0 10 12 %d]\n";
    List<String> bodies =
        List.of(
            "1 0 obj << >> endobj",
            "1 0 obj " + "[".repeat(200_000) + " endobj trailer << /Root 1 0 R >>",
            "1 0 obj " + "<</A ".repeat(200_000) + " endobj trailer << /Root 1 0 R >>",
            "1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >> endobj trailer << /Root 1 0 R >>",
            "xref\n0 999999999\n trailer << /Root 1 0 R /Prev 9 >> startxref 9",
            "1 0 obj << /Length 999999999 >> stream\n endstream endobj trailer << /Root 1 0 R >>");
    for (String body : bodies) {
      byte[] pdf = (head + body).getBytes(StandardCharsets.ISO_8859_1);
      ReportCheck check = ReportCheck.of(pdf);

      assertThat(check.verdict()).isNotEqualTo(Verdict.PASSED);
      assertThat(check.checks()).isNotEmpty().allMatch(c -> !c.sentence().isBlank());
    }
  }

  @Test
  void aFileCutShortAnywhereNeverPasses() {
    Random random = new Random(7);
    for (int i = 0; i < 30; i++) {
      byte[] cut = Arrays.copyOf(signed, random.nextInt(signed.length));

      assertThat(ReportCheck.of(cut).verdict()).isNotEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void aFileThatCannotBeReadIsNotChecked() throws IOException {
    Path absent = folder.resolve("absent.pdf");

    assertThat(ReportCheck.of(absent).verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(ReportCheck.of(absent).checks().getFirst().sentence())
        .contains("cannot be read; nothing was checked");
    assertThat(ReportCheck.of(Files.write(folder.resolve("r.pdf"), signed)).verdict())
        .isEqualTo(Verdict.PASSED);
  }

  private static void assertFlipIsSeen(int at, int bit) {
    byte[] flipped = signed.clone();
    flipped[at] ^= (byte) bit;

    ReportCheck check = new Examination(flipped, Expected.NOTHING).result();
    assertThat(check.verdict())
        .as("byte %d bit %d: %s".formatted(at, bit, check.checks()))
        .isNotEqualTo(Verdict.PASSED);
  }

  private static void assertVerdict(byte[] pdf, Verdict verdict, String saying) {
    ReportCheck check = ReportCheck.of(pdf);

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(verdict);
    assertThat(check.checks()).anyMatch(c -> c.sentence().contains(saying), saying);
  }

  private static String sentence(ReportCheck check, String what) {
    return check.checks().stream()
        .filter(c -> c.what().equals(what))
        .map(Check::sentence)
        .findFirst()
        .orElse("");
  }

  private static byte[] print(IntegrityReport report) {
    return new ReportPrinter(key.signer()).print(report);
  }

  private static byte[] sign(byte[] pdf) {
    return new ReportSigner().sign(pdf, key, Instant.now()).pdf();
  }

  private static byte[] withAttachment(String name, byte[] content) throws IOException {
    return changed(
        d -> {
          PDEmbeddedFilesNameTreeNode tree = d.getDocumentCatalog().getNames().getEmbeddedFiles();
          var files = new TreeMap<>(tree.getNames());
          PDComplexFileSpecification file = new PDComplexFileSpecification();
          file.setFile(name);
          file.setEmbeddedFile(new PDEmbeddedFile(d, new ByteArrayInputStream(content)));
          files.put(name, file);
          tree.setNames(files);
        });
  }

  private static byte[] changed(Change change) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(print(Reports.failed()))) {
      change.apply(document);
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains(ROOT_DICTIONARY);
    return out.toByteArray();
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        deflater.write(zeros);
      }
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static int indexOf(byte[] bytes, String text) {
    int index = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(index).isPositive();
    return index;
  }

  private interface Change {
    void apply(PDDocument document) throws IOException;
  }
}
