package org.migrationauditor.app.anchor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority on a port of this machine, with a root of its own. */
final class TestAuthority implements AutoCloseable {
  private final HttpServer server;
  private final KeyPair root = pair();
  private final X509Certificate rootCertificate;
  private final KeyPair key = pair();
  private final X509Certificate certificate;
  private volatile UnaryOperator<byte[]> request = asked -> asked;
  private volatile UnaryOperator<byte[]> answer = answered -> answered;
  private volatile int status = 200;

  /** One whose certificate is for the given purposes. */
  TestAuthority(boolean critical, KeyPurposeId... purposes) throws Exception {
    rootCertificate = certificate("CN=Root", root, "CN=Root", root, true, critical);
    certificate = certificate("CN=Clock", key, "CN=Root", root, false, critical, purposes);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/tsa";
  }

  X509Certificate rootCertificate() {
    return rootCertificate;
  }

  String rootAsPem() throws IOException {
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter out = new JcaPEMWriter(pem)) {
      out.writeObject(rootCertificate);
    }
    return pem.toString();
  }

  /** Answers another request than the one that was made. */
  void mishear(UnaryOperator<byte[]> other) {
    request = other;
  }

  /** Sends something else than its answer. */
  void garble(UnaryOperator<byte[]> other) {
    answer = other;
  }

  void answerWith(int other) {
    status = other;
  }

  private byte[] answer(byte[] asked) throws IOException {
    try {
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build("SHA256withECDSA", key.getPrivate(), certificate),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)),
              new ASN1ObjectIdentifier("1.2.3.4"));
      tokens.addCertificates(new JcaCertStore(List.of(certificate)));
      return answer.apply(
          new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId()))
              .generate(
                  new TimeStampRequest(request.apply(asked)),
                  BigInteger.ONE,
                  Date.from(Instant.now()))
              .getEncoded());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static X509Certificate certificate(
      String name,
      KeyPair pair,
      String issuer,
      KeyPair signer,
      boolean root,
      boolean critical,
      KeyPurposeId... purposes)
      throws Exception {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal(issuer),
            BigInteger.valueOf(root ? 1 : 2),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            new X500Principal(name),
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(root));
    if (purposes.length > 0) {
      builder.addExtension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
