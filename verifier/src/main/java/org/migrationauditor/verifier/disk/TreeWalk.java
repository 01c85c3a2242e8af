package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Walk through a folder that follows no link, holds one open folder per level and nothing else, and
 * notices when a folder changes under it.
 */
final class TreeWalk {
  /** Key of the root itself, which is met only when something is wrong with it. */
  static final String ROOT_KEY = "./";

  private final Path root;
  private final Visitor visitor;

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
    BasicFileAttributes before = attributes(root);
    if (!before.isDirectory()) {
      throw new IOException(
          before.isSymbolicLink()
              ? "is a symbolic link; give the folder it points to"
              : "is no folder; give the archive's folder");
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(root)) {
      TreeNode met = listed(children, root, "", before);
      if (met.unlisted()) {
        visitor.met(new TreeNode(ROOT_KEY, root, TreeNode.Type.FOLDER, before, met.problem()));
      }
    }
  }

  private TreeNode folder(Path folder, String key, BasicFileAttributes before)
      throws InterruptedException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      return listed(children, folder, key, before);
    } catch (IOException e) {
      return new TreeNode(key, folder, TreeNode.Type.FOLDER, before, Problem.of(e));
    }
  }

  private TreeNode listed(
      DirectoryStream<Path> children, Path folder, String key, BasicFileAttributes before)
      throws InterruptedException {
    TreeNode.Type type = TreeNode.Type.EMPTY_FOLDER;
    String problem = "";
    try {
      for (Path child : children) {
        type = TreeNode.Type.FOLDER;
        child(child, key + FileName.last(child));
      }
      if (!sameFolder(before, attributes(folder))) {
        problem = "changed while it was listed";
      }
    } catch (DirectoryIteratorException e) {
      problem = "listing broke off: " + Problem.of(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      problem = Problem.of(e);
    }
    return new TreeNode(key, folder, type, before, problem);
  }

  private void child(Path child, String key) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    BasicFileAttributes attributes;
    try {
      attributes = attributes(child);
    } catch (IOException e) {
      visitor.met(new TreeNode(key, child, TreeNode.Type.FILE, null, Problem.of(e)));
      return;
    }
    if (attributes.isDirectory()) {
      visitor.met(folder(child, key + "/", attributes));
    } else if (attributes.isRegularFile()) {
      visitor.met(new TreeNode(key, child, TreeNode.Type.FILE, attributes, ""));
    } else {
      TreeNode.Type type = attributes.isSymbolicLink() ? TreeNode.Type.LINK : TreeNode.Type.OTHER;
      visitor.met(new TreeNode(key, child, type, attributes, ""));
    }
  }

  private static boolean sameFolder(BasicFileAttributes before, BasicFileAttributes after) {
    return after.isDirectory()
        && before.lastModifiedTime().equals(after.lastModifiedTime())
        && Objects.equals(before.fileKey(), after.fileKey());
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
