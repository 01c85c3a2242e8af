package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is found, with its line and field; {@code mistakes/} has one file a kind. */
class MistakesTest {
  private static final String MARK = "# !";

  static Stream<Path> mistakes() throws IOException {
    return TestRunbooks.files("mistakes");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeIsToldWithLineAndFieldAndNothingElseIs(Path file) throws Exception {
    List<Expected> expected = expected(file);
    assertThat(expected).isNotEmpty();

    List<String> told = refusal(file.getFileName().toString(), Files.readAllBytes(file));

    List<String> unexpected = new ArrayList<>(told);
    for (Expected mistake : expected) {
      List<String> found = unexpected.stream().filter(mistake::isToldBy).limit(1).toList();
      assertThat(found).as("%s in %s", mistake, String.join("\n", told)).isNotEmpty();
      unexpected.removeAll(found);
    }
    assertThat(unexpected).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesComeInTheOrderOfTheFile(Path file) throws Exception {
    List<String> told = refusal("f", Files.readAllBytes(file));

    assertThat(told.stream().map(line -> Integer.parseInt(line.split(":", -1)[1])).toList())
        .isSorted();
  }

  @Test
  void tellsWhatIsWrongWithAWholeSentence() throws Exception {
    byte[] yaml = TestRunbooks.bytes("whole.yaml");
    String broken =
        new String(yaml, StandardCharsets.UTF_8)
            .replace("provenBy: [compare]", "provenBy: [compered]");

    assertThat(refusal("mine.yaml", broken.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            "mine.yaml:106:5: field 'steps[8].provenBy': names 'compered', which is no step; correct"
                + " it");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(refusal("f", new byte[0]))
        .containsExactly(
            "f:1:1: runbook: the file is empty; write a runbook, docs/runbooks.md says how");
  }

  @Test
  void refusesWhatIsNotUtf8AndSaysWhere() {
    byte[] latin1 = "runbook: a\ntitle: \u00dcbung\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refusal("f", latin1))
        .containsExactly("f:2:1: runbook: byte 18 is not UTF-8; save the file in UTF-8");
  }

  @Test
  void refusesWhatIsTooLarge() {
    byte[] large = "#\n".repeat(524_289).getBytes(StandardCharsets.UTF_8);

    assertThat(refusal("f", large))
        .containsExactly(
            "f:1:1: runbook: holds 1048578 bytes, more than 1048576; split it or drop what no step"
                + " needs");
  }

  @Test
  void refusesALongText() throws Exception {
    String yaml = new String(TestRunbooks.bytes("whole.yaml"), StandardCharsets.UTF_8);
    byte[] longer =
        yaml.replace("title: Move the", "title: " + "/a".repeat(100_000))
            .getBytes(StandardCharsets.UTF_8);

    assertThat(refusal("f", longer))
        .containsExactly(
            "f:38:12: field 'steps[1].title': has 200010 characters; at most 4096 are read");
  }

  @Test
  void refusesTooManySteps() {
    String yaml =
        "runbook: a\ntitle: a\nguide: {name: a, sha256: "
            + "a".repeat(64)
            + "}\nsteps:\n"
            + "- {id: a, title: a, do: issueReports}\n".repeat(501);

    assertThat(refusal("f", yaml.getBytes(StandardCharsets.UTF_8)))
        .containsExactly("f:4:1: field 'steps': has 501 steps; at most 500 are read");
  }

  @Test
  void showsNothingThatSteersATerminal() {
    String yaml = "runbook: a\n\"ti\\e[31mtle\": a\n";

    assertThat(refusal("f\u001b[31m", yaml.getBytes(StandardCharsets.UTF_8)))
        .anyMatch(
            line ->
                line.startsWith("f\\u{1b}[31m:2:1: field 'ti\\u{1b}[31mtle': is unknown here; use"))
        .noneMatch(line -> line.contains("\u001b"));
  }

  private static List<String> refusal(String label, byte[] yaml) {
    RunbookException refused =
        catchThrowableOfType(RunbookException.class, () -> RunbookReader.read(label, yaml));
    assertThat(refused).isNotNull();
    return String.valueOf(refused.getMessage()).lines().toList();
  }

  private record Expected(String line, String field, String words) {
    boolean isToldBy(String told) {
      return told.startsWith(line) && told.contains(field) && told.contains(words);
    }
  }

  /** What the lines of the file say of themselves. */
  private static List<Expected> expected(Path file) throws IOException {
    List<Expected> expected = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int index = 0; index < lines.size(); index++) {
      int at = lines.get(index).indexOf(MARK);
      if (at < 0) {
        continue;
      }
      for (String mistake : lines.get(index).substring(at + MARK.length()).split(" ! ", -1)) {
        int bar = mistake.indexOf('|');
        String field = mistake.substring(0, bar).strip();
        expected.add(
            new Expected(
                "%s:%d:".formatted(file.getFileName(), index + 1),
                field.isEmpty() ? " runbook: " : " field '%s': ".formatted(field),
                mistake.substring(bar + 1).strip()));
      }
    }
    return expected;
  }
}
