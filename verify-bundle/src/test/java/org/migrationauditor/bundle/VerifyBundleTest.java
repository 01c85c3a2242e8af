package org.migrationauditor.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;

class VerifyBundleTest {
  @TempDir private Path folder;

  private Night night;

  @BeforeEach
  void makeANight() throws IOException {
    night = new Night(Files.createDirectory(folder.resolve("kept")));
  }

  @Test
  void passesAWholeBundleWithTheKeyOfItsLog() throws IOException {
    BundleVerdict verdict = check(bundle(null));

    assertThat(verdict.verdict()).as(words(verdict)).isEqualTo(Verdict.PASSED);
    assertThat(verdict.checks())
        .extracting(Check::what)
        .containsExactly(
            "bag",
            "bundle",
            "head",
            "earlier heads",
            "events",
            "files",
            "signatures",
            "signatures",
            "signatures",
            "entries");
    assertThat(words(verdict))
        .contains("16 of 'site-a'", "the last is event 15, the migration's end")
        .contains("15 rows in 10 shares of 5 manifests")
        .contains("not looked at: whether a report's signers are who they say");
  }

  @Test
  void saysWhatIsNotInAnOwnersBundle() throws IOException {
    BundleVerdict verdict = check(bundle(Night.ANNA));

    assertThat(verdict.verdict()).as(words(verdict)).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(verdict))
        .contains("for the owner 'TRIAL-1' alone")
        .contains("NOT CHECKED   events: 5 are withheld")
        .doesNotContain("NOT CHECKED   entries", "FAILED")
        .contains("WITHHELD      files: ")
        .contains("5 rows in 3 shares of 5 manifests");
  }

  @Test
  void anOwnersBundleHoldsNothingOfAnother() throws IOException {
    Damage bundle = new Damage(bundle(Night.ANNA).toAbsolutePath());

    for (String file : bundle.files()) {
      assertThat(Files.readString(bundle.path(file)))
          .as(file)
          .doesNotContain("bert", "bucket:store", "TRIAL-3", "whole migration");
    }
    assertThat(Files.readString(bundle.path("data/events.jsonl"))).contains("TRIAL-1");
  }

  @Test
  void anOwnerWhoHasNothingAnywhereIsToldThatNobodyCanTell() throws IOException {
    BundleVerdict verdict = check(bundle(new OwnerKey("TRIAL-9")));

    assertThat(verdict.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(verdict)).contains("NOT CHECKED").contains("no part of theirs to prove it by");
  }

  @Test
  void saysThatTheBundlesOwnKeyProvesNothing() throws IOException {
    BundleVerdict verdict = BundleCheck.of(bundle(null), List.of());

    assertThat(verdict.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(verdict))
        .contains("NOT CHECKED   head: over 31 events")
        .contains("own key", "proves nothing about who made it");
  }

  @Test
  void refusesABundleThatAnotherKeySigned() throws IOException {
    Path forged =
        night.bundle(folder.resolve("forged"), null, Night.signer(night.signer().key().name()));

    assertThat(words(check(forged)))
        .contains("FAILED        head: 'data/head': the note is signed by no key that is known")
        .contains("'data/key' holds another key than those given");
    assertThat(BundleCheck.of(forged, List.of()).verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void takesTheHeadFromTheKeyInUseAndEarlierOnesFromRetiredKeys() throws IOException {
    NoteSigner retired = Night.signer(night.signer().key().name());
    Path bundle = night.bundle(folder.resolve("rotated"), null, night.signer(), retired);
    List<NoteKey> both = List.of(night.signer().key(), retired.key());

    BundleVerdict verdict = BundleCheck.of(bundle, both);
    assertThat(verdict.verdict()).as(words(verdict)).isEqualTo(Verdict.PASSED);
    assertThat(words(verdict)).contains("signed by the given key " + night.signer().key());

    BundleVerdict one = BundleCheck.of(bundle, List.of(night.signer().key()));
    assertThat(one.verdict()).as(words(one)).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(one))
        .contains("NOT CHECKED   head: 'data/key' holds another key than those given")
        .contains("NOT CHECKED   earlier heads: 3 are signed by a key that is not known");

    BundleVerdict forged =
        BundleCheck.of(night.bundle(folder.resolve("forged"), null, retired), both);
    assertThat(forged.verdict()).as(words(forged)).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(forged))
        .contains("NOT CHECKED   head: over 31 events, signed by " + retired.key())
        .doesNotContain("PASSED        head");
  }

  @Test
  void isWrittenAndCheckedAlikeWhateverLanguageTheHostSpeaks() throws IOException {
    Path before = bundle(Night.ANNA);
    Locale language = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Damage bundle = new Damage(bundle(Night.ANNA));

      assertThat(check(before).verdict()).isEqualTo(Verdict.INDETERMINATE);
      assertThat(words(check(before))).doesNotContain("FAILED");
      assertThat(Printed.json("b", check(before))).contains("\"more\":0,");
      assertThat(bundle.files()).isEqualTo(new Damage(before).files());
      for (String file : bundle.files()) {
        assertThat(bundle.path(file)).hasSameBinaryContentAs(before.resolve(file));
      }
    } finally {
      Locale.setDefault(language);
    }
  }

  @Test
  void nobodyIsToldThatSomethingIsForgedWhenCheckingBreaksOff() throws IOException {
    String whole = bundle(null).toString();
    PrintStream broken =
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8) {
          @Override
          public void println(@Nullable String line) {
            throw new OutOfMemoryError("no heap");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(VerifyBundle.run(List.of(whole), broken, new PrintStream(err, true, UTF_8)))
        .isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("broke off", "no heap", "the answer is unknown");

    List<NoteKey> breaking =
        new AbstractList<>() {
          @Override
          public NoteKey get(int index) {
            throw new OutOfMemoryError("no heap");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    BundleVerdict verdict = BundleCheck.of(Path.of(whole), breaking);
    assertThat(verdict.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(verdict)).contains("NOT CHECKED   bundle: the rest of it");
  }

  @Test
  void knowsWhoHasSomethingInAMigration() throws IOException {
    assertThat(night.knows(Night.ANNA)).isTrue();
    assertThat(night.knows(Night.CARA)).isTrue();
    assertThat(night.knows(new OwnerKey("TRIAL-9"))).isFalse();
    Files.delete(folder.resolve("kept").resolve(Night.digest("findings").hex()));
    assertThat(night.knows(new OwnerKey("TRIAL-9"))).isTrue();
  }

  @Test
  void findsAndNamesEveryFlippedBit() throws IOException {
    Random random = new Random(5);
    for (@Nullable OwnerKey owner : new OwnerKey[] {null, Night.ANNA}) {
      Damage bundle = new Damage(bundle(owner));
      for (String file : bundle.files()) {
        int size = Files.readAllBytes(bundle.path(file)).length;
        for (int i = 0; i < 3 && size > 0; i++) {
          int at = random.nextInt(size);
          int bit = random.nextInt(8);
          bundle.flip(file, at, bit);
          BundleVerdict verdict = check(bundle.path(""));
          assertThat(verdict.verdict()).as("%s, byte %d", file, at).isEqualTo(Verdict.FAILED);
          assertThat(words(verdict)).contains(named(file));
          bundle.flip(file, at, bit);
        }
      }
      assertThat(check(bundle.path("")).verdict())
          .isEqualTo(owner == null ? Verdict.PASSED : Verdict.INDETERMINATE);
    }
  }

  /** What is wrong with a manifest may be told of the file that it lists. */
  private static String named(String file) {
    return file.endsWith("manifest-sha256.txt") ? "bag: " : "'%s'".formatted(file);
  }

  @Test
  void findsAndNamesFilesThatAreGoneCutSwappedOrAdded() throws IOException {
    Damage bundle = new Damage(bundle(null));
    String report = bundle.first("data/reports/");
    Files.delete(bundle.path(report));
    assertThat(words(check(bundle.path(""))))
        .contains("FAILED        bag: file '%s' is listed and missing".formatted(report))
        .contains("which is neither contained nor listed as missing");

    bundle = new Damage(bundle(null));
    String manifest = bundle.first("data/manifests/");
    bundle.edit(manifest, text -> text.substring(0, 3));
    assertThat(words(check(bundle.path("")))).contains("file '%s' was changed".formatted(manifest));

    bundle = new Damage(bundle(null));
    bundle.swap(report, manifest);
    assertThat(words(check(bundle.path(""))))
        .contains(
            "file '%s' was changed".formatted(manifest), "file '%s' was changed".formatted(report));

    bundle = new Damage(bundle(null));
    Files.writeString(bundle.path("data/reports/more.pdf"), "forged");
    Files.writeString(bundle.path("note.txt"), "read me first");
    assertThat(words(check(bundle.path(""))))
        .contains("file 'data/reports/more.pdf' is not listed", "file 'note.txt' is not listed")
        .contains("'data/reports/more.pdf' is named by no event");
  }

  @Test
  void findsAnEventThatWasEditedThoughTheBagWasMadeToFit() throws IOException {
    Damage bundle = new Damage(bundle(null));
    bundle.edit(
        "data/events.jsonl", text -> text.replace("copies the archive", "copies nothing at all"));
    bundle.refit();

    assertThat(words(check(bundle.path(""))))
        .contains("PASSED        bag: ")
        .contains("FAILED        events: event 3 is another than its proof is for");
  }

  @Test
  void findsAnEventThatWasLeftOutThoughTheBagWasMadeToFit() throws IOException {
    Damage bundle = new Damage(bundle(null));
    bundle.removeLines("data/events.jsonl", line -> line.contains("copies the archive"));
    bundle.refit();
    assertThat(words(check(bundle.path(""))))
        .contains("1 are not contained, and the bundle is of no owner");

    bundle.removeLines("data/proofs.jsonl", line -> line.contains("\"sequence\":3}"));
    bundle.refit();
    assertThat(words(check(bundle.path(""))))
        .contains("FAILED        events: proof 3 is of event 4");
  }

  @Test
  void findsFilesThatWereChangedThoughTheBagWasMadeToFit() throws IOException {
    Damage bundle = new Damage(bundle(null));
    List<String> reports =
        bundle.files().stream().filter(file -> file.startsWith("data/reports/")).toList();
    bundle.swap(reports.get(0), reports.get(1));
    Files.writeString(bundle.path("data/outputs/more"), "forged");
    bundle.refit();

    assertThat(words(check(bundle.path(""))))
        .contains("PASSED        bag: ")
        .contains("names '%s' with SHA-256".formatted(reports.get(0)))
        .contains("names '%s' with SHA-256".formatted(reports.get(1)))
        .contains("'data/outputs/more' is named by no event");
  }

  @Test
  void findsAnEarlierHeadThatDidNotGrowIntoThisOne() throws IOException {
    Damage bundle = new Damage(bundle(null));
    Night other = new Night(Files.createDirectory(folder.resolve("other")));
    Path others = other.bundle(folder.resolve("others"), Night.BERT, night.signer());
    String line =
        Files.readString(others.resolve("data/heads.jsonl")).lines().findFirst().orElseThrow();
    String path = line.replaceAll(".*\"path\":", "\"path\":");
    bundle.edit(
        "data/heads.jsonl",
        text ->
            text.replaceFirst("\"path\":.*", path.replaceFirst("[0-9a-f]{64}", "0".repeat(64))));
    bundle.refit();

    assertThat(words(check(bundle.path(""))))
        .contains("FAILED        earlier heads: line 1: the head over 1 events did not grow");
  }

  @Test
  void isNotSureOfFilesThatWereMissingWhenItWasMade() throws IOException {
    Path kept = folder.resolve("kept");
    Files.delete(kept.resolve(Night.digest("findings").hex()));
    Files.writeString(kept.resolve(Night.digest("png").hex()), "another");
    BundleVerdict verdict = check(bundle(null));

    assertThat(verdict.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(verdict))
        .contains("which is not contained: it was missing")
        .contains("which is not contained: another file was in its place")
        .contains("its manifest was missing");
  }

  @Test
  void provesNothingToAnOwnerOfInventoriesThatTellNoShares() throws IOException {
    night = Night.ofBefore(folder.resolve("kept"));

    assertThat(check(bundle(null)).verdict()).isEqualTo(Verdict.PASSED);
    BundleVerdict verdict = check(bundle(Night.ANNA));
    assertThat(verdict.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words(verdict)).contains("NOT CHECKED   entries: event 1 tells no root");
  }

  @Test
  void tellsTheVerdictByItsExitStatus() throws IOException {
    String whole = bundle(null).toString();
    Path key = Files.writeString(folder.resolve("log.pub"), night.signer().key() + "\n");

    assertThat(run(whole, "--key", key.toString())).isZero();
    assertThat(run("--json", whole, "--key", key.toString())).isZero();
    assertThat(printed).startsWith("{\"bundle\":").contains("\"verdict\":\"PASSED\"");
    assertThat(run(whole)).isEqualTo(3);
    new Damage(Path.of(whole)).flip("data/head", 0, 0);
    assertThat(run(whole)).isEqualTo(1);
    assertThat(printed).endsWith("FAILED        the bundle is not what was sealed\n");
    assertThat(run()).isEqualTo(2);
    assertThat(run("no-folder")).isEqualTo(2);
    assertThat(run(whole, "--key", whole + "/README")).isEqualTo(2);
    assertThat(run("--help")).isZero();
  }

  private String printed = "";

  private int run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    int status = VerifyBundle.run(List.of(arguments), stream, stream);
    printed = out.toString(UTF_8);
    return status;
  }

  private int bundles;

  private Path bundle(@Nullable OwnerKey owner) throws IOException {
    bundles++;
    return night.bundle(folder.resolve("bundle-" + bundles), owner);
  }

  private BundleVerdict check(Path bundle) throws IOException {
    return BundleCheck.of(bundle, List.of(night.signer().key()));
  }

  static String words(BundleVerdict verdict) {
    return String.join("\n", Printed.lines(verdict));
  }
}
