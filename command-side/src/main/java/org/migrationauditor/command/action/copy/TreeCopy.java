package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.TreeWalk;

/**
 * Copies a folder with owners, modes, times, extended attributes, links and hard links. Done again
 * after a kill or a full disk, it goes on: what is complete is read, not copied, and nothing half
 * written ever has the name of a file. Sockets, pipes and devices are left out.
 */
public final class TreeCopy {
  private final Path source;
  private final Path target;
  private final Path hidden;
  private final Copied copied;

  /** Told of each file that is complete. Called from many threads. */
  @FunctionalInterface
  public interface Copied {
    void file(long bytes);
  }

  /**
   * A copy to be made.
   *
   * @param source a folder, real path
   * @param target a folder that is there, outside the source, real path
   * @param hiddenName of the folder in the target for files that are not complete; no entry of the
   *     source has it
   */
  public TreeCopy(Path source, Path target, String hiddenName, Copied copied) {
    this.source = source;
    this.target = target;
    hidden = target.resolve(hiddenName);
    this.copied = copied;
  }

  /**
   * Copies everything, flushes it to the disk and reads every file again from there.
   *
   * @throws FileSystemException with the reason, such as a full disk, a source that changes, or a
   *     disk that gives back other bytes; what is complete stays
   * @throws InterruptedException if this thread was interrupted; what is complete stays
   */
  public void run() throws IOException, InterruptedException {
    Staging staging = new Staging(hidden);
    staging.open();
    try (CopyWorkers workers = new CopyWorkers(staging, copied)) {
      TreeWalk.walk(source, new Entries(staging, workers));
      workers.finish();
    }
    staging.close();
    TreeWalk.walk(source, new Folders());
    Staging.flushAll(target);
  }

  private Path copyOf(Node node) {
    return target.resolve(source.relativize(node.path()));
  }

  private final class Entries implements TreeWalk.Visitor {
    private final Staging staging;
    private final CopyWorkers workers;
    private final Map<Long, Path> linked = new HashMap<>();

    Entries(Staging staging, CopyWorkers workers) {
      this.staging = staging;
      this.workers = workers;
    }

    @Override
    public void met(Node node) throws IOException, InterruptedException {
      Path copy = copyOf(node);
      switch (node.kind()) {
        case FOLDER -> folder(copy);
        case LINK -> link(node, copy);
        case FILE -> file(node, copy);
        case SPECIAL -> {}
      }
    }

    private void folder(Path copy) throws IOException {
      if (copy.equals(hidden)) {
        throw new FileSystemException(
            copy.toString(), null, "the source holds a folder of the name that hides half files");
      }
      Optional<Node> there = Node.at(copy);
      if (there.isEmpty()) {
        Files.createDirectory(
            copy,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else if (!there.get().isFolder()) {
        throw inTheWay(copy, there.get());
      } else if ((there.get().mode() & 0700) != 0700) {
        Files.setAttribute(copy, "unix:mode", there.get().mode() | 0700);
      }
    }

    private void link(Node node, Path copy) throws IOException {
      Path points = Files.readSymbolicLink(node.path());
      Optional<Node> there = Node.at(copy);
      boolean same =
          there.isPresent()
              && there.get().kind() == Node.Kind.LINK
              && Files.readSymbolicLink(copy).equals(points);
      if (!same) {
        if (there.isPresent()) {
          throw inTheWay(copy, there.get());
        }
        Files.createSymbolicLink(copy, points);
      }
      Attributes.apply(node, copy);
      copied.file(0);
    }

    private void file(Node node, Path copy) throws IOException, InterruptedException {
      if (node.links() == 1) {
        workers.add(node, copy);
        return;
      }
      Path first = linked.putIfAbsent(node.inode(), copy);
      if (first == null) {
        workers.copyNow(node, copy);
        return;
      }
      Optional<Node> there = Node.at(copy);
      if (there.isEmpty() || !there.get().sameAs(Node.of(first))) {
        if (there.isPresent() && there.get().isFolder()) {
          throw inTheWay(copy, there.get());
        }
        Path name = staging.next();
        Files.createLink(name, first);
        Files.move(name, copy, StandardCopyOption.ATOMIC_MOVE);
      }
      copied.file(0);
    }

    private static FileSystemException inTheWay(Path copy, Node there) {
      return new FileSystemException(
          copy.toString(),
          null,
          "an entry of another kind is in the way (%s)"
              .formatted(there.kind().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Folders get their attributes when nothing is written into them any more. */
  private final class Folders implements TreeWalk.Visitor {
    @Override
    public void met(Node node) {}

    @Override
    public void left(Node folder) throws IOException {
      Attributes.apply(folder, copyOf(folder));
      copied.file(0);
    }
  }
}
