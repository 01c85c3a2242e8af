package org.migrationauditor.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to a TLS server on a port of this machine, which reads the frames by RFC 5425. */
final class SyslogTest {
  private static final Instant AT = Instant.parse("2026-04-01T08:00:00.123456789Z");
  private static final List<String> MESSAGES = List.of("<AuditMessage a=\"é\"/>", "<b/>");

  @TempDir private Path temporary;

  @Test
  void framesAMessageAlikeWhateverLanguageTheHostSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(new String(Syslog.framed("<x/>", "host", Instant.EPOCH), UTF_8))
          .matches("[0-9]+ <[0-9]+>1 1970-01-01T00:00:00Z host migration-auditor (?s:.*)");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void reachAServerWhoseCertificateIsTrustedInFramesOfTheirLength() throws Exception {
    try (Repository server = new Repository("localhost")) {
      assertThat(send(server, server.pem(temporary))).isEqualTo(2);

      assertThat(server.received())
          .containsExactly(
              "<85>1 2026-04-01T08:00:00.123456Z pacs_1 migration-auditor - DICOM+RFC3881 -"
                  + " \uFEFF<AuditMessage a=\"é\"/>",
              "<85>1 2026-04-01T08:00:00.123456Z pacs_1 migration-auditor - DICOM+RFC3881 -"
                  + " \uFEFF<b/>");
    }
  }

  @Test
  void goToNobodyWhoseCertificateIsUnknownOrAnotherHosts() throws Exception {
    try (Repository stranger = new Repository("localhost");
        Repository other = new Repository("other.example");
        Repository trusted = new Repository("localhost")) {
      Path pem = trusted.pem(temporary);
      assertThatThrownBy(() -> send(stranger, pem))
          .isInstanceOf(SyslogException.class)
          .hasMessageContaining("no trust: its certificate is unknown or another host's")
          .hasMessageEndingWith(
              "0 messages were handed over and may have arrived, send them all again");
      Path others = other.pem(temporary);
      assertThatThrownBy(() -> send(other, others))
          .isInstanceOf(SyslogException.class)
          .hasMessageContaining("no trust");
    }
  }

  @Test
  void aServerThatIsNotThereIsTold() throws Exception {
    Repository gone = new Repository("localhost");
    Path pem = gone.pem(temporary);
    gone.close();
    assertThatThrownBy(() -> send(gone, pem))
        .isInstanceOf(SyslogException.class)
        .hasMessageContaining("could not be reached");
    assertThatThrownBy(() -> Syslog.at("localhost", 1, temporary.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no PEM file");
  }

  private static long send(Repository server, Path trusted) throws IOException {
    return Syslog.at("localhost", server.port(), trusted).send(MESSAGES.iterator(), "pacs 1", AT);
  }

  /** Takes one connection. */
  private static final class Repository implements AutoCloseable {
    private final X509Certificate certificate;
    private final SSLServerSocket socket;
    private final CompletableFuture<byte[]> received = new CompletableFuture<>();

    Repository(String name) throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      X500Principal subject = new X500Principal("CN=" + name);
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              BigInteger.ONE,
              Date.from(Instant.now().minus(Duration.ofDays(1))),
              Date.from(Instant.now().plus(Duration.ofDays(1))),
              subject,
              pair.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
      certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("key", pair.getPrivate(), new char[0], new Certificate[] {certificate});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 1, InetAddress.getByName("localhost"));
      Thread.ofVirtual().start(this::take);
    }

    private void take() {
      try (SSLSocket connection = (SSLSocket) socket.accept();
          InputStream in = connection.getInputStream()) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        received.complete(all.toByteArray());
      } catch (IOException e) {
        received.completeExceptionally(e);
      }
    }

    /** Each frame's message. */
    List<String> received() {
      byte[] bytes = received.join();
      List<String> messages = new ArrayList<>();
      int at = 0;
      while (at < bytes.length) {
        int space = at;
        while (bytes[space] != ' ') {
          space++;
        }
        int length = Integer.parseInt(new String(bytes, at, space - at, UTF_8));
        messages.add(new String(bytes, space + 1, length, UTF_8));
        at = space + 1 + length;
      }
      return messages;
    }

    int port() {
      return socket.getLocalPort();
    }

    Path pem(Path folder) throws IOException {
      StringWriter text = new StringWriter();
      try (JcaPEMWriter out = new JcaPEMWriter(text)) {
        out.writeObject(certificate);
      }
      return Files.writeString(Files.createTempFile(folder, "trusted", ".pem"), text.toString());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
