package org.migrationauditor.reports.print;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.migrationauditor.messages.ContentDigest;

/** What makes a PDF one for archives (ISO 19005-3, level U), besides its pages. */
final class ArchivePdf {
  private static final String PRODUCER = PrintedClaims.LAYOUT;

  private final PDDocument document;
  private final Instant time;

  /**
   * @param time that the document says it was made at; no clock is asked
   */
  ArchivePdf(PDDocument document, Instant time) {
    this.document = document;
    this.time = time;
  }

  /** Title, time, colour profile and a document id that depends on nothing but the evidence. */
  void describe(String title, String language, byte[] evidence) throws IOException {
    document.setVersion(1.7f);
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    catalog.setLanguage(language);
    PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setProducer(PRODUCER);
    information.setCreationDate(calendar());
    information.setModificationDate(calendar());
    document.setDocumentInformation(information);
    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(xmp(title).getBytes(StandardCharsets.UTF_8));
    catalog.setMetadata(metadata);
    catalog.addOutputIntent(colours());
    byte[] id = Arrays.copyOf(ContentDigest.over(evidence).bytes(), 16);
    document.getDocument().setDocumentID(twice(new COSString(id)));
  }

  private PDOutputIntent colours() throws IOException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
    intent.setInfo("sRGB IEC61966-2.1");
    intent.setOutputCondition("sRGB IEC61966-2.1");
    intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
    intent.setRegistryName("http://www.color.org");
    return intent;
  }

  private String xmp(String title) {
    return """
    <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
            xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
            xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
            xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
          <pdfaid:part>3</pdfaid:part>
          <pdfaid:conformance>U</pdfaid:conformance>
          <pdfuaid:part>1</pdfuaid:part>
          <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
          <pdf:Producer>%s</pdf:Producer>
          <xmp:CreateDate>%s</xmp:CreateDate>
          <xmp:ModifyDate>%s</xmp:ModifyDate>
          <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
              <pdfaProperty:name>part</pdfaProperty:name>
              <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
              <pdfaProperty:category>internal</pdfaProperty:category>
              <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
          </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
      </rdf:RDF>
    </x:xmpmeta>
    <?xpacket end="r"?>\
    """
        .formatted(escaped(title), PRODUCER, seconds(), seconds());
  }

  private String seconds() {
    return Instant.ofEpochSecond(time.getEpochSecond()).toString();
  }

  private GregorianCalendar calendar() {
    return calendar(time);
  }

  /** A time as PDF has it, to the second. */
  static GregorianCalendar calendar(Instant time) {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
    calendar.setTimeInMillis(time.getEpochSecond() * 1000);
    return calendar;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static COSArray twice(COSString id) {
    COSArray ids = new COSArray();
    ids.add(id);
    ids.add(id);
    return ids;
  }
}
