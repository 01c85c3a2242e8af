package org.migrationauditor.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;

/** Bundles that were made to harm whoever checks them. */
class HostileBundleTest {
  @TempDir private Path folder;

  private Night night;
  private Damage bundle;

  @BeforeEach
  void makeABundle() throws IOException {
    night = new Night(Files.createDirectory(folder.resolve("kept")));
    bundle = new Damage(night.bundle(folder.resolve("bundle"), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "data/../../x",
        "data//x",
        "data/./x",
        "data/%2e%2e/x",
        "data/x%00",
        "data/50%",
        "data/a\\b"
      })
  void namesAPathThatLeavesTheBagOrIsNotSpelledByTheRule(String path) throws IOException {
    bundle.edit("manifest-sha256.txt", text -> text + "0".repeat(64) + "  " + path + "\n");

    assertThat(found()).contains("whose path '%s' leaves the bag".formatted(path));
  }

  @Test
  void refusesAPathThatIsLongerThanThatOfAnyProof() throws IOException {
    String longer = "\"" + "0".repeat(64) + "\",";
    bundle.edit(
        "data/proofs.jsonl", text -> text.replaceFirst("\"path\":\\[", "$0" + longer.repeat(60)));
    String leaves =
        "data/shares/%s.jsonl".formatted(Night.digest("manifest of dicom-before").hex());
    bundle.edit(leaves, text -> text.replaceFirst("\"path\":\\[", "$0" + longer.repeat(63)));
    bundle.refit();

    assertThat(found())
        .contains("'data/proofs.jsonl' line 1 has a path of more than 63 hashes")
        .contains("'%s' line 1: has a path of more than 63 hashes".formatted(leaves));
  }

  @Test
  void readsLineBreaksAndPercentSignsOfPaths() throws IOException {
    String odd = "data/a\r\n%b";
    Files.writeString(bundle.path(odd), "x");
    bundle.edit("manifest-sha256.txt", text -> text + Damage.sha256("x") + "  data/a%0D%0A%25b\n");

    assertThat(found())
        .contains("'data/a\\u{d}\\u{a}%b' is named by no event")
        .doesNotContain("is listed and missing", "is not listed");
  }

  @Test
  void refusesAPathThatIsListedTwice() throws IOException {
    bundle.edit("manifest-sha256.txt", text -> text + text);

    assertThat(found()).contains("'manifest-sha256.txt' lists 'data/bundle.json' twice");
  }

  @Test
  void followsNoLink() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "x");
    Files.createSymbolicLink(bundle.path("data/link"), outside);
    Files.createSymbolicLink(bundle.path("data/folder"), folder);
    Files.move(bundle.path("data/head"), folder.resolve("head"));
    Files.createSymbolicLink(bundle.path("data/head"), folder.resolve("head"));

    assertThat(found())
        .contains("'data/link' is no file but a link or device")
        .contains("'data/folder' is no file but a link or device")
        .contains("'data/head' is no file but a link or device")
        .contains("head: 'data/head' is missing");
  }

  @Test
  void isNotReadThroughALinkItself() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), bundle.path(""));

    assertThat(VerifyBundleTest.words(BundleCheck.of(link, List.of())))
        .contains("FAILED        bag: '%s' is no folder".formatted(link));
  }

  @Test
  void goesNoDeeperThanABundleDoes() throws IOException {
    Path deep = bundle.path("data");
    for (int i = 0; i < 20; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }

    assertThat(found()).contains("is nested too deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "",
        "{\"a\":1,\"a\":1}",
        "{\"a\": 1}",
        "{\"b\":1,\"a\":1}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":1e999}",
        "{\"a\":01}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":9007199254740993}",
        "{\"a\":true}x",
        "{\"a\":nul}",
        "{\"a\":\"",
        "{\"a\":[",
        "{\"a\":-}"
      })
  void namesALineThatIsNoEvent(String line) throws IOException {
    bundle.edit("data/events.jsonl", text -> line + "\n" + text);
    bundle.refit();

    assertThat(found()).contains("FAILED        events: 'data/events.jsonl' line 1 ");
  }

  @Test
  void namesNestingThatNoEventHas() throws IOException {
    for (String open : List.of("{\"a\":", "[")) {
      String line = "{\"a\":" + open.repeat(100_000);
      bundle.edit(
          "data/events.jsonl", text -> line + "\n" + text.lines().reduce("", (a, b) -> b + "\n"));
      assertThat(found()).contains("line 1 is nested deeper than 100 levels");
    }
  }

  @Test
  void readsNoLineWithoutEnd() throws IOException {
    bundle.edit("data/proofs.jsonl", text -> text + "{\"a\":\"" + "x".repeat(1 << 15));

    assertThat(found()).contains("'data/proofs.jsonl' has a line 17 of more than 16384 bytes");
  }

  @Test
  void steersNoTerminal() throws IOException {
    Files.writeString(bundle.path("data/\u001b[31mred\u202e"), "x");

    assertThat(found()).contains("'data/\\u{1b}[31mred\\u{202e}' is not listed");
  }

  @Test
  void namesOnlySoMuchOfABundleThatIsWrongAllOver() throws IOException {
    for (int i = 0; i < 1_200; i++) {
      Files.writeString(bundle.path("data/" + i), "");
    }

    assertThat(found()).containsPattern("\nand 1,[0-9]{3} more\n");
  }

  private String found() throws IOException {
    BundleVerdict verdict = BundleCheck.of(bundle.path(""), List.of(night.signer().key()));
    assertThat(verdict.verdict()).isEqualTo(Verdict.FAILED);
    return VerifyBundleTest.words(verdict);
  }
}
