package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder on the way of a walk, listed bit by bit. */
final class OpenFolder implements AutoCloseable {
  private final Path path;
  private final String key;
  private final BasicFileAttributes before;
  private final DirectoryStream<Path> stream;
  private final Iterator<Path> children;
  private boolean empty = true;
  private String problem = "";

  /**
   * Opens a folder.
   *
   * @param key of the folder, which the keys of what is in it begin with
   * @param before its attributes
   */
  @SuppressWarnings("StreamResourceLeak") // close() closes it
  OpenFolder(Path path, String key, BasicFileAttributes before) throws IOException {
    this.path = path;
    this.key = key;
    this.before = before;
    stream = Files.newDirectoryStream(path);
    children = stream.iterator();
  }

  /** The next of what is in it; null at the end, be it the true one or not. */
  @Nullable Path next() {
    try {
      if (children.hasNext()) {
        empty = false;
        return children.next();
      }
      if (!unchanged(attributes(path))) {
        problem = "changed while it was listed";
      }
    } catch (DirectoryIteratorException e) {
      problem = "listing broke off: " + Problem.of(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      problem = Problem.of(e);
    }
    return null;
  }

  /** Key of something in it. */
  String key(Path child) {
    return key + FileName.last(child);
  }

  /** The folder itself, after the end of what is in it. */
  TreeNode node() {
    TreeNode.Type type = empty ? TreeNode.Type.EMPTY_FOLDER : TreeNode.Type.FOLDER;
    return new TreeNode(key, path, type, before, problem);
  }

  private boolean unchanged(BasicFileAttributes after) {
    return after.isDirectory()
        && before.lastModifiedTime().equals(after.lastModifiedTime())
        && Objects.equals(before.fileKey(), after.fileKey());
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      return; // it was only read, and to its end
    }
  }
}
