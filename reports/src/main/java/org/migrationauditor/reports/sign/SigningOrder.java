package org.migrationauditor.reports.sign;

import java.util.Arrays;
import java.util.List;
import org.migrationauditor.signatures.SignatureField;

/** The order in which people sign: nobody vouches for what is not there yet. */
final class SigningOrder {
  private SigningOrder() {}

  /**
   * Who prepared a report signs first; who reviewed it may be left out, and then never again.
   *
   * @throws SignatureRefusedException if the field may not be signed now
   */
  static void require(ReportFields fields, SignatureField field) {
    String name = field.fieldName();
    if (!fields.printed().contains(field)) {
      throw new SignatureRefusedException(
          "it has no place for a signature '%s'".formatted(name),
          "have it issued again by this version of the program");
    }
    if (fields.signed().contains(field)) {
      throw new SignatureRefusedException(
          "somebody signed as '%s' already".formatted(name),
          "verify-report says who; a report is signed once with each meaning");
    }
    if (field != SignatureField.PREPARED && !fields.signed().contains(SignatureField.PREPARED)) {
      throw new SignatureRefusedException(
          "nobody signed as 'prepared', so there is nothing to be %s".formatted(name),
          "have it issued first");
    }
    List<String> later =
        Arrays.stream(SignatureField.values())
            .filter(other -> other.compareTo(field) > 0 && fields.signed().contains(other))
            .map(SignatureField::fieldName)
            .toList();
    if (!later.isEmpty()) {
      throw new SignatureRefusedException(
          "it was signed as '%s', which comes after '%s'".formatted(later.getFirst(), name),
          "have it issued again and sign in order");
    }
  }
}
