package org.migrationauditor.command.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.MerkleTree;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.TreeProofs;
import org.migrationauditor.messages.ContentDigest;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The log as files that any web server can serve (C2SP tlog-tiles): {@code checkpoint} and hashes
 * of the tree, 256 a file. No entries: they tell of every migration, and a stranger needs none of
 * them to check a proof.
 */
public final class LogTiles {
  private static final int WIDTH = 256;
  private static final int LEVELS = 8; // of the tree, in one tile
  private static final int HASH_BYTES = 32;

  private final LogTables tables;

  public LogTiles(DataSource dataSource) {
    tables = new LogTables(JdbcClient.create(dataSource));
  }

  /**
   * Writes what is not there yet, the checkpoint last. A file that is there stays as it is.
   *
   * @param note of a head of this log
   * @param known keys that sign them
   * @return tiles that were added, count
   * @throws BrokenLogException if the folder holds something else than the log leads to
   */
  public long write(Path folder, String note, List<NoteKey> known) throws IOException {
    Checkpoint head = Heads.read(note, known);
    if (!MerkleTree.of(head.size(), tables).root().equals(head.root())) {
      throw new BrokenLogException(
          "sealed log: what is stored does not lead to the head over %d events; no tile was written, run ./auditor log verify"
              .formatted(head.size()));
    }
    Path checkpoint = folder.resolve("checkpoint");
    if (Files.exists(checkpoint)) {
      requireGrown(Heads.read(Files.readString(checkpoint), known), head);
    }
    long added = 0;
    int level = 0;
    for (long hashes = head.size(); hashes > 0; hashes >>= LEVELS) {
      added += level(folder, level, hashes);
      level++;
    }
    replace(checkpoint, note.getBytes(StandardCharsets.UTF_8));
    return added;
  }

  private void requireGrown(Checkpoint served, Checkpoint head) {
    if (served.size() > head.size()
        || !new TreeProofs(tables).root(served.size()).equals(served.root())) {
      throw new BrokenLogException(
          "sealed log: the folder serves a head over %d events to which the log does not lead; no tile was written, run ./auditor log verify"
              .formatted(served.size()));
    }
  }

  /** Tiles of one level, of which there are that many hashes. */
  private long level(Path folder, int level, long hashes) throws IOException {
    long added = 0;
    for (long tile = 0; tile * WIDTH < hashes; tile++) {
      int width = (int) Math.min(WIDTH, hashes - tile * WIDTH);
      Path file = folder.resolve(path(level, tile, width));
      byte[] content = tile(level, tile, width);
      if (!Files.exists(file)) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        replace(file, content);
        added++;
      } else if (!Arrays.equals(Files.readAllBytes(file), content)) {
        throw new BrokenLogException(
            "sealed log: tile '%s' holds other hashes than the log; it was not replaced, run ./auditor log verify"
                .formatted(file));
      }
    }
    return added;
  }

  private byte[] tile(int level, long tile, int width) {
    List<ContentDigest> hashes = tables.stored(level * LEVELS, tile * WIDTH, width);
    if (hashes.size() != width) {
      throw new BrokenLogException(
          "sealed log: hashes of level %d are missing; no further tile was written, run ./auditor log verify"
              .formatted(level * LEVELS));
    }
    ByteBuffer bytes = ByteBuffer.allocate(width * HASH_BYTES);
    hashes.forEach(hash -> bytes.put(hash.bytes()));
    return bytes.array();
  }

  /** Such as {@code tile/0/x001/x234/067}, or with {@code .p/12} when it is not full. */
  static String path(int level, long tile, int width) {
    StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", tile % 1_000));
    for (long above = tile / 1_000; above > 0; above /= 1_000) {
      path.insert(0, String.format(Locale.ROOT, "x%03d/", above % 1_000));
    }
    return "tile/" + level + "/" + path + (width == WIDTH ? "" : ".p/" + width);
  }

  /** For all to read; whole or not at all. */
  private static void replace(Path file, byte[] content) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(half, content);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
