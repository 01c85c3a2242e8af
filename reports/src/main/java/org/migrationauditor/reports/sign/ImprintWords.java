package org.migrationauditor.reports.sign;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.migrationauditor.signatures.SignatureField;
import org.migrationauditor.signatures.Signer;

/** What a signature says of itself in its field, in the language of the pages. */
final class ImprintWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean german;

  ImprintWords(Locale language) {
    german = "de".equals(language.getLanguage());
  }

  String title(SignatureField field, Signer signer) {
    return meaning(field) + ": " + commonName(signer.subject());
  }

  List<String> lines(Signer signer, Instant at, String reason) {
    List<String> lines = new ArrayList<>();
    lines.add(
        TIME.format(at) + (german ? ", nach der Uhr dieser Person" : ", by the signer's clock"));
    if (signer.selfMade()) {
      lines.add(
          german
              ? "Selbst erzeugter Schlüssel: Identität nicht bewiesen"
              : "Self-made key: identity not proven");
    }
    if (!reason.isBlank()) {
      lines.add(reason);
    }
    if (lines.size() < 3) {
      lines.add("SHA-256 " + signer.fingerprint().hex().substring(0, 32) + " ...");
    }
    return lines;
  }

  private String meaning(SignatureField field) {
    return switch (field) {
      case PREPARED -> german ? "Erstellt" : "Prepared";
      case REVIEWED -> german ? "Geprüft" : "Reviewed";
      case APPROVED -> german ? "Freigegeben" : "Approved";
    };
  }

  private static String commonName(String subject) {
    try {
      return new LdapName(subject)
          .getRdns().reversed().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              .findFirst()
              .orElse(subject);
    } catch (InvalidNameException e) {
      return subject;
    }
  }
}
