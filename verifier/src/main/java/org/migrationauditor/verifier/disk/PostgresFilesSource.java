package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.pgdata.ControlFile;

/**
 * Data directory of a PostgreSQL cluster: a tree of files, and what {@code global/pg_control} says
 * of all of them. Keys and attributes are those of a tree; that file has the cluster's as well:
 * {@code cluster-version}, {@code catalog-version}, {@code data-checksums}, {@code state}, {@code
 * system-identifier}.
 *
 * <p>Files that a server may be writing, or has left half written, are no database that could be
 * handed on, however true the copy of each is: what was committed last is only in the write-ahead
 * log, and a copy taken meanwhile may be torn. So the control file of a cluster that was not shut
 * down is an incomplete entry, as is one that cannot be believed, and no comparison of it passes.
 * Links are incomplete too: tablespaces and a write-ahead log elsewhere were not read. A {@code
 * postmaster.pid} beside a cluster that was shut down is left over and a file like others, since a
 * running server never says that it is shut down. A damaged page is another matter: its file was
 * read in full and has its digest, and a problem.
 */
final class PostgresFilesSource implements InventorySource {
  private static final String VERSION = "PG_VERSION";
  private static final int VERSION_BYTES = 15;

  private final Path root;
  private final TreeAttributes attributes;

  /**
   * @param key digests the values of extended attributes
   */
  PostgresFilesSource(Path root, PseudonymKey key) {
    this.root = root;
    attributes = new TreeAttributes(key);
  }

  @Override
  public View view() {
    return View.POSTGRES_FILES;
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    String version = new String(start(VERSION, VERSION_BYTES), StandardCharsets.US_ASCII).strip();
    Cluster cluster = Cluster.of(start(Cluster.CONTROL, ControlFile.BYTES), version);
    new Walk(listing, cluster).run();
  }

  /** One listing; the control file comes last, so that it tells of all the rest. */
  private final class Walk {
    private final Listing listing;
    private final Cluster cluster;
    private @Nullable TreeNode control;

    Walk(Listing listing, Cluster cluster) {
      this.listing = listing;
      this.cluster = cluster;
    }

    void run() throws IOException, InterruptedException {
      new TreeWalk(root, this::met).walk();
      if (control == null) {
        throw new IOException(
            "lost its %s while it was listed; nothing was kept, stop what writes to it"
                .formatted(Cluster.CONTROL));
      }
      listing.found(cluster.entry(control, attributes));
    }

    private void met(TreeNode node) throws InterruptedException {
      if (node.key().equals(Cluster.CONTROL)) {
        control = node;
      } else if (node.type() != TreeNode.Type.FOLDER || node.unlisted()) {
        listing.found(cluster.entry(node, attributes));
      }
    }
  }

  /** A file, or as much of it as shows that it is longer than it may be. */
  private byte[] start(String name, int mostBytes) throws IOException {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "is no data directory of PostgreSQL, it has no file %s; nothing was read, give the folder"
                  .formatted(name)
              + " that holds PG_VERSION");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(mostBytes + 1);
    }
  }
}
