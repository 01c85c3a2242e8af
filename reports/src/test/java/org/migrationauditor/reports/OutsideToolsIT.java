package org.migrationauditor.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.print.AttachedEvidence;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;

/** What a data owner can do without this program, with Poppler and coreutils. */
class OutsideToolsIT {
  @TempDir Path folder;
  private Path pdf;
  private SigningKey key;

  @BeforeEach
  void issue() throws IOException {
    key = SigningKey.selfMade(folder.resolve("keys"));
    pdf = write(Reports.failed());
  }

  @Test
  void pdfsigCallsTheSignatureValidAndTheWholeDocumentSigned() throws Exception {
    assertThat(run("pdfsig", pdf.toString()))
        .contains("Signature is Valid", "Total document signed", "ETSI.CAdES.detached")
        .contains("Migration Auditor self-made key");
  }

  @Test
  void pdfsigSeesAChangedByte() throws Exception {
    byte[] bytes = Files.readAllBytes(pdf);
    bytes[bytes.length / 3] ^= 1;
    Files.write(pdf, bytes);

    assertThat(run("pdfsig", pdf.toString())).doesNotContain("Signature is Valid");
  }

  @Test
  void pdftotextShowsTheCounts() throws Exception {
    assertThat(run("pdftotext", "-layout", pdf.toString(), "-").replaceAll("[ ]+", " "))
        .contains("Instances 4,711 4,710 -1", "Studies 34 34 0", "FAILED", Reports.ROOT);
  }

  @Test
  void pdfdetachWritesTheEvidenceOut() throws Exception {
    run("pdfdetach", "-saveall", "-o", folder.toString(), pdf.toString());

    AttachedEvidence evidence = new AttachedEvidence();
    byte[] json = Files.readAllBytes(folder.resolve(AttachedEvidence.REPORT));
    assertThat(evidence.read(json)).isEqualTo(Reports.failed());
    assertThat(folder.resolve(AttachedEvidence.MANIFESTS))
        .hasBinaryContent(evidence.manifests(Reports.failed()));
  }

  @Test
  void sha256sumUnderstandsTheListOfManifests() throws Exception {
    Files.write(
        folder.resolve("manifests.sha256"), new AttachedEvidence().manifests(Reports.failed()));

    assertThat(run("sha256sum", "-c", "manifests.sha256"))
        .contains(Reports.digest(1) + ".parquet: FAILED open or read")
        .doesNotContain("improperly formatted");
  }

  @Test
  void anotherProcessPrintsTheSameBytes() throws Exception {
    byte[] here = new ReportPrinter(key.signer()).print(Reports.passed());
    Path there = folder.resolve("there.pdf");

    run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Printing.class.getName(),
        folder.resolve("keys").toString(),
        there.toString());

    assertThat(there).hasBinaryContent(here);
  }

  /** Prints one report in a process of its own. */
  static final class Printing {
    private Printing() {}

    public static void main(String[] arguments) throws IOException {
      SigningKey key = SigningKey.selfMade(Path.of(arguments[0]));
      Files.write(Path.of(arguments[1]), new ReportPrinter(key.signer()).print(Reports.passed()));
    }
  }

  private Path write(IntegrityReport report) throws IOException {
    byte[] plain = new ReportPrinter(key.signer()).print(report);
    return Files.write(
        folder.resolve("report.pdf"), new ReportSigner().sign(plain, key, Instant.now()).pdf());
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
