package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.PdfText;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;

/** Owners' names that are read from right to left. */
class NamesTest {
  private static final String HEBREW = "מרכז רפואי 7";
  private static final String ARABIC = "مستشفى السلام";

  @TempDir Path keys;

  @ParameterizedTest
  @ValueSource(strings = {HEBREW, ARABIC, "מ", "دار الآلام 12"})
  void aPlainNameIsShownAndReadAsItself(String name) throws Exception {
    byte[] pdf = print(name);

    assertThat(Normalizer.normalize(PdfText.page(pdf, 1), Normalizer.Form.NFKC)).contains(name);
    assertThat(PdfText.page(pdf, 1)).doesNotContain("[U+");
    assertThat(StructureText.of(pdf)).contains("Span = " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {HEBREW, ARABIC})
  void theCheckFindsItOnThePages(String name) throws Exception {
    SigningKey key = SigningKey.selfMade(keys);
    byte[] plain = new ReportPrinter(key.signer()).print(report(name));

    ReportCheck check = ReportCheck.of(new ReportSigner().sign(plain, key, Instant.now()).pdf());

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STUDY-\u05D0", // beside letters of another direction
        "\u05D0\u0628", // two scripts
        "\u202E\u05D0", // a hidden override
        "\u05D0-1", // a sign that takes its direction from its neighbours
        "\u05D0  \u05D1", // spaces that nobody can count
        "\u0628\u064E", // a mark that nobody can tell from another
        "\u0661\u05D0", // digits of another script
      })
  void aNameThatCouldBeTakenForAnotherIsSpelledOut(String name) throws Exception {
    String page = PdfText.page(print(name), 1);

    assertThat(page).contains("[U+0");
    assertThat(page.codePoints()).noneMatch(Names::readsFromRight);
  }

  @Test
  void aKeyIsAlwaysSpelledOut() throws Exception {
    IntegrityReport report = Objects.requireNonNull(GoldenReports.all().get("rtl"));

    assertThat(
            PdfText.unwrapped(new ReportPrinter(SigningKey.selfMade(keys).signer()).print(report)))
        .contains("[U+05DE][U+05E8][U+05DB][U+05D6][U+05E8]");
  }

  @Test
  void lettersOfArabicTakeTheFormOfTheirPlace() {
    assertThat(ArabicForms.shaped("\u0628\u0628\u0628")).isEqualTo("\uFE91\uFE92\uFE90");
    assertThat(ArabicForms.shaped("\u0628")).isEqualTo("\uFE8F");
    assertThat(ArabicForms.shaped("\u062F\u0628")).isEqualTo("\uFEA9\uFE8F");
    assertThat(ArabicForms.shaped("\u0628\u0644\u0627")).isEqualTo("\uFE91\uFEFC");
    assertThat(ArabicForms.shaped("\u0644\u0627")).isEqualTo("\uFEFB");
    assertThat(ArabicForms.shaped("abc \u05D0")).isEqualTo("abc \u05D0");
  }

  @Test
  void aLineStandsFromTheLeftAsItIsReadFromTheRight() {
    assertThat(Names.visual("\u05D0\u05D1 12")).isEqualTo("12 \u05D1\u05D0");
    assertThat(Names.visual("Owner \u05D0\u05D1")).isEqualTo("Owner \u05D1\u05D0");
    assertThat(Names.visual("abc 12")).isEqualTo("abc 12");
  }

  private byte[] print(String owner) {
    return new ReportPrinter(SigningKey.selfMade(keys).signer()).print(report(owner));
  }

  private static IntegrityReport report(String owner) {
    IntegrityReport failed = Reports.failed();
    return Reports.of(owner, failed.verdict(), failed.reasons(), failed.comparisons());
  }
}
