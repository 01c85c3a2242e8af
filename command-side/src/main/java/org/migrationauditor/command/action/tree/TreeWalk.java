package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Walk through a folder that follows no link and enters no other file system. It holds one open
 * folder per level and nothing else.
 */
public final class TreeWalk {
  private TreeWalk() {}

  /** Takes what a walk meets. A folder is met twice: before and after all that is in it. */
  public interface Visitor {
    /** A folder before what it holds, or any other entry. */
    void met(Node node) throws IOException, InterruptedException;

    /** A folder after all that it holds. */
    default void left(Node folder) throws IOException, InterruptedException {}
  }

  private record Level(Node folder, DirectoryStream<Path> children, Iterator<Path> next) {}

  /**
   * Walks from a folder, which is met too; anything else is met alone.
   *
   * @throws FileSystemException if an entry cannot be looked at, or another file system is mounted
   *     below the folder
   * @throws InterruptedException if this thread was interrupted
   */
  public static void walk(Path root, Visitor visitor) throws IOException, InterruptedException {
    Deque<Level> levels = new ArrayDeque<>();
    try {
      enter(Node.of(root), levels, visitor);
      while (!levels.isEmpty()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Level level = levels.getLast();
        if (level.next().hasNext()) {
          Node child = Node.of(level.next().next());
          if (child.isFolder() && child.device() != level.folder().device()) {
            throw new FileSystemException(
                child.path().toString(), null, "another file system is mounted here");
          }
          enter(child, levels, visitor);
        } else {
          levels.removeLast().children().close();
          visitor.left(level.folder());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } finally {
      for (Level level : levels) {
        level.children().close();
      }
    }
  }

  private static void enter(Node node, Deque<Level> levels, Visitor visitor)
      throws IOException, InterruptedException {
    visitor.met(node);
    if (node.isFolder()) {
      DirectoryStream<Path> children = open(node.path());
      levels.add(new Level(node, children, children.iterator()));
      if (!Node.of(node.path()).sameAs(node)) {
        throw new NoSuchFileException(
            node.path().toString(), null, "was replaced while it was looked at");
      }
    }
  }

  @SuppressWarnings("StreamResourceLeak") // the walk closes it when it leaves the folder
  private static DirectoryStream<Path> open(Path folder) throws IOException {
    return Files.newDirectoryStream(folder);
  }
}
