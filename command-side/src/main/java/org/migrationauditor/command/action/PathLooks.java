package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.migrationauditor.command.action.tree.MountTable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;

/** Looks at what is at one path. */
final class PathLooks {
  private PathLooks() {}

  static Look.Answer absent(Path path) throws IOException {
    return Node.at(path)
        .map(node -> Look.Answer.failed("there is " + kind(node)))
        .orElseGet(() -> Look.Answer.passed("nothing is there"));
  }

  static Look.Answer is(Node.Kind kind, Path path) throws IOException {
    Optional<Node> node = Node.at(path);
    if (node.isEmpty()) {
      return Look.Answer.failed("nothing is there");
    }
    String seen = "it is " + kind(node.get());
    return node.get().kind() == kind ? Look.Answer.passed(seen) : Look.Answer.failed(seen);
  }

  static Look.Answer notNested(Path tree) throws IOException {
    Optional<Node> node = Node.at(tree);
    if (node.isEmpty()) {
      return Look.Answer.unknown("the folder is not there");
    }
    Path name = tree.getFileName();
    if (!node.get().isFolder() || name == null) {
      return Look.Answer.unknown("it is " + kind(node.get()));
    }
    return Node.at(tree.resolve(name))
        .map(
            nested ->
                Look.Answer.failed(
                    "'%s' in it is %s".formatted(PathBytes.shown(name), kind(nested))))
        .orElseGet(() -> Look.Answer.passed("no entry has its name"));
  }

  static Look.Answer sameFileSystem(Path one, Path other) throws IOException {
    Path first = Node.nearest(one);
    Path second = Node.nearest(other);
    Node here = Node.of(first);
    Node there = Node.of(second);
    if (here.device() != there.device()) {
      return Look.Answer.failed(
          "'%s' is on file system %d, '%s' on %d"
              .formatted(
                  PathBytes.shown(first), here.device(), PathBytes.shown(second), there.device()));
    }
    if (differentMounts(first, second)) {
      return Look.Answer.failed("both are on one file system but reached through two mounts");
    }
    return Look.Answer.passed("both are on file system %d".formatted(here.device()));
  }

  /** A rename across two mounts of one file system is refused by the kernel too. */
  private static boolean differentMounts(Path one, Path other) throws IOException {
    MountTable mounts;
    try {
      mounts = MountTable.own();
    } catch (NoSuchFileException e) {
      return false; // a kernel without mountinfo has no bind mounts either
    }
    Optional<Integer> first = mounts.place(PathBytes.of(one)).map(p -> p.mount().id());
    return !first.equals(mounts.place(PathBytes.of(other)).map(p -> p.mount().id()));
  }

  static String kind(Node node) {
    return switch (node.kind()) {
      case FOLDER -> "a folder";
      case FILE -> "a file";
      case LINK -> "a symbolic link";
      case SPECIAL -> "a socket, pipe or device";
    };
  }
}
