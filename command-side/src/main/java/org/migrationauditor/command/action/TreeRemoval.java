package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.tree.Deletion;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.TreeSize;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;

/**
 * Deletes a folder and nothing else, and only as it was last read; a folder that is gone already
 * needs nothing. A mark tells a later attempt that deleting had begun, and itself changed the
 * folder.
 */
final class TreeRemoval {
  private static final int FEWEST_LEVELS = 2;

  private final Path tree;
  private final ActionContext context;
  private final Path markFile;

  TreeRemoval(Action.RemoveTree action, ActionContext context) {
    tree = action.tree().toAbsolutePath().normalize();
    this.context = context;
    markFile = context.workspace().resolve(context.stepId().value()).resolve("remove");
  }

  Deed perform() throws IOException, InterruptedException {
    Path parent = tree.getParent();
    if (parent == null || tree.getNameCount() < FEWEST_LEVELS) {
      return refused("is too near the root; give a folder at least two levels below it");
    }
    Optional<Node> node = Node.at(tree);
    if (node.isEmpty()) {
      return gone(0);
    }
    if (!node.get().isFolder()) {
      return refused("is %s; only a folder is removed".formatted(PathLooks.kind(node.get())));
    }
    Path real = tree.toRealPath();
    if (real.getNameCount() < FEWEST_LEVELS) {
      return refused("is in truth '%s', too near the root".formatted(PathBytes.shown(real)));
    }
    for (Path kept : kept()) {
      if (Files.exists(kept) && kept.toRealPath().startsWith(real)) {
        return refused("holds '%s', which must stay".formatted(PathBytes.shown(kept)));
      }
    }
    Optional<String> mounts = Mounts.onOrBelow(real);
    if (mounts.isPresent()) {
      return refused(mounts.get() + ", and nothing is removed through a mount; unmount it first");
    }
    Mark mark = new Mark(List.of(PathBytes.of(tree), node.get().identity()));
    if (!Mark.read(markFile).equals(Optional.of(mark))) {
      Optional<String> changed = Unchanged.contradiction(tree, context.inventories().values());
      if (changed.isPresent()) {
        return refused(
            changed.get() + "; see what it is, take its inventories and comparisons again");
      }
      mark.write(markFile);
    }
    return removed(real, node.get());
  }

  private Deed removed(Path real, Node root) throws IOException, InterruptedException {
    try (Console.Task task = context.console().task("removing " + PathBytes.shown(tree))) {
      announce(real, task);
      long removed = Deletion.of(root, real, task::advance);
      Durable.force(Node.nearest(real));
      return gone(removed);
    }
  }

  private static void announce(Path real, Console.Task task) throws InterruptedException {
    try {
      TreeSize size = TreeSize.of(real);
      task.total(size.entries(), size.bytes());
    } catch (IOException e) {
      task.total(0, 0); // deeper than a path can be long: it is removed all the same, uncounted
    }
  }

  private Iterable<Path> kept() {
    return List.of(
        Path.of(System.getProperty("user.home", "/")).toAbsolutePath(),
        context.workspace().toAbsolutePath());
  }

  private Deed gone(long removed) throws IOException {
    boolean left = Node.at(tree).isPresent();
    return Deed.done(
        new Observation(
            "nothing is left at '%s'".formatted(PathBytes.shown(tree)),
            left ? Verdict.FAILED : Verdict.PASSED,
            left
                ? "something is there"
                : "%d entries were removed, nothing is there".formatted(removed)));
  }

  private Deed refused(String what) {
    return Deed.failed(
        "step '%s': folder '%s': %s; nothing was removed"
            .formatted(context.stepId(), PathBytes.shown(tree), what));
  }
}
