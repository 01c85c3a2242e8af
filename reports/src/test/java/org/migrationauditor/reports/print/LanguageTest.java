package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.reports.PdfText;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.signatures.Signer;

class LanguageTest {
  private static final Signer SIGNER = new Signer("CN=Marie Curie", Reports.digest(21), false);
  private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

  static List<IntegrityReport> reports() {
    return List.of(Reports.passed(), Reports.failed(), Reports.indeterminate(), Reports.empty());
  }

  /** A word that is neither German nor from the record would be one that a section brought. */
  @ParameterizedTest
  @MethodSource("reports")
  void everyWordIsOfTheLanguageOrOfTheRecord(IntegrityReport report) throws IOException {
    IntegrityReport german = Reports.in(ReportLanguage.DE, report);
    Set<String> known =
        new TreeSet<>(List.of("SHA", "KiB", "MiB", "GiB", "B", "UTC", "U", "E", "FAILED"));
    Words words = Words.of(ReportLanguage.DE);
    words.keys().forEach(key -> known.addAll(letters(words.pattern(key))));
    Words codes = Words.ofCodes(ReportLanguage.DE);
    codes.keys().forEach(key -> known.addAll(letters(codes.pattern(key))));
    known.addAll(letters(new String(new AttachedEvidence().json(german), StandardCharsets.UTF_8)));
    known.addAll(letters(SIGNER.toString() + PrintedClaims.LAYOUT));

    byte[] pdf = new ReportPrinter(SIGNER).print(german);

    Set<String> strange = letters(PdfText.of(pdf).replaceAll("[0-9a-f]{6,}", ""));
    strange.removeAll(known);
    strange.removeIf(word -> word.length() <= 6 && word.matches("[a-f]+|[A-Za-z]{1,2}"));
    assertThat(strange).allMatch(word -> isPartOf(word, known), "part of a word that was broken");
  }

  @Test
  void theDocumentSaysWhichLanguageItIsIn() throws IOException {
    byte[] pdf = new ReportPrinter(SIGNER).print(Reports.in(ReportLanguage.DE, Reports.failed()));

    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("de");
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo("Bericht zur Datenintegrität " + Reports.ID);
    }
    assertThat(StructureText.of(pdf))
        .contains("P [en] 524,288 bytes before, nothing after")
        .contains("H2 3. Welche Unterschiede sind nicht erklärt?");
    assertThat(StructureText.of(new ReportPrinter(SIGNER).print(Reports.failed())))
        .doesNotContain("[en]");
  }

  private static boolean isPartOf(String word, Set<String> known) {
    return known.stream().anyMatch(whole -> whole.startsWith(word) || whole.endsWith(word));
  }

  private static Set<String> letters(String text) {
    return LETTERS
        .matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
