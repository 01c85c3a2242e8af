package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.PdfText;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.reports.print.Style.Face;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;

/** Names in Chinese, Japanese and Korean, with this machine's font (fonts-wqy-microhei). */
class EastAsianTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"北京协和医院 2", "がん研有明病院・ハートセンター", "佐々木病院", "서울대학교병원", "STUDY 北京"})
  void aNameIsShownAsItIsWritten(String name) throws Exception {
    byte[] pdf = print(name, new FontFiles());

    assertThat(PdfText.page(pdf, 1)).contains(name).doesNotContain("[U+");
    assertThat(PdfText.page(pdf, 2)).as("running head").contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "がん研有明病院, [ja]",
    "ハートセンター 2, [ja]",
    "서울대학교병원, [ko]",
    "北京协和医院, ''", // Han alone may be Chinese or Japanese
    "Clinic ハート, ''",
  })
  void aNameIsReadInItsLanguageIfItsLettersSayWhich(String name, String language) throws Exception {
    String head = language.isEmpty() ? "P Scope " + name : "Span " + language + " " + name;

    assertThat(StructureText.of(print(name, new FontFiles()))).contains(head);
  }

  @ParameterizedTest
  @CsvSource({
    "𠮷野, [U+20BB7]野", // outside the font
    "人口, 人口",
    "⼈, [U+2F08]", // a radical that looks like a letter
    "ﾊﾝ, [U+FF8A][U+FF9D]", // compatible with others
    "Ａ病院, [U+FF21]病院",
    "か゚, か[U+309A]", // a mark of its own
    "\u1112\u1161\u11AB, [U+1112][U+1161][U+11AB]", // not one syllable
    "東\u3000京, 東[U+3000]京",
    "東\u3164京, 東[U+3164]京", // a letter that nobody sees
    "東\u202E京, 東[U+202E]京",
    "PROTー1, PROT[U+30FC]1",
    "PROT一1, PROT[U+4E00]1",
    "PROT丨1 第一, PROT[U+4E28]1 第一",
    "二十, [U+4E8C][U+5341]",
    "一二三, 一二三",
    "ㄍㄧ, [U+310D][U+3127]",
  })
  void whatCouldBeTakenForAnotherIsSpelled(String name, String shown) throws Exception {
    assertThat(PdfText.page(print(name, new FontFiles()), 1)).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"北京协和医院 2", "がん研有明病院・ハートセンター", "서울대학교병원"})
  void theCheckFindsItWhetherOrNotThePrintingMachineHadTheFont(String name) throws Exception {
    for (FontFiles fonts : List.of(new FontFiles(), none())) {
      SigningKey key = SigningKey.selfMade(folder);
      byte[] plain = new ReportPrinter(key.signer(), fonts).print(report(name));

      ReportCheck check = ReportCheck.of(new ReportSigner().sign(plain, key, Instant.now()).pdf());

      assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void theCheckReadsTheSameFromEither() {
    assertThat(PrintedClaims.folded("東京 [U+4EAC]")).isEqualTo("[U+6771][U+4EAC][U+4EAC]");
    assertThat(PrintedClaims.folded("東京")).isNotEqualTo(PrintedClaims.folded("東亰"));
  }

  @Test
  void theSameFontsGiveTheSameBytes() {
    assertThat(print("서울 東京", new FontFiles())).isEqualTo(print("서울 東京", new FontFiles()));
    assertThat(print("東京", none())).isEqualTo(print("東京", none()));
  }

  @Test
  void whatIsLackingIsSaidOnlyIfItWasMissed() {
    ReportPrinter printer = new ReportPrinter(SigningKey.selfMade(folder).signer(), none());
    printer.print(Reports.failed());
    assertThat(printer.lacking()).isEmpty();

    printer.print(report("東京"));

    assertThat(printer.lacking().orElseThrow())
        .contains("no-such-font': is not there", "apt-get install fonts-wqy-microhei");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ttcf", "no font at all"})
  void aBrokenFontIsNoFont(String content) throws Exception {
    FontFiles broken = new FontFiles(Files.writeString(folder.resolve("broken.ttc"), content));

    assertThat(PdfText.page(print("東京", broken), 1)).contains("[U+6771][U+4EAC]");
    assertThat(broken.lacking().orElseThrow()).contains("cannot be read as a font");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 4_000_000})
  void aFontThatWasCutShortIsNoFont(int missing) throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"));
    byte[] left = Arrays.copyOf(whole, whole.length - missing);
    FontFiles cut = new FontFiles(Files.write(folder.resolve("cut.ttc"), left));

    assertThat(PdfText.page(print("東京", cut), 1)).contains("[U+6771][U+4EAC]");
    assertThat(cut.lacking().orElseThrow()).contains("apt-get install");
  }

  @Test
  void linesBreakBetweenLettersButNotBeforeAMarkOfLength() throws IOException {
    try (PDDocument document = new PDDocument()) {
      FontFiles fonts = new FontFiles();
      LineBreaker breaker =
          new LineBreaker(
              new Typeface(document, fonts, Face.REGULAR, new EastAsianFont(document, fonts)));

      assertThat(breaker.lines("東京大学病院", 41, 10)).containsExactly("東京大学", "病院");
      assertThat(breaker.lines("STUDY 東京大学病院", 61, 10)).containsExactly("STUDY 東京", "大学病院");
      assertThat(breaker.lines("ああああー", 41, 10)).containsExactly("あああ", "あー");
    }
  }

  private byte[] print(String owner, FontFiles fonts) {
    return new ReportPrinter(SigningKey.selfMade(folder).signer(), fonts).print(report(owner));
  }

  private static FontFiles none() {
    return new FontFiles(Path.of("no-such-font"));
  }

  private static IntegrityReport report(String owner) {
    IntegrityReport failed = Reports.failed();
    return Reports.of(owner, failed.verdict(), failed.reasons(), failed.comparisons());
  }
}
