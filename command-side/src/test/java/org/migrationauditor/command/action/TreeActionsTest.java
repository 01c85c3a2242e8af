package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.Outcome;

final class TreeActionsTest {
  @TempDir Path temp;
  private Stage stage;
  private Path source;
  private Path target;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
    source = stage.folder.resolve("kaapana");
    target = stage.folder.resolve("kaapana_old");
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
  }

  private static void assertRefused(Outcome outcome, String because) {
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains(because).startsWith("step 'g7': ");
  }

  @Test
  void aMovedFolderIsTheSameFolder() throws Exception {
    stage.file("kaapana/minio/a", "x");
    Node before = Node.of(source);
    Outcome outcome = stage.first(new Action.MoveTree(source, target.resolve("deep/er")));
    assertDone(outcome);
    assertThat(Node.of(target.resolve("deep/er")).sameAs(before)).isTrue();
    assertThat(source).doesNotExist();
    assertThat(outcome.observations().getFirst().seen()).contains(before.identity());
  }

  @Test
  void nothingIsMovedOntoAnythingNotEvenADanglingLink() throws Exception {
    stage.file("kaapana/a", "x");
    Files.createSymbolicLink(target, Path.of("nowhere"));
    assertRefused(stage.first(new Action.MoveTree(source, target)), "is there already");
    Files.delete(target);
    Files.createDirectory(target);
    assertRefused(stage.first(new Action.MoveTree(source, target)), "is there already");
    assertThat(source.resolve("a")).exists();
  }

  @Test
  void whatIsNoPlainFolderIsNotMoved() throws Exception {
    assertRefused(stage.first(new Action.MoveTree(source, target)), "is not there");
    stage.file("kaapana", "file");
    assertRefused(stage.first(new Action.MoveTree(source, target)), "is a file");
    Files.delete(source);
    Files.createSymbolicLink(source, stage.folder("real"));
    assertRefused(stage.first(new Action.MoveTree(source, target)), "is a symbolic link");
    assertRefused(
        stage.first(new Action.MoveTree(Path.of("/proc"), target)), "something is mounted on");
    Files.delete(source);
    Files.createDirectory(source);
    assertRefused(stage.first(new Action.MoveTree(source, source.resolve("in"))), "lie in it");
    assertRefused(
        stage.first(new Action.MoveTree(source, Path.of("/proc/1/x"))), "another file system");
  }

  @Test
  void aMoveThatWasKilledBeforeOrAfterTheRenameIsFinished() throws Exception {
    stage.file("kaapana/a", "x");
    Action move = new Action.MoveTree(source, target);
    Path mark = stage.workspace.resolve("g7/move");
    new Mark(List.of(source.toString(), target.toString(), Node.of(source).identity())).write(mark);
    assertDone(stage.resumed(2, move));
    assertDone(stage.resumed(3, move));
    assertRefused(stage.first(move), "nothing proves");
  }

  @Test
  void aMoveWhoseChecksFailedOnceIsSeenAgainWhenTheCauseIsGone() throws Exception {
    stage.file("kaapana/a", "x");
    Path inTheWay = stage.file("left", "x");
    Action move = new Action.MoveTree(source, target);
    Check absent = new Check.Absent(inTheWay);
    assertRefused(stage.first(move, absent), "nothing is at");
    Files.delete(inTheWay);
    assertDone(
        Stage.outcome(stage.performer().perform(move, List.of(absent), stage.context(2, false))));
    assertThat(target.resolve("a")).exists();
  }

  @Test
  void aStrangerAtTheTargetIsNotTakenForTheMovedFolder() throws Exception {
    stage.file("kaapana/a", "x");
    Action move = new Action.MoveTree(source, target);
    stage.first(move);
    stage.shell("mv kaapana_old elsewhere; mkdir kaapana_old");
    assertRefused(stage.resumed(2, move), "nothing proves");
  }

  @Test
  void aFolderIsRemovedWithHostileNamesAndLinksStayUnfollowed() throws Exception {
    stage.file("elsewhere/kept", "x");
    stage.shell(
        """
        mkdir -p kaapana/-rf && cd kaapana && ln -s ../elsewhere out && ln -s nowhere dangling
        : > "$(printf 'new\\nline')"; : > "$(printf '\\377\\376')"; : > -f; mkfifo pipe
        i=0; while [ $i -lt 200 ]; do mkdir d && cd d; i=$((i+1)); done; : > deepest
        """);
    assertDone(stage.first(new Action.RemoveTree(source)));
    assertThat(source).doesNotExist();
    assertThat(stage.folder.resolve("elsewhere/kept")).exists();
  }

  @Test
  void aFolderDeeperThanAnyPathIsRemoved() throws Exception {
    stage.shell(
        """
        mkdir kaapana; cd kaapana; n=$(printf '%0200d' 0)
        i=0; while [ $i -lt 40 ]; do mkdir $n && cd -P $n 2>/dev/null || cd $n; i=$((i+1)); done
        """);
    Outcome outcome = stage.first(new Action.RemoveTree(source));
    if (outcome.result() != Outcome.Result.SUCCEEDED) {
      stage.shell("rm -rf kaapana");
    }
    assertDone(outcome);
  }

  @Test
  void aFolderThatIsGoneNeedsNoRemoval() throws Exception {
    assertDone(stage.first(new Action.RemoveTree(source)));
    assertDone(stage.resumed(2, new Action.RemoveTree(source)));
  }

  @Test
  void aFolderThatChangedSinceItWasReadIsNotRemoved() throws Exception {
    Path kept = stage.file("kaapana/minio/a", "x");
    read(source.resolve("minio"));
    for (String change :
        List.of(
            "echo y > kaapana/minio/a",
            "touch -d 2001-01-01 kaapana/minio/a",
            "chmod 600 kaapana/minio/a",
            "mkdir kaapana/late",
            "rm kaapana/b",
            "mv kaapana/minio/a kaapana/c; mv kaapana/c kaapana/minio/a")) {
      stage.file("kaapana/b", "x");
      read(source.resolve("minio"));
      stage.shell(change);
      assertRefused(stage.first(new Action.RemoveTree(source)), "changed since it was read");
      assertThat(kept).exists();
    }
    read(source.resolve("minio"));
    assertDone(stage.first(new Action.RemoveTree(source)));
  }

  @Test
  void onlyTheLastReadingOfAnArchiveCounts() throws Exception {
    stage.file("kaapana/minio/a", "x");
    read(source.resolve("minio"));
    Instant first = Instant.now();
    stage.shell("sleep 0.05; echo y > kaapana/minio/a");
    stage.inventories.put(
        new InventoryName("again"), taken(source.resolve("minio"), Instant.now().plusMillis(50)));
    stage.inventories.put(new InventoryName("elsewhere"), taken(target, first));
    assertDone(stage.first(new Action.RemoveTree(source)));
  }

  @Test
  void aRemovalThatWasKilledGoesOnThoughItChangedTheFolder() throws Exception {
    stage.file("kaapana/minio/a", "x");
    stage.file("kaapana/minio/b", "x");
    read(source.resolve("minio"));
    stage.shell("rm kaapana/minio/a");
    assertRefused(stage.resumed(2, new Action.RemoveTree(source)), "changed since it was read");
    new Mark(List.of(source.toString(), Node.of(source).identity()))
        .write(stage.workspace.resolve("g7/remove"));
    assertDone(stage.resumed(3, new Action.RemoveTree(source)));
  }

  /** What is there has been read, and the clock has moved on. */
  private void read(Path root) throws Exception {
    TimeUnit.MILLISECONDS.sleep(20);
    stage.inventories.put(new InventoryName("dicom"), taken(root, Instant.now()));
    TimeUnit.MILLISECONDS.sleep(20);
  }

  private static ActionContext.Taken taken(Path root, Instant since) {
    return new ActionContext.Taken(
        new InventorySummary(
            new InventoryName("dicom"),
            View.FILES,
            root.toString(),
            new ContentDigest("0".repeat(64)),
            new InventoryCounts(0, 0, 0, 0, 0, 0, 1, 1, 0, 0)),
        since);
  }

  @Test
  void whatMustStayIsNotRemoved() throws Exception {
    assertRefused(stage.first(new Action.RemoveTree(Path.of("/"))), "near the root");
    assertRefused(stage.first(new Action.RemoveTree(Path.of("/nothing"))), "near the root");
    assertRefused(
        stage.first(new Action.RemoveTree(Path.of("/usr/lib/../../usr"))), "near the root");
    assertRefused(stage.first(new Action.RemoveTree(Path.of("/proc/self"))), "is a symbolic link");
    Files.createDirectories(stage.workspace);
    assertRefused(stage.first(new Action.RemoveTree(stage.folder)), "which must stay");
    Path link = Files.createSymbolicLink(source, stage.folder("real"));
    assertRefused(stage.first(new Action.RemoveTree(link)), "is a symbolic link");
    assertThat(stage.folder.resolve("real")).exists();
    assertRefused(stage.first(new Action.RemoveTree(stage.file("file", "x"))), "is a file");
  }

  @Test
  void ownersAreChangedOnLinksNotThroughThem() throws Exception {
    Path outside = stage.file("elsewhere/kept", "x");
    stage.file("kaapana/a/b", "x");
    Files.createSymbolicLink(source.resolve("out"), outside);
    Node node = Node.of(source);
    boolean root = node.uid() == 0;
    int uid = root ? 1023 : node.uid();
    Outcome outcome = stage.first(new Action.ChangeOwner(source, uid, node.gid()));
    assertDone(outcome);
    assertThat(outcome.observations().getFirst().what()).contains("belongs to " + uid);
    assertThat(Node.of(source.resolve("a/b")).uid()).isEqualTo(uid);
    assertThat(Node.of(source.resolve("out")).uid()).isEqualTo(uid);
    assertThat(Node.of(outside).uid()).isEqualTo(node.uid());
  }

  @Test
  void noOwnerIsChangedOfWhatIsNoFolder() throws Exception {
    assertRefused(stage.first(new Action.ChangeOwner(source, 1, 1)), "is not there");
    Files.createSymbolicLink(source, stage.folder("real"));
    assertRefused(stage.first(new Action.ChangeOwner(source, 1, 1)), "is a symbolic link");
    assertRefused(stage.first(new Action.ChangeOwner(Path.of("/proc"), 1, 1)), "mounted");
  }
}
