package org.migrationauditor.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.check.Expected;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Items;
import org.migrationauditor.signatures.Cos.Ref;

/** Changes that leave each signature valid, made by somebody without the signer's key. */
class ShadowAttackTest {
  private static final String OTHER_WORDS = "BT /F1 40 Tf 60 600 Td (Verdict: PASSED) Tj ET";
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

  @TempDir static Path folder;
  private static byte[] issued;
  private static Expected expected;

  @BeforeAll
  static void issue() {
    SigningKey operator = SigningKey.selfMade(folder);
    byte[] plain = new ReportPrinter(operator.signer()).print(Reports.failed());
    issued = new ReportSigner().sign(plain, operator, Instant.now()).pdf();
    expected = new Expected(Set.of(operator.fingerprint()), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<< /Type %d 0 R >>",
        "<< /VRI << /A << /Type %d 0 R >> >> >>",
        "<< /VRI << /Type %d 0 R >> >>",
        "<< /VRI << /A << /TU %d 0 R >> >> >>",
        "<< /VRI %d 0 R >>",
        "%d 0 R"
      })
  void whatIsHeardOfCertificatesLendsNoObjectForTheNextUpdate(String heard) throws Exception {
    for (int lent : List.of(pageContents(), new Update(issued).typed("EmbeddedFile"))) {
      Update first = new Update(issued);
      byte[] once = first.set(first.root(), "DSS", heard.formatted(lent)).bytes();

      assertFails(once, "what was heard of certificates holds something else");
      assertFails(new Update(once).putStream(lent, OTHER_WORDS).bytes(), "was replaced");
    }
  }

  @Test
  void theListOfFieldsIsNotMovedOntoWhatWasSigned() throws Exception {
    Update update = new Update(issued);
    Map<String, Cos> form = new TreeMap<>(update.now().form().entries());
    String fields = Update.text(new Items(update.now().items(form.get("Fields"))));
    form.put("Fields", new Ref(pageContents()));
    update.put(pageContents(), fields).set(update.root(), "DSS", "<< >>");

    assertFails(withForm(update, Update.text(new Dict(form))), "what page 1 shows was replaced");
  }

  @Test
  void theListOfAnnotationsIsNotMovedOntoWhatWasSigned() throws Exception {
    Update update = new Update(issued);
    int page = update.now().pages().getLast();
    String annotations =
        Update.text(new Items(update.now().items(update.now().dict(new Ref(page)).get("Annots"))));
    update
        .put(pageContents(), annotations)
        .set(page, "Annots", pageContents() + " 0 R")
        .set(update.root(), "DSS", "<< >>");

    assertFails(update.bytes(), "what page 1 shows was replaced");
  }

  @Test
  void theFormIsNotMovedOntoWhatWasSigned() throws Exception {
    Update update = new Update(issued);
    Map<String, Cos> catalog = new TreeMap<>(update.now().catalog().entries());
    catalog.put("AcroForm", new Ref(pageContents()));
    catalog.put("DSS", new Dict(Map.of()));
    update
        .put(pageContents(), Update.text(update.now().form()))
        .put(update.root(), Update.text(new Dict(catalog)));

    assertFails(update.bytes(), "what page 1 shows was replaced");
  }

  @Test
  void aFieldThatIsNoObjectOfItsOwnIsSeen() throws Exception {
    for (String more : List.of("<< /FT /Tx /T (note) /V (hidden) >>", "(hidden)", "null")) {
      assertFails(withMoreFields(more), "the order of the form fields");
    }
  }

  @Test
  void aFieldThatIsListedTwiceIsSeen() throws Exception {
    String again = new Update(issued).field("prepared") + " 0 R";

    assertFails(withMoreFields(again), "the order of the form fields");
  }

  @Test
  void aTrailerThatHidesObjectsIsSeen() throws Exception {
    Update update = new Update(issued);
    byte[] pdf = update.set(update.root(), "DSS", "<< >>").bytes();
    String text = text(pdf);
    int size = text.lastIndexOf("/Size ");

    assertFails(
        bytes(text.substring(0, size) + text.substring(size).replaceFirst("\\d+", "9")),
        "the trailer: Size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s (more words than before)]", "[%s 1 0 R]", "[%s %1$s (a)]", "[]"})
  void aDocumentsIdHoldsNoWords(String id) throws Exception {
    Update update = new Update(issued);
    String text = text(update.set(update.root(), "DSS", "<< >>").bytes());
    Cos first = update.now().items(update.now().trailer().get("ID")).getFirst();
    int place = text.lastIndexOf("/ID ");
    String end = text.substring(place).replaceFirst("\\[.*?]", id.formatted(Update.text(first)));

    assertFails(bytes(text.substring(0, place) + end), "the document's id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<< /A (words) >>", "<< /A << /B (words) >> >>", "<< /A << >> >>"})
  void theTableOfExtensionsHoldsNoWords(String table) throws Exception {
    Update update = new Update(issued);

    assertFails(
        update.set(update.root(), "Extensions", table + " /DSS << >>").bytes(),
        "the catalogue: Extensions");
  }

  @Test
  void aTimeStampShowsNothing() throws Exception {
    String page = "/Rect [0 0 595 842]";
    String nowhere = "/Rect [0 0 0 0]";
    String look = " /AP << /N %d 0 R >>".formatted(new Update(issued).free() + 2);

    assertFails(stamped(page + look, OTHER_WORDS), "shows something");
    assertFails(stamped(nowhere + look, OTHER_WORDS), "shows something");
    assertFails(stamped(page, ""), "shows something");
  }

  @Test
  void aTimeStampIsNotPutOntoWhatWasSigned() throws Exception {
    byte[] pdf =
        Forger.clock()
            .stamped(
                (range, hex) -> stamp(pageContents(), "/Rect [0 0 0 0]", "", range, hex), now());

    assertFails(pdf, "was replaced");
  }

  @Test
  void aForgedTimeStampIsNoFact() throws Exception {
    byte[] young = stamped("/Rect [0 0 0 0]", "", now());
    byte[] old = stamped("/Rect [0 0 0 0]", "", LONG_AGO);

    assertThat(ReportCheck.of(young, expected).checks())
        .filteredOn(check -> check.what().equals("time stamp"))
        .singleElement()
        .satisfies(check -> assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE))
        .satisfies(check -> assertThat(check.sentence()).contains("'CN=Famous Clock' claims"));
    assertFails(old, "2000-01-01T00:00:00Z, and it was not there then");
  }

  @Test
  void aStampInsideTheSignatureIsNobodysWord() throws Exception {
    CMSSignedData cms = new CMSSignedData(structure());
    SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
    byte[] token = Forger.clock().token(signer.getSignature(), LONG_AGO);
    AttributeTable stamp =
        new AttributeTable(
            new DERSet(
                new Attribute(
                    PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                    new DERSet(ASN1Primitive.fromByteArray(token)))));
    CMSSignedData forged =
        CMSSignedData.replaceSigners(
            cms,
            new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(signer, stamp)));

    assertVerdict(
        withStructure(forged.toASN1Structure().getEncoded(ASN1Encoding.DL)),
        Verdict.INDETERMINATE,
        "it carries something that nobody signed");
  }

  @Test
  void aCertificateOfAnotherFormatIsNobodysWord() throws Exception {
    SignedData data =
        SignedData.getInstance(new CMSSignedData(structure()).toASN1Structure().getContent());
    ASN1EncodableVector certificates = new ASN1EncodableVector();
    data.getCertificates().forEach(certificates::add);
    certificates.add(
        new DERTaggedObject(
            false,
            3,
            new DERSequence(
                new ASN1Encodable[] {
                  new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("hidden words")
                })));
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new ASN1Integer(1));
    ASN1Sequence forged =
        (ASN1Sequence)
            new SignedData(
                    data.getDigestAlgorithms(),
                    data.getEncapContentInfo(),
                    new DLSet(certificates),
                    null,
                    data.getSignerInfos())
                .toASN1Primitive();
    for (int i = 1; i < forged.size(); i++) {
      parts.add(forged.getObjectAt(i));
    }
    ASN1Encodable content = new DLTaggedObject(true, 0, new DLSequence(parts));

    assertVerdict(
        withStructure(
            new DLSequence(new ASN1Encodable[] {CMSObjectIdentifiers.signedData, content})
                .getEncoded(ASN1Encoding.DL)),
        Verdict.INDETERMINATE,
        "it carries something that nobody signed");
  }

  @ParameterizedTest
  @CsvSource({"Foo, ETSI.CAdES.detached", "Sig, ETSI.RFC3161", "Sig, Foo.bar"})
  void aSignatureOfAnotherKindThanReportsHaveIsNone(String type, String format) throws Exception {
    KeyPair authority = Forger.pair();
    Forger office = Forger.person(authority, "");
    byte[] pdf = preparedBy(office, type, format);

    assertVerdict(pdf, Verdict.FAILED, "of a kind that no report holds", Expected.NOTHING);
  }

  @Test
  void aStrangersSignatureHasAnAnswerAndNobodyIsAsked() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });
    server.start();
    try {
      KeyPair authority = Forger.pair();
      Forger office =
          Forger.person(authority, "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
      byte[] pdf = preparedBy(office, "Sig", "ETSI.CAdES.detached");
      Expected trust = new Expected(Set.of(), List.of(Forger.authority(Forger.pair())));

      ReportCheck check = ReportCheck.of(pdf, trust);

      assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.INDETERMINATE);
      assertThat(check.checks()).anyMatch(one -> one.what().equals("trust"));
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void manySignaturesAreNotLookedThrough() {
    byte[] pdf = bytes(text(issued) + "/ByteRange [0 1 3 1]<>x".repeat(20));

    assertVerdict(pdf, Verdict.INDETERMINATE, "more than 16 signatures");
  }

  @Test
  void aCertificateThatIsListedAgainAndAgainIsReadOnce() throws Exception {
    Update update = new Update(issued);
    int certificate = update.free();
    byte[] der = Forger.clock().certificate().getEncoded();
    update.putStream(certificate, text(der));
    byte[] pdf =
        update
            .set(
                update.root(),
                "DSS",
                "<< /Certs [%s] >>".formatted((certificate + " 0 R ").repeat(200_000)))
            .bytes();

    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertVerdict(pdf, Verdict.PASSED, "heard of certificates"));
  }

  /** A report that somebody prepared whose signature says that it is of some kind. */
  private static byte[] preparedBy(Forger office, String type, String format) throws Exception {
    byte[] plain =
        new ReportPrinter(CertificateFace.of(office.certificate())).print(Reports.failed());
    return office.signed(plain, "prepared", type, format);
  }

  private static Instant now() {
    return Instant.now();
  }

  private static int pageContents() throws CosException {
    Update update = new Update(issued);
    Cos contents = update.now().dict(new Ref(update.now().pages().getFirst())).get("Contents");
    return Update.number(
        contents instanceof Ref ? contents : update.now().items(contents).getFirst());
  }

  private static byte[] withMoreFields(String more) throws CosException {
    Update update = new Update(issued);
    Map<String, Cos> form = new TreeMap<>(update.now().form().entries());
    String fields = Update.text(new Items(update.now().items(form.remove("Fields"))));
    String rest = Update.text(new Dict(form));
    update.set(update.root(), "DSS", "<< >>");
    return withForm(
        update,
        rest.replaceFirst(
            "<<", "<< /Fields %s %s]".formatted(fields.substring(0, fields.length() - 1), more)));
  }

  /** The update with another form; also if it already changes the catalogue. */
  private static byte[] withForm(Update update, String form) {
    if (update.now().catalog().get("AcroForm") instanceof Ref ref) {
      return update.put(ref.number(), form).bytes();
    }
    Map<String, Cos> catalog = new TreeMap<>(update.now().catalog().entries());
    catalog.remove("AcroForm");
    catalog.put("DSS", new Dict(Map.of()));
    String rest = Update.text(new Dict(catalog));
    return update.put(update.root(), rest.replaceFirst("<<", "<< /AcroForm " + form)).bytes();
  }

  private static byte[] stamped(String shown, String drawn) throws Exception {
    return stamped(shown, drawn, now());
  }

  private static byte[] stamped(String shown, String drawn, Instant at) throws Exception {
    int field = new Update(issued).free();
    return Forger.clock().stamped((range, hex) -> stamp(field, shown, drawn, range, hex), at);
  }

  private static byte[] stamp(int field, String shown, String drawn, String range, String hex)
      throws CosException {
    Update update = new Update(issued);
    int page = update.now().pages().getFirst();
    int free = update.free();
    Map<String, Cos> now = update.now().dict(new Ref(page)).entries();
    List<Cos> annotations = new ArrayList<>(update.now().items(now.get("Annots")));
    annotations.add(new Ref(field));
    update.set(page, "Annots", Update.text(new Items(annotations)));
    update.put(
        field,
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (ts1) /F 132 /P %d 0 R /V %d 0 R %s >>"
            .formatted(page, free + 1, shown));
    update.put(free + 1, Forger.dictionary("DocTimeStamp", "ETSI.RFC3161", range, hex));
    if (!drawn.isEmpty()) {
      update.put(
          free + 2,
          "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length %d >>\nstream\n%s\nendstream"
              .formatted(drawn.length(), drawn));
    }
    Map<String, Cos> form = new TreeMap<>(update.now().form().entries());
    List<Cos> fields = new ArrayList<>(update.now().items(form.get("Fields")));
    fields.add(new Ref(field));
    form.put("Fields", new Items(fields));
    if (update.now().catalog().get("AcroForm") instanceof Ref ref) {
      return update.put(ref.number(), Update.text(new Dict(form))).bytes();
    }
    return update.set(update.root(), "AcroForm", Update.text(new Dict(form))).bytes();
  }

  private static byte[] structure() throws Exception {
    return Forger.structure(issued);
  }

  private static SignedRange range() {
    return SignedRange.all(issued, new ArrayList<>()).getFirst();
  }

  private static byte[] withStructure(byte[] der) {
    byte[] pdf = issued.clone();
    String old = range().hex(pdf);
    String hex = HexFormat.of().formatHex(der);
    hex = old.equals(old.toUpperCase(Locale.ROOT)) ? hex.toUpperCase(Locale.ROOT) : hex;
    byte[] digits = bytes(hex + "0".repeat(old.length() - hex.length()));
    System.arraycopy(digits, 0, pdf, range().open() + 1, digits.length);
    return pdf;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void assertFails(byte[] pdf, String saying) {
    assertVerdict(pdf, Verdict.FAILED, saying);
  }

  private static void assertVerdict(byte[] pdf, Verdict verdict, String saying) {
    assertVerdict(pdf, verdict, saying, expected);
  }

  private static void assertVerdict(byte[] pdf, Verdict verdict, String saying, Expected who) {
    ReportCheck check = ReportCheck.of(pdf, who);

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(verdict);
    assertThat(check.checks())
        .anyMatch(each -> each.verdict() == verdict && each.sentence().contains(saying), saying);
  }
}
