package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.messages.ContentDigest;

/**
 * Some files that are copied together: written under hidden names, flushed to the disk at once,
 * read again from there, and only then given their names.
 */
final class FileBatch {
  private static final int MOST_FILES = 512;
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private final List<Pair> files = new ArrayList<>();
  private long bytes;

  /** A file and the place of its copy. */
  record Pair(Node source, Path target) {}

  private record Written(Pair pair, Path hidden, ContentDigest digest) {}

  void add(Node source, Path target) {
    files.add(new Pair(source, target));
    bytes += source.size();
  }

  boolean full() {
    return files.size() >= MOST_FILES || bytes >= MOST_BYTES;
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /**
   * Copies what is not there already.
   *
   * @throws FileSystemException if a source changes meanwhile or a copy reads differently
   */
  void copy(Staging staging, DiskBytes disk, TreeCopy.Copied copied)
      throws IOException, InterruptedException {
    List<Written> written = new ArrayList<>();
    for (Pair pair : files) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (complete(pair, disk)) {
        copied.file(pair.source().size());
      } else {
        written.add(write(pair, staging.next(), disk));
      }
    }
    staging.flush(written.stream().map(Written::hidden).toList());
    for (Written one : written) {
      reread(one, disk);
      Attributes.apply(one.pair().source(), one.hidden());
      Files.move(one.hidden(), one.pair().target(), StandardCopyOption.ATOMIC_MOVE);
      copied.file(one.pair().source().size());
    }
  }

  /** A copy of an earlier attempt is believed only when both sides read the same. */
  private static boolean complete(Pair pair, DiskBytes disk) throws IOException {
    Optional<Node> there = Node.at(pair.target());
    if (there.isEmpty()) {
      return false;
    }
    if (there.get().isFolder()) {
      throw new FileSystemException(
          pair.target().toString(), null, "a folder is in the way of a file");
    }
    boolean alike =
        there.get().links() == pair.source().links()
            && Attributes.differences(pair.source(), there.get()).isEmpty();
    return alike
        && disk.digest(pair.source().path(), pair.source().size())
            .equals(disk.digest(pair.target(), there.get().size()));
  }

  private static Written write(Pair pair, Path hidden, DiskBytes disk) throws IOException {
    Node source = pair.source();
    Files.createFile(
        hidden, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel from =
            FileChannel.open(source.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        FileChannel to = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
      ContentDigest digest = disk.copy(from, to);
      Node after = Node.of(source.path());
      if (!after.sameAs(source)
          || after.size() != source.size()
          || to.size() != source.size()
          || !after.modified().equals(source.modified())) {
        throw new FileSystemException(
            source.path().toString(), null, "changed while it was copied; stop what writes to it");
      }
      return new Written(pair, hidden, digest);
    } catch (IOException e) {
      disk.reset();
      throw e;
    }
  }

  private static void reread(Written one, DiskBytes disk) throws IOException {
    ContentDigest again = disk.digest(one.hidden(), one.pair().source().size());
    if (!again.equals(one.digest())) {
      throw new FileSystemException(
          one.pair().target().toString(),
          null,
          "the disk gives back other bytes than were written, SHA-256 %s instead of %s"
              .formatted(again, one.digest()));
    }
  }
}
