package org.migrationauditor.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.signatures.CertificateFace;
import org.migrationauditor.signatures.Forger;
import org.migrationauditor.signatures.SignedFile;
import org.migrationauditor.signatures.Signer;

/** The jar that a stranger gets, from which everything was left out that it should not need. */
class OneJarIT {
  private static final Path JAR = Path.of("target", "verify-bundle.jar");
  private static final long LARGEST_JAR = 2 << 20;

  @TempDir private Path folder;

  private String output = "";

  @Test
  void checksReportsAsTheyArePrinted() throws Exception {
    byte[] report = Files.readAllBytes(Path.of("..", "docs", "sample-report.pdf"));
    Signer signer = SignedFile.of(report).signatures().getFirst().signer();
    Night night = new Night(kept("kept"), drawn -> report, signer.subject());

    assertThat(run(night)).as(output).isZero();
    assertThat(output)
        .contains("prepared by '%s', certificate SHA-256 ".formatted(signer.subject()))
        .contains(signer.fingerprint().hex());
  }

  @Test
  void findsAReportThatWasChanged() throws Exception {
    byte[] report = Files.readAllBytes(Path.of("..", "docs", "sample-report.pdf"));
    report[report.length / 2] ^= 1;
    Night night = new Night(kept("kept"), drawn -> report, "");

    assertThat(run(night)).as(output).isEqualTo(1);
    assertThat(output).contains("a byte was changed after signing");
  }

  @Test
  void checksLaterSignaturesAndTimeStamps() throws Exception {
    Forger office = Forger.person(Forger.pair(), "");
    byte[] report =
        Forger.clock()
            .stamped(office.signed(Night.OPERATOR.report("night"), "approved"), Instant.now());
    Night night =
        new Night(
            kept("kept"),
            drawn -> report,
            CertificateFace.of(Night.OPERATOR.certificate()).subject());

    assertThat(run(night)).as(output).isZero();
    assertThat(output)
        .contains("; approved by 'CN=Data Office'", "; time stamp of 'CN=Famous Clock'");
  }

  @Test
  void staysSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(LARGEST_JAR);
  }

  private Path kept(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private int run(Night night) throws IOException, InterruptedException {
    Path bundle = night.bundle(folder.resolve("bundle"), null);
    Path key = Files.writeString(folder.resolve("log.pub"), night.signer().key() + "\n");
    Process java =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    JAR.toString(),
                    bundle.toString(),
                    "--key",
                    key.toString()))
            .redirectErrorStream(true)
            .start();
    output = new String(java.getInputStream().readAllBytes(), UTF_8);
    assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return java.exitValue();
  }
}
