package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a folder through open folders rather than paths, so that nobody who swaps a folder for a
 * link meanwhile can lead it elsewhere.
 */
public final class Deletion {
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Deleted deleted;
  private final String device;
  private long count;

  /** Told of what is gone. */
  @FunctionalInterface
  public interface Deleted {
    void entries(long entries, long bytes);
  }

  private record Level(
      @Nullable Path name, SecureDirectoryStream<Path> folder, Iterator<Path> children) {}

  private Deletion(String device, Deleted deleted) {
    this.device = device;
    this.deleted = deleted;
  }

  /**
   * Deletes a folder with all it holds.
   *
   * @param expected the folder as it was judged
   * @return entries deleted, count
   * @throws FileSystemException if an entry cannot be deleted, lies on another file system, or the
   *     folder is not the expected one; what came before is gone
   */
  public static long of(Node expected, Path tree, Deleted deleted)
      throws IOException, InterruptedException {
    try (DirectoryStream<Path> opened = Files.newDirectoryStream(tree)) {
      if (!(opened instanceof SecureDirectoryStream<Path> folder)) {
        return byPaths(tree, deleted);
      }
      BasicFileAttributes attributes =
          folder.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
      if (!Objects.equals(key(attributes), key(tree)) || !Node.of(tree).sameAs(expected)) {
        throw new FileSystemException(tree.toString(), null, "was replaced while it was looked at");
      }
      Deletion deletion = new Deletion(device(attributes), deleted);
      deletion.empty(folder);
      Files.delete(tree);
      return deletion.count + 1;
    }
  }

  private void empty(SecureDirectoryStream<Path> root) throws IOException, InterruptedException {
    levels.add(new Level(null, root, root.iterator()));
    try {
      while (!levels.isEmpty()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Level level = levels.getLast();
        if (level.children().hasNext()) {
          remove(level.folder(), Objects.requireNonNull(level.children().next().getFileName()));
        } else {
          leave();
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } finally {
      for (Level level : levels) {
        level.folder().close();
      }
    }
  }

  private void remove(SecureDirectoryStream<Path> folder, Path name) throws IOException {
    BasicFileAttributes attributes =
        folder
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    if (!attributes.isDirectory()) {
      folder.deleteFile(name);
      gone(attributes.isRegularFile() ? attributes.size() : 0);
      return;
    }
    SecureDirectoryStream<Path> child = open(folder, name);
    levels.add(new Level(name, child, child.iterator()));
    BasicFileAttributes opened =
        child.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
    if (!device(opened).equals(device)) {
      throw new FileSystemException(name.toString(), null, "another file system is mounted here");
    }
  }

  private void leave() throws IOException {
    Level emptied = levels.removeLast();
    emptied.folder().close();
    Level above = levels.peekLast();
    if (above != null && emptied.name() != null) {
      above.folder().deleteDirectory(emptied.name());
      gone(0);
    }
  }

  private void gone(long bytes) {
    count++;
    deleted.entries(1, bytes);
  }

  @SuppressWarnings("StreamResourceLeak") // closed when the walk leaves the folder
  private static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    return folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
  }

  private static @Nullable Object key(Path path) throws IOException {
    return key(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private static @Nullable Object key(BasicFileAttributes attributes) {
    return attributes.fileKey();
  }

  /**
   * The key's text is {@code (dev=<hex>,ino=<number>)}; an open folder tells its device no other
   * way.
   */
  private static String device(BasicFileAttributes attributes) {
    String key = String.valueOf(attributes.fileKey());
    int comma = key.indexOf(',');
    return comma < 0 ? "" : key.substring(0, comma);
  }

  private static long byPaths(Path tree, Deleted deleted) throws IOException, InterruptedException {
    long[] count = {0};
    TreeWalk.walk(
        tree,
        new TreeWalk.Visitor() {
          @Override
          public void met(Node node) throws IOException {
            if (!node.isFolder()) {
              left(node);
            }
          }

          @Override
          public void left(Node node) throws IOException {
            Files.delete(node.path());
            count[0]++;
            deleted.entries(1, node.kind() == Node.Kind.FILE ? node.size() : 0);
          }
        });
    return count[0];
  }
}
