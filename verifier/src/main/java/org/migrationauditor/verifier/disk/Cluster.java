package org.migrationauditor.verifier.disk;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.pgdata.ControlFile;
import org.migrationauditor.verifier.pgdata.RelationPages;
import org.migrationauditor.verifier.pgdata.UnsoundControlException;

/**
 * A PostgreSQL cluster by its control file, as it was when a listing began.
 *
 * @param control null when it cannot be believed
 * @param digest of the control file
 * @param version as {@code PG_VERSION} says
 * @param problem why the files are no database that could be handed on; empty when they are
 */
record Cluster(
    @Nullable ControlFile control, ContentDigest digest, String version, String problem) {
  static final String CONTROL = "global/pg_control";

  /** While it is there a server runs, or one has not come to its end. */
  private static final String RUNNING = "postmaster.pid";

  static Cluster of(byte[] file, String version) {
    ContentDigest digest = Sha256.of(file);
    try {
      ControlFile control = ControlFile.of(file);
      return new Cluster(control, digest, version, problem(control, version));
    } catch (UnsoundControlException e) {
      return new Cluster(null, digest, version, e.clause());
    }
  }

  private static String problem(ControlFile control, String version) {
    if (!control.format().of(version)) {
      return "was written by another version of PostgreSQL than PG_VERSION says";
    }
    return control.state().atRest()
        ? ""
        : "says that the cluster was not shut down but is '%s'".formatted(control.state());
  }

  /** What was met in the data directory, as it is to be read. */
  DiskEntry entry(TreeNode node, TreeAttributes attributes) {
    DiskEntry plain = DiskEntry.plain(node, EntryKind.FILE, FilesSource.PLATFORM);
    DiskEntry entry = attributes.with(pages(node) == null ? plain : checked(plain));
    return new DiskEntry(
        node,
        entry.kind(),
        entry.owner(),
        (self, advanced) -> told(self, entry.content().read(self, advanced)));
  }

  private @Nullable RelationPages pages(TreeNode node) {
    return control == null || node.type() != TreeNode.Type.FILE
        ? null
        : RelationPages.of(control, node.key());
  }

  private DiskEntry checked(DiskEntry plain) {
    return new DiskEntry(
        plain.node(),
        plain.kind(),
        plain.owner(),
        (self, advanced) -> {
          RelationPages pages = Objects.requireNonNull(pages(self.node()));
          FileBytes bytes = FileBytes.read(self.node().path(), self.bytes(), advanced, pages::add);
          return InventoryEntry.read(
                  self.node().key(), self.kind(), bytes.count(), bytes.digest(), self.owner())
              .with(Recorded.NOTHING, pages.problem());
        });
  }

  private InventoryEntry told(DiskEntry entry, InventoryEntry read) {
    String key = entry.node().key();
    if (key.equals(CONTROL)) {
      return control(entry, read);
    }
    if (key.equals(RUNNING) && !problem.isEmpty()) {
      return entry.incomplete("is of a server that may still run, or has crashed");
    }
    return entry.kind() == EntryKind.LINK
        ? entry.incomplete("is a link to files elsewhere, which were not read")
        : read;
  }

  private InventoryEntry control(DiskEntry entry, InventoryEntry read) {
    String clause =
        digest.equals(read.digest()) ? problem : "was written while the inventory was taken";
    SortedMap<String, String> attributes = new TreeMap<>(read.recorded().attributes());
    attributes.put("cluster-version", version);
    if (control != null) {
      attributes.put("catalog-version", Integer.toUnsignedString(control.catalogVersion()));
      attributes.put("data-checksums", control.checksums() ? "on" : "off");
      attributes.put("state", control.state().toString());
      attributes.put("system-identifier", Long.toUnsignedString(control.systemIdentifier()));
    }
    return (clause.isEmpty() ? read : entry.incomplete(clause))
        .with(new Recorded(EntryState.PRESENT, null, attributes), clause);
  }
}
