package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.signatures.SignatureField;

class WordsTest {
  private static final Path SOURCES = Path.of("src/main/java/org/migrationauditor/reports/print");
  private static final Pattern QUOTED_KEY = Pattern.compile("\"([a-z]+[A-Za-z]*(?:\\.\\w+)+)\"");
  private static final Pattern PLACE = Pattern.compile("%(?:\\d\\$)?s");

  @ParameterizedTest
  @EnumSource(ReportLanguage.class)
  void everyLanguageHasTheSameKeys(ReportLanguage language) {
    assertThat(Words.of(language).keys()).isEqualTo(Words.of(ReportLanguage.EN).keys());
  }

  @ParameterizedTest
  @EnumSource(ReportLanguage.class)
  void everyLanguageHasTheSamePlacesForValues(ReportLanguage language) {
    Words english = Words.of(ReportLanguage.EN);
    Words other = Words.of(language);

    assertThat(english.keys())
        .allSatisfy(key -> assertThat(places(other, key)).as(key).isEqualTo(places(english, key)));
  }

  @ParameterizedTest
  @EnumSource(ReportLanguage.class)
  void everyCodeHasAWord(ReportLanguage language) {
    Wording wording = Wording.of(language);

    codes()
        .forEach(
            (kind, codes) ->
                assertThat(codes)
                    .allSatisfy(code -> assertThat(wording.word(kind, code)).isNotBlank()));
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void everyFindingCodeIsExplainedInGerman(FindingCode code) {
    Wording german = Wording.of(ReportLanguage.DE);

    assertThat(german.meaning(code)).isNotEqualTo(code.meaning()).endsWith(".");
    assertThat(german.remedy(code)).isNotEqualTo(code.remedy()).endsWith(".");
    assertThat(Words.ofCodes(ReportLanguage.DE).keys()).hasSize(2 * FindingCode.values().length);
  }

  @Test
  void everyKeyThatTheSectionsNameIsThere() throws IOException {
    assertThat(Words.of(ReportLanguage.EN).keys()).containsAll(named());
  }

  @Test
  void noWordIsLeftOver() throws IOException {
    Set<String> left = new TreeSet<>(Words.of(ReportLanguage.EN).keys());
    left.removeAll(named());
    codes()
        .forEach(
            (kind, codes) ->
                codes.forEach(
                    code -> {
                      left.remove(kind + "." + code.name());
                      left.remove(kind + "." + code.name() + ".meaning");
                    }));
    left.removeIf(key -> key.matches("(people\\..*\\.mean|signer\\..*\\.worth)"));
    left.removeIf(key -> key.matches(".*\\.(one|many)"));

    assertThat(left).isSubsetOf("none", "nothing", "see");
  }

  @Test
  void aKeyWithoutWordsIsRefused() {
    assertThatThrownBy(() -> Words.of(ReportLanguage.EN).say("no.such.key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("report: no words for 'no.such.key'");
  }

  @Test
  void numbersAreWrittenAsInTheLanguageAndTimesTheSame() {
    Wording english = Wording.of(ReportLanguage.EN);
    Wording german = Wording.of(ReportLanguage.DE);

    assertThat(english.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(german.count(1_234_567)).isEqualTo("1.234.567");
    assertThat(german.difference(5_000, 1)).isEqualTo("-4.999");
    assertThat(german.bytes(1_610_612_737L)).isEqualTo("1,50 GiB");
    assertThat(german.duration(3_723_000)).isEqualTo("1 h 02 min 03 s");
    assertThat(german.time(java.time.Instant.EPOCH))
        .isEqualTo(english.time(java.time.Instant.EPOCH))
        .isEqualTo("1970-01-01 00:00:00 UTC");
  }

  private static Map<String, List<? extends Enum<?>>> codes() {
    return Map.of(
        "verdict", List.of(Verdict.values()),
        "view", List.of(View.values()),
        "status", List.of(StepStatus.values()),
        "action", List.of(ActionKind.values()),
        "actor", List.of(Actor.values()),
        "chapter", List.of(Chapter.values()),
        "signature", List.of(SignatureField.values()));
  }

  private static List<String> places(Words words, String key) {
    return PLACE.matcher(words.pattern(key)).results().map(MatchResult::group).toList();
  }

  private static Set<String> named() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        sources.add(Files.readString(file));
      }
    }
    return sources.stream()
        .flatMap(source -> QUOTED_KEY.matcher(source).results())
        .map(found -> found.group(1))
        .filter(key -> !key.matches(".*\\.(json|sha256|parquet|properties|pdf)"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
