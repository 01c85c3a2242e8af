package org.migrationauditor.command.action.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.tree.Node;

final class JournalTest {
  @TempDir Path temp;
  private Path file;
  private Node source;
  private Node copy;

  @BeforeEach
  void nodes() throws IOException {
    file = temp.resolve("step/copied");
    source = changed(Node.of(Files.writeString(temp.resolve("a"), "x")), 1000);
    copy = Node.of(Files.writeString(temp.resolve("b"), "x"));
  }

  private static Node changed(Node node, long millis) {
    return new Node(
        node.path(),
        node.kind(),
        node.device(),
        node.inode(),
        node.links(),
        node.mode(),
        node.uid(),
        node.gid(),
        node.size(),
        node.modified(),
        FileTime.fromMillis(millis));
  }

  private void keep(boolean fresh, Node proven) throws IOException {
    try (Journal journal = Journal.open(file, fresh)) {
      journal.add(proven, copy);
    }
  }

  private boolean held(Node source, Node copy) throws IOException {
    try (Journal journal = Journal.open(file, false)) {
      return journal.holds(source, copy);
    }
  }

  @Test
  void whatWasProvenIsKnownToALaterAttempt() throws Exception {
    keep(false, changed(source, 500));
    keep(false, source);
    assertThat(held(source, copy)).isTrue();
    assertThat(held(changed(source, 500), copy)).isTrue();
  }

  @Test
  void whatWasTouchedSinceIsNot() throws Exception {
    keep(false, source);
    assertThat(held(changed(source, 1001), copy)).isFalse();
    assertThat(held(source, changed(copy, 1001))).isFalse();
    assertThat(held(source, source)).isFalse();
  }

  @Test
  void whatChangedJustBeforeIsReadAgain() throws Exception {
    Node now = changed(source, System.currentTimeMillis());
    keep(false, now);
    assertThat(held(now, copy)).isFalse();
  }

  @Test
  void aTornEndTakesNothingElseWithIt() throws Exception {
    keep(false, source);
    Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    keep(false, changed(source, 900));
    assertThat(held(source, copy)).isTrue();
    assertThat(held(changed(source, 900), copy)).isTrue();
  }

  @Test
  void aFreshCopyKnowsNothing() throws Exception {
    keep(false, source);
    keep(true, changed(source, 900));
    assertThat(held(source, copy)).isFalse();
  }
}
