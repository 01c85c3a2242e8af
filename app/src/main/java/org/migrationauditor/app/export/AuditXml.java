package org.migrationauditor.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.migrationauditor.app.export.AuditMessage.Participant;
import org.migrationauditor.app.export.AuditMessage.Subject;

/** An audit message as XML on one line, by the schema of DICOM PS3.15 A.5.1. */
final class AuditXml {
  private static final String APPLICATION_SERVER = "4";
  private static final String MACHINE_NAME = "1";
  private static final String SYSTEM_OBJECT = "2";
  private static final String SECURITY_RESOURCE = "13";
  private static final int REPLACEMENT = 0xFFFD;

  private final XMLStreamWriter xml;

  private AuditXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(AuditMessage message) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new AuditXml(xml).write(message);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a message that is no XML", e);
    }
    return text.toString();
  }

  private void write(AuditMessage message) throws XMLStreamException {
    xml.writeStartElement("AuditMessage");
    xml.writeStartElement("EventIdentification");
    attribute("EventActionCode", message.action());
    attribute("EventDateTime", message.at());
    attribute("EventOutcomeIndicator", message.outcome().code());
    code("EventID", message.event());
    if (message.type() != null) {
      code("EventTypeCode", message.type());
    }
    xml.writeEndElement();
    for (Participant participant : message.participants()) {
      write(participant);
    }
    xml.writeStartElement("AuditSourceIdentification");
    attribute("AuditSourceID", message.source());
    xml.writeEmptyElement("AuditSourceTypeCode");
    attribute("csd-code", APPLICATION_SERVER);
    xml.writeEndElement();
    if (message.object() != null) {
      write(message.object());
    }
    xml.writeEndElement();
  }

  private void write(Participant participant) throws XMLStreamException {
    xml.writeStartElement("ActiveParticipant");
    attribute("UserID", participant.userId());
    attribute("UserIsRequestor", String.valueOf(participant.requestor()));
    if (!participant.host().isEmpty()) {
      attribute("NetworkAccessPointID", participant.host());
      attribute("NetworkAccessPointTypeCode", MACHINE_NAME);
    }
    if (participant.role() != null) {
      code("RoleIDCode", participant.role());
    }
    xml.writeEndElement();
  }

  private void write(Subject subject) throws XMLStreamException {
    xml.writeStartElement("ParticipantObjectIdentification");
    attribute("ParticipantObjectID", subject.id());
    attribute("ParticipantObjectTypeCode", SYSTEM_OBJECT);
    attribute("ParticipantObjectTypeCodeRole", SECURITY_RESOURCE);
    code("ParticipantObjectIDTypeCode", subject.kind());
    xml.writeStartElement("ParticipantObjectName");
    xml.writeCharacters(printable(subject.name()));
    xml.writeEndElement();
    if (subject.detail() != null) {
      xml.writeEmptyElement("ParticipantObjectDetail");
      attribute("type", subject.detail().type());
      attribute(
          "value", Base64.getEncoder().encodeToString(subject.detail().value().getBytes(UTF_8)));
    }
    xml.writeEndElement();
  }

  private void code(String element, AuditCode code) throws XMLStreamException {
    xml.writeEmptyElement(element);
    attribute("csd-code", code.code());
    attribute("codeSystemName", code.system());
    attribute("originalText", code.words());
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  /** What XML has no place for, and what would end the line, is replaced. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || (c & 0xFFFE) == 0xFFFE
                    ? REPLACEMENT
                    : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
