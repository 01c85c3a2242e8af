package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.migrationauditor.command.action.process.Command;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.TreeSize;

/**
 * What a file system has left.
 *
 * @param bytes for this user, bytes
 * @param block every entry takes whole blocks of this size, bytes
 * @param inodes entries that can still be made; empty where that is no fixed number or not told
 */
record Room(long bytes, long block, OptionalLong inodes) {
  private static final int MARGIN_PERCENT = 2;
  private static final long MARGIN_BYTES = 64L * 1024 * 1024;
  private static final long MARGIN_INODES = 1000;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Looks at the file system of a path, or of its nearest parent that exists. */
  static Room at(Path path, Programs programs) throws IOException, InterruptedException {
    Path there = Node.nearest(path);
    FileStore store = Files.getFileStore(there);
    return new Room(store.getUsableSpace(), block(store), inodes(there, programs));
  }

  /** What a copy of a tree takes, with a margin for what the file system keeps for itself. */
  long needed(TreeSize size) {
    return size.bytes() + rounding(size) + size.bytes() / 100 * MARGIN_PERCENT + MARGIN_BYTES;
  }

  boolean holds(TreeSize size) {
    return needed(size) <= bytes
        && (inodes.isEmpty() || size.inodes() + MARGIN_INODES <= inodes.getAsLong());
  }

  /** Needed and free, in numbers. */
  String comparedWith(TreeSize size) {
    String text =
        String.format(
            Locale.ROOT,
            "a copy needs %,d bytes, %,d are free (%s of %s)",
            needed(size),
            bytes,
            Amount.of(needed(size)),
            Amount.of(bytes));
    return inodes.isEmpty()
        ? text
        : text
            + String.format(
                Locale.ROOT,
                ", and %,d inodes, %,d are free",
                size.inodes() + MARGIN_INODES,
                inodes.getAsLong());
  }

  private long rounding(TreeSize size) {
    return size.inodes() * block;
  }

  private static long block(FileStore store) throws IOException {
    try {
      return store.getBlockSize();
    } catch (UnsupportedOperationException e) {
      return 4096;
    }
  }

  private static OptionalLong inodes(Path there, Programs programs) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try {
      Command.Ending ending =
          Command.run(
              programs,
              List.of("stat", "-f", "-c", "%c %d", "--", there.toString()),
              LIMIT,
              lines::add);
      if (ending.exitCode() != 0 || !ending.complete() || lines.size() != 1) {
        return OptionalLong.empty();
      }
      String[] totalAndFree = lines.getFirst().split(" ", -1);
      boolean fixed = !totalAndFree[0].equals("0");
      return fixed ? OptionalLong.of(Long.parseLong(totalAndFree[1])) : OptionalLong.empty();
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }
}
