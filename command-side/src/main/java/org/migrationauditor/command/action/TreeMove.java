package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;

/** Renames a folder; its device and inode, written down before, tell that it is the same. */
final class TreeMove {
  private final Path source;
  private final Path target;
  private final ActionContext context;
  private final Path markFile;

  TreeMove(Action.MoveTree action, ActionContext context) {
    source = action.source().toAbsolutePath().normalize();
    target = action.target().toAbsolutePath().normalize();
    this.context = context;
    markFile = context.workspace().resolve(context.stepId().value()).resolve("move");
  }

  Deed perform() throws IOException {
    Optional<Node> there = Node.at(source);
    if (there.isEmpty()) {
      return sourceGone();
    }
    String refusal = refusal(there.get());
    if (!refusal.isEmpty()) {
      return Deed.failed(sentence(refusal));
    }
    Path from = parent(source);
    Path to = parent(target);
    Files.createDirectories(to);
    mark(there.get().identity()).write(markFile);
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      return Deed.failed(sentence(otherFileSystem()));
    }
    Durable.force(from);
    Durable.force(to);
    return seen(there.get().identity());
  }

  private Deed sourceGone() throws IOException {
    Optional<Mark> mark = Mark.read(markFile);
    Optional<Node> moved = Node.at(target);
    boolean tried = context.resumed() || context.attempt() > 1;
    if (tried
        && moved.isPresent()
        && mark.isPresent()
        && mark.get().equals(mark(moved.get().identity()))) {
      Durable.force(parent(source));
      Durable.force(parent(target));
      return seen(moved.get().identity());
    }
    return Deed.failed(
        sentence(
            moved.isPresent()
                ? "is not there, and nothing proves that what is at the target was it; look at both"
                : "is not there; give the folder that is to be moved"));
  }

  private String refusal(Node node) throws IOException {
    if (!node.isFolder()) {
      return "is %s; only a folder is moved".formatted(PathLooks.kind(node));
    }
    if (target.startsWith(source)) {
      return "the target would lie in it; choose one beside it";
    }
    if (Node.at(target).isPresent()) {
      return "the target is there already; move it away or choose another";
    }
    Optional<String> mounts = Mounts.onOrBelow(source);
    if (mounts.isPresent()) {
      return mounts.get() + "; unmount it first, or it comes back at the old place";
    }
    if (Node.of(Node.nearest(target)).device() != node.device()) {
      return otherFileSystem();
    }
    return "";
  }

  private static String otherFileSystem() {
    return "the target is on another file system, where a rename cannot reach; choose one beside it";
  }

  private Deed seen(String before) throws IOException {
    String after = Node.at(target).map(Node::identity).orElse("nothing");
    boolean left = Node.at(source).isPresent();
    return Deed.done(
        new Observation(
            "the folder at '%s' is the one that was moved".formatted(PathBytes.shown(target)),
            after.equals(before) ? Verdict.PASSED : Verdict.FAILED,
            "device and inode were %s and are %s".formatted(before, after)),
        new Observation(
            "nothing is left at '%s'".formatted(PathBytes.shown(source)),
            left ? Verdict.FAILED : Verdict.PASSED,
            left ? "something is there" : "nothing is there"));
  }

  private Mark mark(String identity) {
    return new Mark(List.of(PathBytes.of(source), PathBytes.of(target), identity));
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new NoSuchFileException(path.toString(), null, "has no parent folder");
    }
    return parent;
  }

  private String sentence(String what) {
    return "step '%s': folder '%s' to '%s': %s; nothing was moved"
        .formatted(context.stepId(), PathBytes.shown(source), PathBytes.shown(target), what);
  }
}
