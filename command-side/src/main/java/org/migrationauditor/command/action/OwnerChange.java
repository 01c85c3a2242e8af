package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.TreeSize;
import org.migrationauditor.command.action.tree.TreeWalk;
import org.migrationauditor.messages.migration.Outcome;

/**
 * Gives a folder and all below it to a user and group; links themselves, not what they point to.
 */
final class OwnerChange {
  private final Action.ChangeOwner action;
  private final Path tree;
  private final ActionContext context;
  private final Observer observer;

  OwnerChange(Action.ChangeOwner action, ActionContext context, Observer observer) {
    this.observer = observer;
    this.action = action;
    tree = action.tree().toAbsolutePath().normalize();
    this.context = context;
  }

  Deed perform() throws IOException, InterruptedException {
    Optional<Node> node = Node.at(tree);
    if (node.isEmpty() || !node.get().isFolder()) {
      return refused(node.map(PathLooks::kind).map("is "::concat).orElse("is not there"));
    }
    Optional<String> mounts =
        tree.getParent() == null ? Optional.of("it is the root") : Mounts.onOrBelow(tree);
    if (mounts.isPresent()) {
      return refused(mounts.get());
    }
    try (Console.Task task =
        context.console().task("changing the owner of " + PathBytes.shown(tree))) {
      task.total(TreeSize.of(tree).entries(), 0);
      TreeWalk.walk(tree, new Change(task));
    }
    return new Deed(
        Outcome.Result.SUCCEEDED,
        null,
        null,
        observer.observe(
            List.of(new Check.OwnedBy(tree, action.uid(), action.gid())), Duration.ZERO),
        "");
  }

  private final class Change implements TreeWalk.Visitor {
    private final Console.Task task;

    Change(Console.Task task) {
      this.task = task;
    }

    @Override
    public void met(Node node) throws IOException {
      if (!node.isFolder()) {
        left(node);
      }
    }

    @Override
    public void left(Node node) throws IOException {
      if (node.uid() != action.uid() || node.gid() != action.gid()) {
        Files.setAttribute(node.path(), "unix:uid", action.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(node.path(), "unix:gid", action.gid(), LinkOption.NOFOLLOW_LINKS);
      }
      task.advance(1, 0);
    }
  }

  private Deed refused(String what) {
    return Deed.failed(
        String.format(
            Locale.ROOT,
            "step '%s': folder '%s': %s; no owner was changed, give a folder and run again",
            context.stepId(),
            PathBytes.shown(tree),
            what));
  }
}
