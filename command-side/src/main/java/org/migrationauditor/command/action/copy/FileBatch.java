package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.linux.SourceFile;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.messages.ContentDigest;

/**
 * Some files that are copied together: written under hidden names, flushed to the disk at once,
 * read again from there, and only then given their names.
 */
final class FileBatch {
  private static final int MOST_FILES = 128;
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
  void copy(CopyRun run, DiskBytes disk) throws IOException, InterruptedException {
    List<Written> written = new ArrayList<>();
    for (Pair pair : files) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!complete(pair, run, disk)) {
        written.add(write(pair, run, disk));
      }
    }
    run.staging().flush(written.stream().map(Written::hidden).toList());
    for (Written one : written) {
      Pair pair = one.pair();
      boolean pastCache = reread(one, disk);
      Attributes.apply(pair.source(), one.hidden());
      Files.move(one.hidden(), pair.target(), StandardCopyOption.ATOMIC_MOVE);
      run.journal().add(pair.source(), Node.of(pair.target()));
      run.tally().proven(pair.source().size(), pastCache);
    }
  }

  /**
   * A copy of an earlier attempt is believed if it was proven then, or when both sides read alike.
   */
  private static boolean complete(Pair pair, CopyRun run, DiskBytes disk)
      throws IOException, InterruptedException {
    Node source = pair.source();
    Optional<Node> there = Node.at(pair.target());
    if (there.isEmpty()) {
      return false;
    }
    if (there.get().isFolder() || run.fresh()) {
      throw new FileSystemException(
          pair.target().toString(),
          null,
          there.get().isFolder()
              ? "a folder is in the way of a file"
              : "came to be there during the copy; stop what writes to it");
    }
    if (run.journal().holds(source, there.get())) {
      run.tally().provenEarlier(source.size());
      return true;
    }
    if (there.get().links() != source.links()
        || !Attributes.differences(source, there.get()).isEmpty()) {
      return false;
    }
    DiskBytes.Content copy = disk.read(pair.target());
    boolean alike = disk.read(source.path()).digest().equals(copy.digest());
    if (alike) {
      run.tally().read(source.size());
      run.tally().proven(source.size(), copy.pastCache());
    }
    return alike;
  }

  private static Written write(Pair pair, CopyRun run, DiskBytes disk)
      throws IOException, InterruptedException {
    Node source = pair.source();
    Path hidden = run.staging().next();
    Files.createFile(
        hidden, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (SourceFile from = SourceFile.open(source.path());
        FileChannel to = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
      ContentDigest digest = disk.copy(from, source.size(), to, run);
      Node after = Node.of(source.path());
      if (!after.sameAs(source)
          || after.size() != source.size()
          || from.channel().size() != source.size()
          || to.size() != source.size()
          || !after.modified().equals(source.modified())
          || !after.changed().equals(source.changed())) {
        throw new FileSystemException(
            source.path().toString(), null, "changed while it was copied; stop what writes to it");
      }
      return new Written(pair, hidden, digest);
    }
  }

  private static boolean reread(Written one, DiskBytes disk)
      throws IOException, InterruptedException {
    DiskBytes.Content again = disk.read(one.hidden());
    if (!again.digest().equals(one.digest())) {
      throw new FileSystemException(
          one.pair().target().toString(),
          null,
          "the disk gives back other bytes than were written");
    }
    return again.pastCache();
  }
}
