package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Walk through a folder that follows no link, holds one open folder per level and nothing else, and
 * notices when a folder changes under it.
 */
final class TreeWalk {
  /** Key of the root itself, which is met only when something is wrong with it. */
  static final String ROOT_KEY = "./";

  private final Path root;
  private final Visitor visitor;
  private final Deque<OpenFolder> open = new ArrayDeque<>();

  /** Takes what the walk meets. */
  @FunctionalInterface
  interface Visitor {
    void met(TreeNode node) throws InterruptedException;
  }

  TreeWalk(Path root, Visitor visitor) {
    this.root = root;
    this.visitor = visitor;
  }

  /**
   * Walks once.
   *
   * @throws IOException if the root is no folder or cannot be opened
   */
  void walk() throws IOException, InterruptedException {
    BasicFileAttributes attributes = OpenFolder.attributes(root);
    if (!attributes.isDirectory()) {
      throw new IOException(
          attributes.isSymbolicLink()
              ? "is a symbolic link; give the folder it points to"
              : "is no folder; give the archive's folder");
    }
    open.push(new OpenFolder(root, "", attributes));
    try {
      while (!open.isEmpty()) {
        step(open.element());
      }
    } finally {
      open.forEach(OpenFolder::close);
    }
  }

  private void step(OpenFolder folder) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Path child = folder.next();
    if (child != null) {
      child(child, folder.key(child));
      return;
    }
    open.pop().close();
    TreeNode node = folder.node();
    if (!open.isEmpty()) {
      visitor.met(node);
    } else if (node.unlisted()) {
      visitor.met(new TreeNode(ROOT_KEY, root, node.type(), node.attributes(), node.problem()));
    }
  }

  private void child(Path child, String key) throws InterruptedException {
    @Nullable BasicFileAttributes attributes = null;
    try {
      attributes = OpenFolder.attributes(child);
      if (attributes.isDirectory()) {
        open.push(new OpenFolder(child, key + "/", attributes));
        return;
      }
    } catch (IOException e) {
      visitor.met(unopened(child, key, attributes, Problem.of(e)));
      return;
    }
    visitor.met(new TreeNode(key, child, type(attributes), attributes, ""));
  }

  private static TreeNode unopened(
      Path child, String key, @Nullable BasicFileAttributes attributes, String problem) {
    return attributes == null
        ? new TreeNode(key, child, TreeNode.Type.UNKNOWN, null, problem)
        : new TreeNode(key + "/", child, TreeNode.Type.FOLDER, attributes, problem);
  }

  private static TreeNode.Type type(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return TreeNode.Type.FILE;
    }
    return attributes.isSymbolicLink() ? TreeNode.Type.LINK : TreeNode.Type.OTHER;
  }
}
