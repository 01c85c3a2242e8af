package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.migrationauditor.command.action.linux.NewName;
import org.migrationauditor.command.action.linux.SourceFile;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.messages.ContentDigest;

/**
 * Some files that are copied together: written under hidden names, flushed to the disk at once,
 * read again from there, and only then given their names.
 */
final class FileBatch {
  private static final int MOST_FILES = 512;
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final List<Pair> files = new ArrayList<>();
  private long bytes;

  /** A file and the place of its copy. */
  record Pair(Node source, Path target) {}

  /** A file that is to take its name, from another or from nobody. */
  private record Written(Pair pair, boolean replaces, Path hidden, ContentDigest digest) {}

  /** What an earlier attempt left at the place of a copy. */
  private enum Earlier {
    NOTHING,
    PROVEN,
    WRONG
  }

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
      Earlier earlier = run.fresh() ? Earlier.NOTHING : earlier(pair, run, disk);
      if (earlier != Earlier.PROVEN) {
        written.add(write(pair, earlier == Earlier.WRONG, run, disk));
      }
    }
    run.staging().flush(written.stream().map(Written::hidden).toList());
    for (Written one : written) {
      Pair pair = one.pair();
      boolean pastCache = reread(one, disk);
      name(one);
      run.journal().add(pair.source(), Node.of(pair.target()));
      run.tally().proven(pair.source().size(), pastCache);
    }
  }

  /**
   * A copy of an earlier attempt is believed if it was proven then, or when both sides read alike.
   */
  private static Earlier earlier(Pair pair, CopyRun run, DiskBytes disk)
      throws IOException, InterruptedException {
    Node source = pair.source();
    Optional<Node> there = Node.at(pair.target());
    if (there.isEmpty()) {
      return Earlier.NOTHING;
    }
    if (there.get().isFolder()) {
      throw new FileSystemException(
          pair.target().toString(), null, "a folder is in the way of a file");
    }
    if (run.journal().holds(source, there.get())) {
      run.tally().provenEarlier(source.size());
      return Earlier.PROVEN;
    }
    if (there.get().links() != source.links()
        || !Attributes.differences(source, there.get()).isEmpty()) {
      return Earlier.WRONG;
    }
    DiskBytes.Content copy = disk.read(pair.target());
    if (!disk.read(source.path()).digest().equals(copy.digest())) {
      return Earlier.WRONG;
    }
    run.tally().read(source.size());
    run.tally().proven(source.size(), copy.pastCache());
    return Earlier.PROVEN;
  }

  private static Written write(Pair pair, boolean replaces, CopyRun run, DiskBytes disk)
      throws IOException, InterruptedException {
    Node source = pair.source();
    Path hidden = run.staging().next();
    try (SourceFile from = SourceFile.open(source.path());
        FileChannel to = FileChannel.open(hidden, NEW, permissions(source))) {
      ContentDigest digest = disk.copy(from, source.size(), to, run);
      Attributes.apply(source, hidden);
      Node after = Node.of(source.path());
      if (!after.sameAs(source)
          || after.size() != source.size()
          || from.sizeNow() != source.size()
          || to.size() != source.size()
          || !after.modified().equals(source.modified())
          || !after.changed().equals(source.changed())) {
        throw new FileSystemException(
            source.path().toString(), null, "changed while it was copied; stop what writes to it");
      }
      return new Written(pair, replaces, hidden, digest);
    }
  }

  /**
   * Those of the source, so that mostly none need be changed; the folder above keeps others out.
   */
  private static FileAttribute<Set<PosixFilePermission>> permissions(Node source) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] fromHighest = PosixFilePermission.values();
    for (int bit = 0; bit < fromHighest.length; bit++) {
      if ((source.mode() & 0400 >> bit) != 0) {
        permissions.add(fromHighest[bit]);
      }
    }
    return PosixFilePermissions.asFileAttribute(permissions);
  }

  private static void name(Written one) throws IOException {
    Path target = one.pair().target();
    if (one.replaces()) {
      Files.move(one.hidden(), target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      NewName.give(one.hidden(), target);
    } catch (FileAlreadyExistsException e) {
      throw new FileSystemException(
          target.toString(), null, "came to be there during the copy; stop what writes to it");
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
