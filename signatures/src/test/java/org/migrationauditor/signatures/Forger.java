package org.migrationauditor.signatures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Somebody with a key of their own and every name they like, who knows PDF and CMS well. */
public final class Forger {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final String ROOM = "0".repeat(16_000);

  private final KeyPair key;
  private final X509Certificate certificate;

  private Forger(KeyPair key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** Somebody who has nothing but the key that the program made. */
  public static Forger selfMade() throws Exception {
    KeyPair key = pair();
    String name = "CN=" + CertificateFace.SELF_MADE;
    return new Forger(key, certificate(name, name, key, key, false, ""));
  }

  /** A time-stamping authority that nobody knows. */
  public static Forger clock() throws Exception {
    KeyPair key = pair();
    return new Forger(key, certificate("CN=Famous Clock", "CN=Famous Clock", key, key, true, ""));
  }

  /** Somebody whose certificate says that it was issued by an authority. */
  public static Forger person(KeyPair authority, String issuerAddress) throws Exception {
    KeyPair key = pair();
    return new Forger(
        key, certificate("CN=Data Office", "CN=Ca", key, authority, false, issuerAddress));
  }

  /** A key. */
  public static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  static X509Certificate authority(KeyPair key) throws Exception {
    return certificate("CN=Ca", "CN=Ca", key, key, false, "");
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** A dictionary of a signature. */
  static String dictionary(String type, String format, String range, String hex) {
    return "<< /Type /%s /Filter /Adobe.PPKLite /SubFilter /%s /ByteRange %s /Contents <%s> >>"
        .formatted(type, format, range, hex);
  }

  /** A file to be signed: the update, given the text of its range and the digits. */
  interface Draft {
    byte[] with(String range, String hex) throws Exception;
  }

  /** The structure of the first signature of a file, DER. */
  public static byte[] structure(byte[] pdf) throws Exception {
    return Der.of(SignedRange.all(pdf, new ArrayList<>()).getFirst().hex(pdf));
  }

  /** A small file with the places of a report for signatures, signed as prepared. */
  public byte[] report(String words) throws Exception {
    return signed(PlainPdf.of(words), "prepared");
  }

  /** A file with a signature in a field. */
  public byte[] signed(byte[] pdf, String field) throws Exception {
    return signed(pdf, field, "Sig", "ETSI.CAdES.detached");
  }

  /** A file with a signature in a field that says of which kind it is. */
  byte[] signed(byte[] pdf, String field, String type, String format) throws Exception {
    return signed(
        (range, hex) -> {
          Update update = new Update(pdf);
          int signature = update.free();
          return update
              .set(update.field(field), "V", signature + " 0 R")
              .put(signature, dictionary(type, format, range, hex))
              .bytes();
        });
  }

  /** What {@link #report} made, with a time stamp over all of it. */
  public byte[] stamped(byte[] report, Instant at) throws Exception {
    int field = new Update(report).free();
    String fields = "[4 0 R 5 0 R 6 0 R %d 0 R]".formatted(field);
    return stamped(
        (range, hex) -> {
          Update update = new Update(report);
          return update
              .set(update.root(), "AcroForm", "<< /SigFlags 3 /Fields %s >>".formatted(fields))
              .set(3, "Annots", fields)
              .put(
                  field,
                  "<< /Type /Annot /Subtype /Widget /FT /Sig /T (ts1) /F 132 /P 3 0 R /V %d 0 R /Rect [0 0 0 0] >>"
                      .formatted(field + 1))
              .put(field + 1, dictionary("DocTimeStamp", "ETSI.RFC3161", range, hex))
              .bytes();
        },
        at);
  }

  /** The draft with a signature that fits. */
  byte[] signed(Draft draft) throws Exception {
    return filled(draft, this::signature);
  }

  /** The draft with a time stamp that fits. */
  byte[] stamped(Draft draft, Instant at) throws Exception {
    return filled(draft, content -> token(content, at));
  }

  private interface Maker {
    byte[] of(byte[] content) throws Exception;
  }

  private static byte[] filled(Draft draft, Maker maker) throws Exception {
    String range = "[0 1 2 3]";
    while (true) {
      byte[] pdf = draft.with(range, ROOM);
      int open = new String(pdf, StandardCharsets.ISO_8859_1).lastIndexOf("<" + ROOM);
      int close = open + ROOM.length() + 2;
      String right = "[0 %d %d %d]".formatted(open, close, pdf.length - close);
      if (right.equals(range)) {
        byte[] content = covered(pdf, new SignedRange(open, close, pdf.length));
        byte[] hex =
            HexFormat.of().formatHex(maker.of(content)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, pdf, open + 1, hex.length);
        return pdf;
      }
      range = right;
    }
  }

  private static byte[] covered(byte[] pdf, SignedRange range) throws IOException {
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    new SignedContent(pdf, range).write(covered);
    return covered.toByteArray();
  }

  private byte[] signature(byte[] content) throws Exception {
    ESSCertIDv2 id =
        new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    AttributeTable table =
        new AttributeTable(
            new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id}))));
    CMSAttributeTableGenerator attributes =
        parameters ->
            new DefaultSignedAttributeTableGenerator(table)
                .getAttributes(parameters)
                .remove(CMSAttributes.signingTime)
                .remove(CMSAttributes.cmsAlgorithmProtect);
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(signer(builder().setSignedAttributeGenerator(attributes)));
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    return generator
        .generate(new CMSProcessableByteArray(content), false)
        .toASN1Structure()
        .getEncoded("DER");
  }

  /** A time stamp over some bytes. */
  byte[] token(byte[] content, Instant at) throws Exception {
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            signer(builder()),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
            new ASN1ObjectIdentifier("1.2.3"));
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    TimeStampRequestGenerator question = new TimeStampRequestGenerator();
    question.setCertReq(true);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
    return generator
        .generate(question.generate(TSPAlgorithms.SHA256, digest), BigInteger.ONE, Date.from(at))
        .toCMSSignedData()
        .toASN1Structure()
        .getEncoded("DL");
  }

  private static JcaSignerInfoGeneratorBuilder builder() throws Exception {
    return new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
  }

  private SignerInfoGenerator signer(JcaSignerInfoGeneratorBuilder builder) throws Exception {
    return builder.build(
        new JcaContentSignerBuilder(SIGNATURE).build(key.getPrivate()), certificate);
  }

  private static X509Certificate certificate(
      String name, String issuer, KeyPair key, KeyPair by, boolean clock, String issuerAddress)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(7),
            Date.from(Instant.EPOCH),
            Date.from(Instant.now().plus(Duration.ofDays(365))),
            new X500Name(name),
            key.getPublic());
    if (clock) {
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    } else {
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    }
    if (!issuerAddress.isEmpty()) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              AccessDescription.id_ad_caIssuers,
              new GeneralName(GeneralName.uniformResourceIdentifier, issuerAddress)));
    }
    PrivateKey hand = by.getPrivate();
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(hand)));
  }
}
