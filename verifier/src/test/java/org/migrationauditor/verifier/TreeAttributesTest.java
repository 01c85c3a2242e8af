package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Trial.Outcome;
import org.migrationauditor.verifier.inventory.Shell;

/** What a file system keeps beside content is compared in trees of files. */
final class TreeAttributesTest {
  @TempDir private Path dir;
  private Trial trial;

  @BeforeEach
  void makeATreeAndItsTrueCopy() throws Exception {
    trial = new Trial(dir, View.FILES);
    Shell.in(
        trial.before,
        """
        mkdir -p folder/empty
        echo one >folder/one; echo two >two; ln -s two link; ln two folder/again
        setfattr -n user.note -v 'Doe^John' folder/one
        setfattr -n user.note -v kept folder/empty
        chmod 644 folder/one; chmod 640 two; chmod 2750 folder/empty
        cp -a . ../../new/minio
        """);
  }

  @Test
  void aCopyWithAllAttributesIsEqual() throws Exception {
    Outcome outcome = trial.compare();

    assertThat(outcome.coded()).isEmpty();
    assertThat(outcome.summary().compared()).isEqualTo(5);
  }

  @Test
  void modeAndTimeAreTold() throws Exception {
    Shell.in(
        trial.before,
        "touch -d 2020-01-02T03:04:05Z folder/one; cp -a folder/one ../../new/minio/folder");
    Shell.in(trial.after, "chmod 4600 folder/one; touch -d 2021-01-02T03:04:05.5Z folder/one");

    assertFailed("ATTRIBUTES_CHANGED folder/one");
    assertThat(trial.compare().detail("folder/one"))
        .isEqualTo(
            "same content, other attributes: mode 0644 then 04600,"
                + " mtime 2020-01-02T03:04:05Z then 2021-01-02T03:04:05.5Z");
  }

  @Test
  void anExtendedAttributeThatWasLostGainedOrChangedIsToldWithoutItsValue() throws Exception {
    Shell.in(
        trial.after,
        """
        setfattr -n user.note -v 'Roe^Jane' folder/one
        setfattr -x user.note folder/empty
        setfattr -n user.new -v x two
        """);

    assertFailed(
        "ATTRIBUTES_CHANGED folder/again",
        "ATTRIBUTES_CHANGED folder/empty/",
        "ATTRIBUTES_CHANGED folder/one",
        "ATTRIBUTES_CHANGED two");
    Outcome outcome = trial.compare();
    assertThat(outcome.detail("folder/one")).isEqualTo("same content, other attributes: user.note");
    assertThat(outcome.detail("two")).isEqualTo("same content, other attributes: user.new");
  }

  @Test
  void aHardLinkThatBecameACopyIsTold() throws Exception {
    Shell.in(trial.after, "cp -a two copy; mv copy two");

    assertFailed("ATTRIBUTES_CHANGED folder/again", "ATTRIBUTES_CHANGED two");
    assertThat(trial.compare().detail("two"))
        .isEqualTo("same content, other attributes: links 2 then 1");
  }

  @Test
  void theTimeOfAFolderThatHoldsOthersIsNone() throws Exception {
    Shell.in(trial.after, "touch -d 2020-01-01 . folder folder/empty; touch -h -d 2020-01-01 link");

    assertThat(trial.compare().coded()).isEmpty();
  }

  private void assertFailed(String... coded) throws Exception {
    Outcome outcome = trial.compare();
    assertThat(outcome.coded()).containsExactly(coded);
    assertThat(outcome.summary().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(outcome.summary().compared()).isEqualTo(5 - coded.length);
  }
}
