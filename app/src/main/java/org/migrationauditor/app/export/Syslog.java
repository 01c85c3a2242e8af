package org.migrationauditor.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An audit repository that takes messages by syslog over TLS (RFC 5424, RFC 5425), as DICOM PS3.15
 * A.6 has it. Its certificate is checked, and that it is for this host.
 */
public final class Syslog {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NOTICE_OF_SECURITY = 10 * 8 + 5;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String host;
  private final int port;
  private final SSLContext context;

  private Syslog(String host, int port, SSLContext context) {
    this.host = host;
    this.port = port;
    this.context = context;
  }

  /**
   * A server.
   *
   * @param certificates PEM file with those that are trusted; null for Java's own
   * @throws IOException if they cannot be read; its message is one clause
   */
  public static Syslog at(String host, int port, @Nullable Path certificates) throws IOException {
    try {
      if (certificates == null) {
        return new Syslog(host, port, SSLContext.getDefault());
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (InputStream in = Files.newInputStream(certificates)) {
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("trusted" + store.size(), one);
        }
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new Syslog(host, port, context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException("'%s' is no PEM file with certificates".formatted(certificates), e);
    }
  }

  /**
   * Hands messages over and waits until the server has closed its side too, which it does once it
   * has read them all.
   *
   * @return messages, count
   * @throws SyslogException if it did not take them all
   */
  public long send(Iterator<String> messages, String from, Instant at) throws SyslogException {
    long sent = 0;
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
      plain.setSoTimeout((int) PATIENCE.toMillis());
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // is its certificate for this host?
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        while (messages.hasNext()) {
          out.write(framed(messages.next(), from, at));
          sent++;
        }
        out.flush();
        socket.shutdownOutput();
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
          // a server has nothing to say
        }
      }
      return sent;
    } catch (IOException e) {
      throw new SyslogException(host, port, sent, e);
    }
  }

  /** Its length in octets, a space, and the message (RFC 5425 4.3). */
  static byte[] framed(String message, String from, Instant at) {
    byte[] syslog =
        String.format(
                Locale.ROOT,
                "<%d>1 %s %s migration-auditor - DICOM+RFC3881 - %s%s",
                NOTICE_OF_SECURITY,
                at.truncatedTo(ChronoUnit.MICROS),
                name(from),
                BYTE_ORDER_MARK,
                message)
            .getBytes(UTF_8);
    byte[] length = String.format(Locale.ROOT, "%d ", syslog.length).getBytes(UTF_8);
    byte[] frame = new byte[length.length + syslog.length];
    System.arraycopy(length, 0, frame, 0, length.length);
    System.arraycopy(syslog, 0, frame, length.length, syslog.length);
    return frame;
  }

  /** Printable ASCII, at most 255 characters (RFC 5424 6.2.4). */
  private static String name(String host) {
    String name = host.replaceAll("[^!-~]", "_");
    return name.isEmpty() ? "-" : name.substring(0, Math.min(255, name.length()));
  }
}
