package org.migrationauditor.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** veraPDF, which is nobody's of us. */
public final class Judge {
  private Judge() {}

  /** Rules of a standard that a document breaks. */
  public static List<String> violations(byte[] pdf, PDFAFlavour standard) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    try (VeraPDFFoundry foundry = Foundries.defaultInstance();
        PDFAParser parser = foundry.createParser(new ByteArrayInputStream(pdf), standard);
        PDFAValidator validator = foundry.createValidator(standard, false)) {
      ValidationResult result = validator.validate(parser);
      List<String> found =
          result.getTestAssertions().stream()
              .map(a -> a.getRuleId().getClause() + " " + a.getMessage())
              .distinct()
              .toList();
      assertThat(result.isCompliant()).isEqualTo(found.isEmpty());
      return found;
    }
  }
}
