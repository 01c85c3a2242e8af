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
  private final Order order;
  private final CopyTally tally;

  /**
   * What is to be copied.
   *
   * @param source a folder, real path
   * @param target a folder that is there, outside the source, real path
   * @param hiddenName of the folder in the target for files that are not complete; no entry of the
   *     source has it
   * @param journal file that tells a later attempt which files were proven
   * @param fresh whether this attempt made the target, so that nothing of an earlier one is there
   * @param bytesPerSecond most that is read of the source; 0 for no limit
   */
  public record Order(
      Path source,
      Path target,
      String hiddenName,
      Path journal,
      boolean fresh,
      long bytesPerSecond) {
    Path hidden() {
      return target.resolve(hiddenName);
    }
  }

  /** A copy to be made. */
  public TreeCopy(Order order, CopyTally tally) {
    this.order = order;
    this.tally = tally;
  }

  /**
   * Copies everything, flushes it to the disk and reads every file again from there.
   *
   * @throws FileSystemException with the reason, such as a full disk, a source that changes, or a
   *     disk that gives back other bytes; what is complete stays
   * @throws InterruptedException if this thread was interrupted; what is complete stays
   */
  public void run() throws IOException, InterruptedException {
    Staging staging = new Staging(order.hidden());
    staging.open();
    try {
      copyInto(staging);
    } catch (IOException | InterruptedException e) {
      closeAfter(e, staging);
      throw e;
    }
    staging.close();
    TreeWalk.walk(order.source(), new Folders());
    if (!Staging.flushAll(order.target())) {
      throw new FileSystemException(
          order.target().toString(), null, "neither syncfs nor 'sync -f' flushes its file system");
    }
  }

  private void copyInto(Staging staging) throws IOException, InterruptedException {
    try (Journal journal = Journal.open(order.journal(), order.fresh())) {
      CopyRun run =
          new CopyRun(staging, journal, new Pace(order.bytesPerSecond()), tally, order.fresh());
      try (CopyWorkers workers = new CopyWorkers(run)) {
        TreeWalk.walk(order.source(), new Entries(staging, workers));
        workers.finish();
      }
    }
  }

  /** What is half written takes no room, on a full disk least of all. */
  private static void closeAfter(Exception failure, Staging staging) throws InterruptedException {
    try {
      staging.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private Path copyOf(Node node) {
    return order.target().resolve(order.source().relativize(node.path()));
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
      if (copy.equals(order.hidden())) {
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
      tally.entry();
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
      if (there.isEmpty()) {
        Files.createLink(copy, first); // takes no name that something has
      } else if (!there.get().sameAs(Node.of(first))) {
        if (order.fresh() || there.get().isFolder()) {
          throw inTheWay(copy, there.get());
        }
        Path name = staging.next();
        Files.createLink(name, first);
        Files.move(name, copy, StandardCopyOption.ATOMIC_MOVE);
      }
      tally.entry();
    }

    private static FileSystemException inTheWay(Path copy, Node there) {
      return new FileSystemException(
          copy.toString(),
          null,
          "another entry is in the way (%s)"
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
      tally.entry();
    }
  }
}
