package org.migrationauditor.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;

/** An owner's bundle in which somebody shows them too little, or what is another's. */
class OwnerBundleTest {
  @TempDir private Path folder;

  private Night night;
  private Damage bundle;
  private String list = "";
  private String rows = "";

  @BeforeEach
  void makeAnOwnersBundle() throws IOException {
    night = new Night(Files.createDirectory(folder.resolve("kept")));
    bundle = new Damage(night.bundle(folder.resolve("bundle"), Night.ANNA));
    String before = Night.digest("manifest of dicom-before").hex();
    list = "data/shares/%s.jsonl".formatted(before);
    rows = bundle.first("data/shares/%s-".formatted(before));
  }

  @Test
  void findsARowOfAnotherAmongThem() throws IOException {
    bundle.edit(rows, text -> text + "{\"key\":\"b/another\"}\n");

    assertThat(found())
        .contains("FAILED        entries: '%s' is not the share of 'TRIAL-1'".formatted(rows));
  }

  @Test
  void findsThatARowIsLeftOut() throws IOException {
    bundle.edit(rows, text -> text.lines().findFirst().orElseThrow() + "\n");

    assertThat(found()).contains("it has 1 rows with").contains("the share 2 with");
  }

  @Test
  void findsThatTheWholeShareIsLeftOut() throws IOException {
    Files.delete(bundle.path(rows));
    bundle.removeLines(list, line -> line.contains("TRIAL-1"));

    assertThat(found())
        .contains(
            "FAILED        entries: '%s' neither holds nor rules out a share".formatted(list));
  }

  @Test
  void findsThatTheShareIsPassedOffAsAnothers() throws IOException {
    Files.delete(bundle.path(rows));
    bundle.edit(
        list, text -> text.replaceAll("\"share\":\\{.*\\},\"size\"", "\"share\":null,\"size\""));

    assertThat(found()).contains("'%s' neither holds nor rules out a share".formatted(list));
  }

  @Test
  void findsThatAShareWasMadeSmallerWithItsLeaf() throws IOException {
    bundle.edit(rows, text -> text.lines().findFirst().orElseThrow() + "\n");
    String digest = Damage.sha256(Files.readString(bundle.path(rows)));
    bundle.edit(
        list,
        text ->
            text.replaceAll("\"digest\":\"[0-9a-f]{64}\"", "\"digest\":\"" + digest + "\"")
                .replace("\"rows\":2", "\"rows\":1"));
    assertThat(found()).contains("line 1: has another place or body than its share");

    String share =
        Files.readString(bundle.path(list))
            .replaceAll("(?s).*\"share\":(\\{.*?\\}),\"size\".*", "$1");
    bundle.edit(
        list,
        text ->
            text.replaceAll(
                "\"body\":\"[0-9a-f]{64}\"", "\"body\":\"%s\"".formatted(Damage.sha256(share))));
    assertThat(found()).contains("is not under the root that event 1 tells");
  }

  @Test
  void findsTheShareOfAnotherThatIsShown() throws IOException {
    Path others = night.bundle(folder.resolve("others"), Night.BERT);
    String share = new Damage(others).first(list.replace(".jsonl", "-"));
    for (String file : List.of(list, share)) {
      Files.copy(others.resolve(file), bundle.path(file), StandardCopyOption.REPLACE_EXISTING);
    }

    assertThat(found()).contains("holds a share of another, bucket:store");
  }

  @Test
  void findsThatNeighboursOfAnAbsentShareAreNone() throws IOException {
    String files = "data/shares/%s.jsonl".formatted(Night.digest("manifest of files-before").hex());
    String first = Files.readString(bundle.path(files)).lines().findFirst().orElseThrow();
    bundle.removeLines(files, first::equals);

    assertThat(found()).contains("'%s' neither holds nor rules out a share".formatted(files));
  }

  @Test
  void doesNotVouchForABundleFromWhichEveryManifestWasTaken() throws IOException {
    strip("InventoryTaken", "InventoriesCompared", "ReportIssued");
    for (String file : bundle.files()) {
      if (file.startsWith("data/shares/") || file.startsWith("data/reports/")) {
        Files.delete(bundle.path(file));
      }
    }

    assertThat(found(Verdict.INDETERMINATE))
        .contains("NOT CHECKED   events: 11 are withheld")
        .contains("NOT CHECKED   entries: no manifest is shown")
        .doesNotContain("PASSED        entries");
  }

  @Test
  void doesNotVouchForABundleFromWhichOneManifestWasTaken() throws IOException {
    String before = Night.digest("manifest of dicom-before").hex();
    bundle.removeLines("data/events.jsonl", line -> line.contains(before));
    Files.delete(bundle.path(list));
    Files.delete(bundle.path(rows));

    assertThat(found(Verdict.INDETERMINATE)).contains("NOT CHECKED   events: 6 are withheld");
  }

  @Test
  void showsEveryInventoryThoughItsPlaceSpeaksOfAnother() throws IOException {
    night = Night.ofPlaceOf(Night.BERT, folder.resolve("kept"));
    bundle = new Damage(night.bundle(folder.resolve("placed"), Night.ANNA));

    assertThat(found(Verdict.INDETERMINATE)).contains("NOT CHECKED   events: 5 are withheld");
  }

  private void strip(String... types) throws IOException {
    for (String type : types) {
      bundle.removeLines(
          "data/events.jsonl", line -> line.contains("\"type\":\"org.example." + type + "\""));
    }
  }

  private String found() throws IOException {
    return found(Verdict.FAILED);
  }

  private String found(Verdict expected) throws IOException {
    bundle.refit();
    BundleVerdict verdict = BundleCheck.of(bundle.path(""), List.of(night.signer().key()));
    assertThat(verdict.verdict()).as(VerifyBundleTest.words(verdict)).isEqualTo(expected);
    return VerifyBundleTest.words(verdict);
  }
}
