package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.file.Path;
import org.migrationauditor.command.action.linux.SourceFile;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.TreeSize;
import org.migrationauditor.command.action.tree.TreeWalk;

/** Size of what a folder holds without the holes of its files, as far as the system tells them. */
public final class StoredSize {
  private static final long SMALL = 64 * 1024;

  private StoredSize() {}

  /** Asks every file that is not small where its data are; nothing is read. */
  public static TreeSize of(Path tree) throws IOException, InterruptedException {
    TreeSize.Count count = new TreeSize.Count();
    TreeWalk.walk(
        tree,
        node -> {
          boolean mayHaveHoles = node.kind() == Node.Kind.FILE && node.size() > SMALL;
          count.met(mayHaveHoles ? node.ofSize(stored(node)) : node);
        });
    return count.total();
  }

  private static long stored(Node node) throws IOException {
    try (SourceFile file = SourceFile.open(node.path())) {
      long bytes = 0;
      long at = file.data(0);
      while (at < file.size()) {
        long end = Math.max(at + 1, file.hole(at));
        bytes += end - at;
        at = file.data(end);
      }
      return bytes;
    }
  }
}
