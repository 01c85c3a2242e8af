package org.migrationauditor.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import picocli.CommandLine.Option;

/** Certificates that the person at the terminal trusts. */
final class TrustedCertificates {
  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description =
          "file with certificates to which those of the signers must lead; may be given several"
              + " times")
  private List<Path> files = List.of();

  List<X509Certificate> read() {
    List<X509Certificate> all = new ArrayList<>();
    files.forEach(file -> all.addAll(read(file)));
    return all;
  }

  private static List<X509Certificate> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | CertificateException e) {
      throw unusable(file);
    }
    throw unusable(file);
  }

  private static CommandFailure unusable(Path file) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "file '%s': holds no certificate that can be read; nothing was checked, name a PEM file"
            .formatted(file));
  }
}
