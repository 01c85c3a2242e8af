package org.migrationauditor.reports;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A small public-key infrastructure on a port of this machine: a root, who answers for what it
 * issued (OCSP and CRL), and a time-stamping authority.
 */
public final class Authorities implements AutoCloseable {
  private static final String SIGNATURE = "SHA256withECDSA";

  private final HttpServer server;
  private final KeyPair rootKey = pair();
  private final X509Certificate root;
  private final KeyPair clockKey = pair();
  private final X509Certificate clock;
  private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private int serial = 1;

  public Authorities() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    root = certificate("CN=Ministry of Keys", rootKey.getPublic(), Kind.ROOT);
    clock = certificate("CN=Town Clock", clockKey.getPublic(), Kind.CLOCK);
    serve("/tsa", this::stamp);
    serve("/ocsp", this::status);
    serve("/crl", body -> crl());
    server.start();
  }

  private enum Kind {
    ROOT,
    CLOCK,
    PERSON_WITH_OCSP,
    PERSON_WITH_CRL
  }

  public X509Certificate root() {
    return root;
  }

  public String rootAsPem() throws IOException {
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter out = new JcaPEMWriter(pem)) {
      out.writeObject(root);
    }
    return pem.toString();
  }

  public String clockAddress() {
    return address("/tsa");
  }

  /** A PKCS#12 file of a person whose certificate names who answers for it over OCSP. */
  public Path person(Path folder, String name) throws Exception {
    return person(folder, name, Kind.PERSON_WITH_OCSP);
  }

  /** A PKCS#12 file of a person whose certificate names a list of those revoked. */
  public Path personOnList(Path folder, String name) throws Exception {
    return person(folder, name, Kind.PERSON_WITH_CRL);
  }

  private Path person(Path folder, String name, Kind kind) throws Exception {
    KeyPair key = pair();
    X509Certificate certificate = certificate("CN=" + name, key.getPublic(), kind);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "signer", key.getPrivate(), Keys.password(), new Certificate[] {certificate, root});
    Path file = folder.resolve(name.replace(' ', '-') + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, Keys.password());
    }
    return file;
  }

  public void revokeAllPersons() {
    for (int each = 3; each <= serial; each++) {
      revoked.add(BigInteger.valueOf(each));
    }
  }

  /** Has one of {@code /tsa}, {@code /ocsp}, {@code /crl} answer no more. */
  public void silence(String path) {
    silent.add(path);
  }

  /** Which of them were asked. */
  public Set<String> asked() {
    return asked;
  }

  private interface Answer {
    byte[] to(byte[] question) throws Exception;
  }

  private void serve(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          asked.add(path);
          try (exchange) {
            byte[] body = answer.to(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(silent.contains(path) ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
          } catch (IOException e) {
            throw e;
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
  }

  private byte[] stamp(byte[] question) throws Exception {
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build(SIGNATURE, clockKey.getPrivate(), clock),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)),
            new ASN1ObjectIdentifier("1.2.3.4"));
    tokens.addCertificates(new JcaCertStore(List.of(clock)));
    return new TimeStampResponseGenerator(
            tokens,
            Set.of(
                TSPAlgorithms.SHA256.getId(),
                TSPAlgorithms.SHA384.getId(),
                TSPAlgorithms.SHA512.getId()))
        .generate(new TimeStampRequest(question), BigInteger.ONE, Date.from(Instant.now()))
        .getEncoded();
  }

  private byte[] status(byte[] question) throws Exception {
    OCSPReq request = new OCSPReq(question);
    BasicOCSPRespBuilder answers =
        new BasicOCSPRespBuilder(
            new RespID(new X509CertificateHolder(root.getEncoded()).getSubject()));
    Instant now = Instant.now();
    for (Req each : request.getRequestList()) {
      CertificateStatus status =
          revoked.contains(each.getCertID().getSerialNumber())
              ? new RevokedStatus(
                  Date.from(now.minus(Duration.ofHours(1))), CRLReason.keyCompromise)
              : CertificateStatus.GOOD;
      answers.addResponse(
          each.getCertID(), status, Date.from(now), Date.from(now.plus(Duration.ofDays(1))), null);
    }
    Extension nonce = request.getExtension(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.2"));
    if (nonce != null) {
      answers.setResponseExtensions(new org.bouncycastle.asn1.x509.Extensions(nonce));
    }
    return new OCSPRespBuilder()
        .build(
            OCSPRespBuilder.SUCCESSFUL,
            answers.build(
                signer(),
                new X509CertificateHolder[] {new X509CertificateHolder(root.getEncoded())},
                Date.from(now)))
        .getEncoded();
  }

  private byte[] crl() throws Exception {
    Instant now = Instant.now();
    JcaX509v2CRLBuilder list =
        new JcaX509v2CRLBuilder(root.getSubjectX500Principal(), Date.from(now));
    list.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
    revoked.forEach(
        each ->
            list.addCRLEntry(
                each, Date.from(now.minus(Duration.ofHours(1))), CRLReason.keyCompromise));
    list.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
    return list.build(signer()).getEncoded();
  }

  private ContentSigner signer() throws Exception {
    return new JcaContentSignerBuilder(SIGNATURE).build(rootKey.getPrivate());
  }

  private X509Certificate certificate(String name, PublicKey key, Kind kind) throws Exception {
    Instant now = Instant.now();
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal("CN=Ministry of Keys"),
            BigInteger.valueOf(serial++),
            Date.from(now.minus(Duration.ofDays(2))),
            Date.from(now.plus(Duration.ofDays(700))),
            new X500Principal(name),
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(kind == Kind.ROOT));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            kind == Kind.ROOT
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature
                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(rootKey.getPublic()));
    if (kind == Kind.CLOCK) {
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }
    if (kind == Kind.PERSON_WITH_OCSP || kind == Kind.CLOCK) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              new AccessDescription(AccessDescription.id_ad_ocsp, uri("/ocsp"))));
    }
    if (kind == Kind.PERSON_WITH_CRL || kind == Kind.CLOCK) {
      builder.addExtension(
          Extension.cRLDistributionPoints,
          false,
          new CRLDistPoint(
              new DistributionPoint[] {
                new DistributionPoint(
                    new DistributionPointName(new GeneralNames(uri("/crl"))), null, null)
              }));
    }
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
  }

  private GeneralName uri(String path) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, address(path));
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
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
