package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.messages.migration.Outcome;

/** Copies of folders that change meanwhile, or that nobody would make. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class HostileCopyTest {
  @TempDir Path temp;
  private Stage stage;
  private Path source;
  private Path target;
  private Action copy;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
    source = stage.folder("old");
    target = stage.folder.resolve("new");
    copy = new Action.CopyTree(source, target);
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.result()).as(outcome.toString()).isEqualTo(Outcome.Result.SUCCEEDED);
  }

  private static void assertRefused(Outcome outcome, String because) {
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains(because).startsWith("step 'g7': ");
  }

  @Test
  void aFolderThatBecomesALinkWhileItsFilesWaitLeadsNowhere() throws Exception {
    stage.file("old/data/a", "mine");
    stage.file("elsewhere/a", "secret");
    Files.createSymbolicLink(source.resolve("data/link"), Path.of("a"));
    AtomicBoolean swapped = new AtomicBoolean();
    stage.advancing =
        () -> {
          if (swapped.compareAndSet(false, true)) {
            stage.shell("mv old/data aside && ln -s ../elsewhere old/data");
          }
        };
    assertRefused(stage.first(copy), "replaced");
    assertThat(stage.shell("grep -r secret new || true")).isEmpty();
  }

  @Test
  void aFolderThatBecomesALinkBeforeItIsListedIsNotFollowed() throws Exception {
    stage.file("old/data/a", "mine");
    stage.file("elsewhere/a", "secret");
    stage.beginning = () -> stage.shell("mv old/data aside && ln -s ../elsewhere old/data");
    assertRefused(stage.first(copy), "source and copy hold as much");
    assertThat(stage.shell("grep -r secret new || true")).isEmpty();
  }

  @Test
  void aPipeInTheFilesPlaceDoesNotHoldTheCopy() throws Exception {
    stage.file("old/data/a", "mine");
    stage.file("old/data/b", "mine");
    String copiedLast = stage.shell("ls -U old/data | tail -1");
    AtomicBoolean swapped = new AtomicBoolean();
    stage.advancing =
        () -> {
          if (swapped.compareAndSet(false, true)) {
            stage.shell("cd old/data && rm %1$s && mkfifo %1$s".formatted(copiedLast));
          }
        };
    assertRefused(stage.first(copy), "was replaced by what is no file");
    assertThat(target.resolve("data").resolve(copiedLast)).doesNotExist();
  }

  @Test
  void aFileThatGrowsAllTheTimeEndsTheCopy() throws Exception {
    Path log = source.resolve("log");
    Files.write(log, new byte[3 << 20]);
    Files.writeString(log, "end", StandardOpenOption.APPEND);
    stage.advancing = () -> Files.write(log, new byte[1 << 20], StandardOpenOption.APPEND);
    assertRefused(stage.first(copy), "changed while it was copied; stop what writes to it");
    assertThat(target.resolve("log")).doesNotExist();
  }

  @Test
  void aFileWrittenToInPlaceEndsTheCopyThoughItsTimeWasSetBack() throws Exception {
    Path file = source.resolve("file");
    Files.write(file, new byte[] {1, 2, 3});
    stage.advancing =
        () ->
            stage.shell(
                "touch -r old/file time; printf x | dd of=old/file bs=1 conv=notrunc 2>/dev/null;"
                    + " touch -r time old/file");
    assertRefused(stage.first(copy), "changed while it was copied; stop what writes to it");
  }

  @Test
  void aFileThatAppearsAtTheTargetIsNotWrittenOver() throws Exception {
    stage.file("old/a", "mine");
    stage.beginning = () -> stage.file("new/a", "theirs");
    assertRefused(stage.first(copy), "came to be there during the copy");
    assertThat(target.resolve("a")).hasContent("theirs");
  }

  @Test
  void aTerabyteOfHoleIsAHoleInTheCopyToo() throws Exception {
    stage.shell(
        "printf begin > old/sparse; truncate -s 1T old/sparse; printf end >> old/sparse;"
            + " truncate -s 5G old/hole; head -c 300000 /dev/zero > old/zeros");
    Outcome outcome = stage.first(copy);
    assertDone(outcome);
    assertThat(Node.of(target.resolve("sparse")).size()).isEqualTo((1L << 40) + 3);
    assertThat(stage.shell("tail -c 4 new/sparse | tr '\\0' 0; head -c 6 new/sparse | tr '\\0' 0"))
        .isEqualTo("0endbegin0");
    assertThat(
            Long.parseLong(stage.shell("du -k new/sparse new/hole | awk '{s+=$1} END {print s}'")))
        .isLessThan(1024);
    assertThat(Long.parseLong(stage.shell("du -k new/zeros | cut -f1"))).isGreaterThan(200);
  }

  @Test
  void namesOf255BytesAndOfNoTextAreKept() throws Exception {
    stage.shell(
        "printf x > old/$(printf 'n%.0s' $(seq 255)); mkdir old/\"$(printf '\\303\\050')\";"
            + " printf y > old/\"$(printf '\\303\\050/\\377')\"");
    assertDone(stage.first(copy));
    assertThat(stage.shell("diff -r old new && ls new | wc -l")).isEqualTo("2");
  }

  @Test
  void aTreeDeeperThanAPathCanBeIsRefusedBeforeAnythingIsWritten() throws Exception {
    stage.shell(
        "cd old; i=0; while [ $i -lt 25 ]; do d=$(printf 'd%.0s' $(seq 200)); mkdir $d; cd -P $d;"
            + " i=$((i+1)); done");
    assertRefused(stage.first(copy), "file name too long");
    assertThat(target).doesNotExist();
    stage.shell("rm -rf old"); // JUnit cannot
  }

  @Test
  void aTreeThatWouldBeTooDeepAtTheTargetIsRefusedBeforeAnythingIsWritten() throws Exception {
    stage.shell(
        "cd old; while [ $(pwd | wc -c) -lt 3900 ]; do d=$(printf 'd%.0s' $(seq 90)); mkdir $d;"
            + " cd $d; done");
    Path far = stage.folder.resolve("f".repeat(250)).resolve("new");
    assertRefused(stage.first(new Action.CopyTree(source, far)), "choose a shorter target");
    assertThat(far.getParent()).doesNotExist();
  }

  @Test
  void whatThisUserMayNotReadIsNamedBeforeAnythingIsWritten() throws Exception {
    stage.file("old/closed", "x");
    stage.shell("chmod 000 old/closed");
    assumeThat(Files.isReadable(source.resolve("closed"))).as("root reads all").isFalse();
    assertRefused(stage.first(copy), "this user may not read 1, first '");
    assertThat(target).doesNotExist();
  }

  @Test
  void accessControlListsAreKept() throws Exception {
    stage.file("old/folder/file", "x");
    String list =
        "0x0200000001000700ffffffff020006002a00000004000500ffffffff10000700ffffffff20000500ffffffff";
    stage.shell(
        "setfattr -n system.posix_acl_access -v %s old/folder/file && setfattr -n system.posix_acl_default -v %s old/folder && setfattr -n user.origin -v scanner old/folder"
            .formatted(list, list));
    stage.shell("mkdir parent && setfattr -n system.posix_acl_default -v " + list + " parent");
    Path inherits = stage.folder.resolve("parent/new");
    stage.file("old/plain", "x");
    assertDone(stage.first(new Action.CopyTree(source, inherits)));
    String dump =
        "cd %s && getfattr -R -h -d -m - -e hex . | LC_ALL=C sort; stat -c %%A folder/file";
    assertThat(stage.shell(dump.formatted("parent/new")))
        .isEqualTo(stage.shell(dump.formatted("old")));
  }

  @Test
  void linksBackIntoTheSourceAndMarksOfKilledServersAreTold() throws Exception {
    stage.file("old/data/postmaster.pid", "1");
    Files.createSymbolicLink(source.resolve("back"), source.resolve("data"));
    Files.createSymbolicLink(source.resolve("away"), Path.of("/usr"));
    Outcome outcome = stage.first(copy);
    assertDone(outcome);
    assertThat(outcome.observations().toString())
        .contains("absolute links still lead into the source: 1, first '" + source + "/back'")
        .contains("postmaster.pid of a server that was killed was copied: 1, first '");
  }
}
