package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.messages.migration.Outcome;

final class TreeCopyingTest {
  @TempDir Path temp;
  private Stage stage;
  private Path source;
  private Path target;
  private Action copy;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
    source = stage.folder.resolve("old/minio");
    target = stage.folder.resolve("new/deep/minio");
    copy = new Action.CopyTree(source, target);
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.result()).as(outcome.toString()).isEqualTo(Outcome.Result.SUCCEEDED);
  }

  private static void assertRefused(Outcome outcome, String because) {
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains(because).startsWith("step 'g7': ");
  }

  /** Everything about a tree that a copy must keep, as find(1) prints it; hard links as groups. */
  private String everything(Path tree) throws Exception {
    return stage.shell(
        "cd '%s' && find . -printf '%%p|%%y|%%m|%%U:%%G|%%T@|%%n|%%l\\n' | LC_ALL=C sort"
                .formatted(tree)
            + " && find . -type f -exec sha256sum {} + | LC_ALL=C sort");
  }

  private void assertSame() throws Exception {
    assertThat(everything(target)).isEqualTo(everything(source));
    assertThat(
            stage.shell("cd '%s' && ls -A | grep -c migration-auditor || true".formatted(target)))
        .isEqualTo("0");
  }

  private void full() throws Exception {
    stage.shell(
        """
        mkdir -p old/minio/bucket/empty old/minio/.minio.sys && cd old/minio
        head -c 5000000 /dev/urandom > bucket/big; : > bucket/zero; head -c 4096 /dev/urandom > bucket/block
        i=0; while [ $i -lt 300 ]; do echo $i > bucket/small$i; i=$((i+1)); done
        ln bucket/big bucket/hard; ln bucket/big .minio.sys/hard2
        ln -s bucket/big link; ln -s /nowhere dangling; ln -s ../.. up
        : > "$(printf 'bucket/new\\nline')"; echo x > "$(printf 'bucket/\\377\\376')"; echo y > bucket/-rf
        chmod 4755 bucket/small1; chmod 000 bucket/small2; chmod 1777 bucket/empty; chmod 555 .minio.sys
        touch -d '2019-04-01 12:34:56.123456789' bucket/small3 bucket/empty .minio.sys .
        touch -h -d '2018-01-01 01:02:03.000004' dangling; touch -d '2017-01-01' bucket
        """);
    if (Node.of(source).uid() == 0) {
      stage.shell(
          "cd old/minio && chown 1023:1024 bucket/small4 bucket/empty && chown -h 7:8 link");
    }
  }

  @Test
  void aCopyKeepsAllThatBelongsToAFolder() throws Exception {
    full();
    UserDefinedFileAttributeView attributes =
        Files.getFileAttributeView(
            source.resolve("bucket/small5"), UserDefinedFileAttributeView.class);
    attributes.write("origin", ByteBuffer.wrap(new byte[] {0, 1, 2}));
    Outcome outcome = stage.first(copy);
    assertDone(outcome);
    assertThat(outcome.observations()).hasSize(4);
    assertSame();
    assertThat(
            Files.getFileAttributeView(
                    target.resolve("bucket/small5"), UserDefinedFileAttributeView.class)
                .size("origin"))
        .isEqualTo(3);
    assertThat(Node.of(target.resolve("bucket/hard")).sameAs(Node.of(target.resolve("bucket/big"))))
        .isTrue();
  }

  @Test
  void anEmptyFolderIsCopiedToo() throws Exception {
    stage.folder("old/minio");
    assertDone(stage.first(copy));
    assertSame();
  }

  @Test
  void nothingIsNestedIntoWhatIsThere() throws Exception {
    stage.file("old/minio/a", "x");
    stage.folder("new/deep/minio");
    assertRefused(stage.first(copy), "the target is there already");
    assertRefused(stage.resumed(2, copy), "the target is there already");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void aCopyThatWasMadeIsNotMadeOver() throws Exception {
    stage.file("old/minio/a", "x");
    assertDone(stage.first(copy));
    assertRefused(stage.first(copy), "has made this copy already");
    assertDone(stage.resumed(2, copy));
  }

  @Test
  void aCopyGoesOnWhereAnInterruptLeftIt() throws Exception {
    full();
    Thread.currentThread().interrupt();
    boolean interrupted = false;
    try {
      stage.first(copy);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    assertThat(interrupted).isTrue();
    assertThat(Thread.interrupted()).isFalse();
    assertDone(stage.first(copy));
    assertSame();
  }

  @Test
  void aDamagedFileOfAnEarlierAttemptIsCopiedAgain() throws Exception {
    full();
    stage.first(copy);
    Path mark = stage.workspace.resolve("g7/copy");
    Files.writeString(mark, Files.readString(mark).replace("done", "under way"));
    stage.shell(
        """
        cd new/deep/minio && touch -r bucket/block ../time && printf 'X' | dd of=bucket/block bs=1 seek=100 conv=notrunc 2>/dev/null
        touch -r ../time bucket/block; rm bucket/small7 link; mkdir -p .migration-auditor-left
        """);
    Outcome outcome = stage.first(copy);
    assertRefused(outcome, "source and copy hold as much");
    stage.shell("rmdir new/deep/minio/.migration-auditor-left");
    assertDone(stage.first(copy));
    assertSame();
  }

  @Test
  void foldersThatHoldEachOtherAreNotCopied() throws Exception {
    stage.file("old/minio/a", "x");
    assertRefused(stage.first(new Action.CopyTree(source, source)), "one lies in the other");
    assertRefused(
        stage.first(new Action.CopyTree(source, source.resolve("in/it"))), "one lies in the other");
    assertRefused(
        stage.first(new Action.CopyTree(source, stage.folder.resolve("old"))),
        "one lies in the other");
    Path link = Files.createSymbolicLink(stage.folder.resolve("link"), source);
    assertRefused(
        stage.first(new Action.CopyTree(source, link.resolve("in"))), "one lies in the other");
    assertRefused(stage.first(new Action.CopyTree(link, target)), "is a symbolic link");
    assertRefused(
        stage.first(new Action.CopyTree(stage.folder.resolve("none"), target)), "is not there");
    assertThat(source).isDirectoryContaining("glob:**/a");
    assertThat(target).doesNotExist();
  }

  @Test
  void whatCannotBeCopiedFailsTheStepByName() throws Exception {
    stage.file("old/minio/a", "x");
    stage.shell("mkfifo old/minio/pipe");
    Outcome outcome = stage.first(copy);
    assertRefused(outcome, "1 sockets, pipes or devices were not copied, first '");
    assertThat(target.resolve("a")).exists();
    assertThat(Files.exists(target.resolve("pipe"))).isFalse();
  }

  @Test
  void aCopyWithoutRoomIsNotBegun() throws Exception {
    stage.file("old/minio/a", "x");
    Path noRoom = Path.of("/proc/copy");
    assertRefused(stage.first(new Action.CopyTree(source, noRoom)), "no room: a copy needs ");
    assertThat(noRoom).doesNotExist();
  }
}
