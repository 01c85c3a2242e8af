package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Trial.Outcome;
import org.migrationauditor.verifier.inventory.Shell;

/** Each kind of damage to a copy is found, at the damaged keys and nowhere else. */
final class DamageTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void aTrueCopyPasses(View view) throws Exception {
    Outcome outcome = Trial.ofASmallArchive(dir, view).compare();

    assertThat(outcome.coded()).isEmpty();
    assertThat(outcome.summary().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(outcome.summary().compared()).isEqualTo(view == View.MINIO_FS ? 7 : 5);
    assertThat(outcome.before().manifest()).isEqualTo(outcome.after().manifest());
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void digestMismatchOfOneFlippedBit(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Path file = trial.after.resolve("bucket-a/sub/two");
    byte[] bytes = Files.readAllBytes(file);
    bytes[3] ^= 4;
    Files.write(file, bytes);

    assertFailed(trial.compare(), "DIGEST_MISMATCH bucket-a/sub/two");
    assertFailed(trial.compareBackwards(), "DIGEST_MISMATCH bucket-a/sub/two");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void missingOfOneDroppedFileAndExtraBackwards(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Files.delete(trial.after.resolve("bucket-a/one"));

    assertFailed(trial.compare(), "MISSING bucket-a/one");
    assertFailed(trial.compareBackwards(), "EXTRA bucket-a/one");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void missingOfTheLastFileOfAFolderThatStays(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Files.delete(trial.after.resolve("bucket-a/sub/two"));

    assertFailed(trial.compare(), "MISSING bucket-a/sub/two");
    assertFailed(trial.compareBackwards(), "EXTRA bucket-a/sub/two");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void truncatedOfOneShortenedFile(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Files.writeString(trial.after.resolve("bucket-b/three"), "the");
    Files.writeString(trial.after.resolve("bucket-a/one"), "");

    Outcome outcome = trial.compare();
    assertFailed(outcome, "TRUNCATED bucket-a/one", "TRUNCATED bucket-b/three");
    assertThat(outcome.detail("bucket-b/three"))
        .isEqualTo("9 bytes in the first inventory, 3 in the second");
    assertFailed(
        trial.compareBackwards(), "DIGEST_MISMATCH bucket-a/one", "DIGEST_MISMATCH bucket-b/three");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void digestMismatchOfTwoSwappedFiles(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Shell.in(trial.after, "mv bucket-a/one x; mv bucket-b/three bucket-a/one; mv x bucket-b/three");

    Outcome outcome = trial.compare();
    assertFailed(outcome, "DIGEST_MISMATCH bucket-a/one", "DIGEST_MISMATCH bucket-b/three");
    assertThat(outcome.detail("bucket-a/one"))
        .isEqualTo("holds in the second inventory what 'bucket-b/three' held in the first");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void nestedCopyOfAllWhenTheTargetExisted(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Files.createDirectories(trial.before.resolve("bucket-empty"));
    Shell.in(dir, "rm -r new/minio; mkdir new/minio; cp -r old/minio new/minio");

    Outcome outcome = trial.compare();
    assertFailed(
        outcome,
        "NESTED_COPY .minio.sys/buckets/bucket-b/three/fs.json",
        "NESTED_COPY .minio.sys/format.json",
        "NESTED_COPY bucket-a/one",
        "NESTED_COPY bucket-a/sub/two",
        "NESTED_COPY bucket-b/three",
        "NESTED_COPY bucket-empty/");
    assertThat(outcome.detail("bucket-a/one"))
        .isEqualTo("not at its place, found with the same bytes at 'minio/bucket-a/one'");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void nestedCopyBesideWhatTheFreshTreeHolds(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Shell.in(dir, "rm -r new/minio; mkdir -p new/minio/bucket-a; cp -r old/minio new/minio");
    Trial.write(trial.after.resolve("bucket-a/one"), "fresh");
    Trial.write(trial.after.resolve("minio/bucket-a/sub/two"), "damaged as well");

    assertFailed(
        trial.compare(),
        "NESTED_COPY .minio.sys/buckets/bucket-b/three/fs.json",
        "NESTED_COPY .minio.sys/format.json",
        "DIGEST_MISMATCH bucket-a/one",
        "MISSING bucket-a/sub/two",
        "NESTED_COPY bucket-b/three",
        "EXTRA minio/bucket-a/one",
        "EXTRA minio/bucket-a/sub/two");
  }

  @Test
  void missingOfABucketAndAllInIt() throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, View.MINIO_FS);
    Shell.in(trial.after, "rm -r bucket-b");

    Outcome outcome = trial.compare();

    assertFailed(outcome, "MISSING bucket-b/", "MISSING bucket-b/three");
    assertThat(
            trial.verifier.verdictByOwner(
                outcome.before().manifest(),
                outcome.after().manifest(),
                outcome.summary().manifest()))
        .containsOnly(
            entry(new OwnerKey("bucket:bucket-a"), Verdict.PASSED),
            entry(new OwnerKey("bucket:bucket-b"), Verdict.FAILED),
            entry(new OwnerKey("platform"), Verdict.PASSED));
    assertThat(
            trial.verifier.findings(
                outcome.summary().manifest(), new OwnerKey("bucket:bucket-a"), 10))
        .isEmpty();
  }

  @Test
  void missingOfAnEmptyBucket() throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, View.MINIO_FS);
    Files.createDirectories(trial.before.resolve("bucket-empty"));

    assertFailed(trial.compare(), "MISSING bucket-empty/");
    assertFailed(trial.compareBackwards(), "EXTRA bucket-empty/");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void typeChangedOfAFileThatBecameALink(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Shell.in(trial.after, "mv bucket-a/one ../one; ln -s ../../one bucket-a/one");

    assertFailed(trial.compare(), "TYPE_CHANGED bucket-a/one");
    assertFailed(trial.compareBackwards(), "TYPE_CHANGED bucket-a/one");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void typeChangedOfAFileThatBecameAFolder(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Shell.in(trial.after, "rm bucket-a/one bucket-b/three; mkdir bucket-a/one bucket-b/three");
    Trial.write(trial.after.resolve("bucket-b/three/new"), "new");

    Outcome outcome = trial.compare();
    assertFailed(
        outcome,
        "TYPE_CHANGED bucket-a/one",
        "TYPE_CHANGED bucket-b/three",
        "EXTRA bucket-b/three/new");
    assertThat(outcome.detail("bucket-a/one"))
        .isEqualTo("5 bytes in the first inventory, a folder in the second");
    assertFailed(
        trial.compareBackwards(),
        "TYPE_CHANGED bucket-a/one",
        "TYPE_CHANGED bucket-b/three",
        "MISSING bucket-b/three/new");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void typeChangedOfAFolderThatBecameALink(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Shell.in(trial.after, "mv bucket-a/sub ../sub; ln -s ../../sub bucket-a/sub");

    assertFailed(trial.compare(), "TYPE_CHANGED bucket-a/sub", "MISSING bucket-a/sub/two");
    assertFailed(trial.compareBackwards(), "TYPE_CHANGED bucket-a/sub", "EXTRA bucket-a/sub/two");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void digestMismatchOfALinkThatPointsElsewhere(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    Shell.in(dir, "ln -s one old/minio/bucket-a/link; ln -s two new/minio/bucket-a/link");

    Outcome outcome = trial.compare();
    assertFailed(outcome, "DIGEST_MISMATCH bucket-a/link");
    assertThat(outcome.detail("bucket-a/link")).isEqualTo("points elsewhere");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIO_FS", "FILES"})
  void unreadableOnEitherSideOrOnBoth(View view) throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, view);
    assertUnreadable(trial, trial.after);
    assertUnreadable(trial, trial.before);
    assertUnreadable(trial, trial.before, trial.after);
  }

  private static void assertUnreadable(Trial trial, Path... sides) throws Exception {
    String name = "n".repeat(200);
    try {
      for (Path side : sides) {
        Shell.in(
            side, "cd bucket-a; for i in {1..25}; do mkdir %1$s; cd -P %1$s; done".formatted(name));
      }
      Outcome outcome = trial.compare();
      assertThat(outcome.coded())
          .singleElement()
          .asString()
          .startsWith("UNREADABLE bucket-a/" + name);
      assertThat(outcome.findings().getFirst().detail())
          .contains("could not be read: file name too long");
      assertThat(outcome.summary().verdict()).isEqualTo(Verdict.INDETERMINATE);
    } finally {
      for (Path side : sides) {
        Shell.in(side, "rm -r bucket-a/" + name); // deeper than Java can delete
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DICOM_FILES", "MINIO_FS", "FILES"})
  void emptyAgainstEmptyIsIndeterminate(View view) throws Exception {
    Outcome outcome = new Trial(dir, view).compare();

    assertThat(outcome.coded()).containsExactly("EMPTY ./");
    assertThat(outcome.summary().verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(outcome.summary().compared()).isZero();
  }

  @Test
  void aServerWithoutBucketsIsEmpty() throws Exception {
    Trial trial = new Trial(dir, View.MINIO_FS);
    Trial.write(trial.before.resolve(".minio.sys/format.json"), "{}");
    Trial.copy(trial.before, trial.after);

    Outcome outcome = trial.compare();
    assertThat(outcome.coded()).containsExactly("EMPTY ./");
    assertThat(outcome.summary().verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @ParameterizedTest
  @EnumSource(names = {"DICOM_FILES", "MINIO_FS", "FILES"})
  void missingOfAllWhenTheFolderWasEmptied(View view) throws Exception {
    Trial trial = new Trial(dir, view);
    Trial.write(trial.before.resolve("one"), "1");
    Trial.write(trial.before.resolve("two"), "2");

    assertThat(trial.compare().coded()).contains("MISSING one", "MISSING two");
    assertThat(trial.compareBackwards().coded()).contains("EXTRA one", "EXTRA two");
    assertThat(trial.compare().summary().verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void keysOfAnyBytesSurviveUpToTheFinding() throws Exception {
    Trial trial = Trial.ofASmallArchive(dir, View.MINIO_FS);
    Shell.in(
        trial.before.resolve("bucket-a"),
        "touch $'new\\nline' \"quote'\" '100%' '\"' '{}' '\\' $'\\xff' $'\\u65e5' $'\\U1F600'"
            + " $'\\ufffd'");

    assertFailed(
        trial.compare(),
        "MISSING bucket-a/\"",
        "MISSING bucket-a/100%",
        "MISSING bucket-a/\\",
        "MISSING bucket-a/\\xFF",
        "MISSING bucket-a/new\nline",
        "MISSING bucket-a/quote'",
        "MISSING bucket-a/{}",
        "MISSING bucket-a/\u65e5",
        "MISSING bucket-a/\ufffd",
        "MISSING bucket-a/\ud83d\ude00");
  }

  private static void assertFailed(Outcome outcome, String... coded) {
    assertThat(outcome.coded()).containsExactly(coded);
    assertThat(outcome.summary().verdict()).isEqualTo(Verdict.FAILED);
  }
}
