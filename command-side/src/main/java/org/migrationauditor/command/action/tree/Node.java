package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a file system as {@code lstat(2)} shows it, links not followed.
 *
 * @param device number of the file system
 * @param links hard links to it, count
 * @param mode permissions with set-user-id, set-group-id and sticky bit, without the kind
 * @param size bytes
 * @param changed when anything of it was last changed, owner and names included ({@code st_ctime})
 */
public record Node(
    Path path,
    Kind kind,
    long device,
    long inode,
    int links,
    int mode,
    int uid,
    int gid,
    long size,
    FileTime modified,
    FileTime changed) {
  private static final String ATTRIBUTES =
      "unix:dev,ino,nlink,mode,uid,gid,size,lastModifiedTime,ctime";
  private static final int KIND = 0170000;

  /** What an entry is. */
  public enum Kind {
    FOLDER,
    FILE,
    LINK,
    /** Socket, pipe or device. */
    SPECIAL;

    static Kind of(int mode) {
      return switch (mode & KIND) {
        case 0040000 -> FOLDER;
        case 0100000 -> FILE;
        case 0120000 -> LINK;
        default -> SPECIAL;
      };
    }
  }

  /**
   * Looks at a path.
   *
   * @throws NoSuchFileException if nothing is there
   */
  public static Node of(Path path) throws IOException {
    Map<String, Object> seen = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) value(seen, "mode", path);
    return new Node(
        path,
        Kind.of(mode),
        (long) value(seen, "dev", path),
        (long) value(seen, "ino", path),
        (int) value(seen, "nlink", path),
        mode & ~KIND,
        (int) value(seen, "uid", path),
        (int) value(seen, "gid", path),
        (long) value(seen, "size", path),
        (FileTime) value(seen, "lastModifiedTime", path),
        (FileTime) value(seen, "ctime", path));
  }

  /** Looks at a path where nothing may be. */
  public static Optional<Node> at(Path path) throws IOException {
    try {
      return Optional.of(of(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if ("Not a directory".equals(e.getReason())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The path itself, or its nearest parent where something is; links are followed. */
  public static Path nearest(Path path) throws IOException {
    for (Path up = path.toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.exists(up)) {
        return up.toRealPath();
      }
    }
    throw new NoSuchFileException(path.toString());
  }

  private static Object value(Map<String, Object> seen, String name, Path path) throws IOException {
    Object value = seen.get(name);
    if (value == null) {
      throw new FileSystemException(path.toString(), null, "this file system tells no " + name);
    }
    return value;
  }

  public boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  /** Whether both are the same entry of the same file system. */
  public boolean sameAs(Node other) {
    return device == other.device && inode == other.inode;
  }

  /** The same entry with another size. */
  public Node ofSize(long bytes) {
    return new Node(path, kind, device, inode, links, mode, uid, gid, bytes, modified, changed);
  }

  /** Device and inode as text. */
  public String identity() {
    return device + ":" + inode;
  }
}
