package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.object.ObjectClaims;
import org.migrationauditor.verifier.object.Sealed;

/**
 * The folder of a stopped MinIO server in FS mode, where an object is the file {@code
 * <bucket>/<key>} and what the server recorded of it is {@code
 * .minio.sys/buckets/<bucket>/<key>/fs.json}.
 *
 * <p>Each folder in the root with a bucket's name is a bucket, and an entry even when it is empty.
 * An empty folder below one, which the server shows as a key that ends in {@code /}, is an entry
 * too. Files below {@code .minio.sys} (settings, the metadata of buckets and objects, unfinished
 * uploads, temporary files) are {@code SYSTEM} entries and no objects; those below {@code
 * .minio.sys/buckets/<bucket>} belong to the bucket's owner. Anything else in the root is a file of
 * the platform. Source: MinIO RELEASE.2022-03-26, {@code cmd/fs-v1.go}.
 */
public final class MinioFsSource implements InventorySource {
  private static final String ENDED =
      "format fs, which MinIO servers refuse from RELEASE.2022-10-29 on; copy the objects over"
          + " the S3 interface of an older server";

  private final Path root;
  private final PseudonymKey key;
  private final ObjectContent object = new ObjectContent();

  public MinioFsSource(Path root, PseudonymKey key) {
    this.root = root;
    this.key = key;
  }

  @Override
  public View view() {
    return View.MINIO_FS;
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    DriveFormat format = DriveFormat.of(root);
    if (format == DriveFormat.XL) {
      throw new IOException(
          "is the drive of a MinIO server that keeps each object in an xl.meta; nothing was read,"
              + " give it as minio-xl:");
    }
    new TreeWalk(
            root,
            node -> {
              if (listed(node)) {
                listing.found(entry(node, format));
              }
            })
        .walk();
  }

  private static boolean listed(TreeNode node) {
    return node.type() != TreeNode.Type.FOLDER || node.unlisted() || MinioLayout.bucket(node);
  }

  private DiskEntry entry(TreeNode node, DriveFormat format) {
    if (node.type() == TreeNode.Type.FILE && MinioLayout.inBucket(node)) {
      return new DiskEntry(node, EntryKind.OBJECT, MinioLayout.owner(node.key()), object);
    }
    if (node.type() == TreeNode.Type.FILE
        && node.key().equals(DriveFormat.FILE)
        && format == DriveFormat.FS) {
      return new DiskEntry(
          node, EntryKind.SYSTEM, MinioLayout.owner(node.key()), MinioFsSource::format);
    }
    return DiskEntry.plain(node, kind(node), MinioLayout.owner(node.key()));
  }

  private static EntryKind kind(TreeNode node) {
    if (MinioLayout.bucket(node)) {
      return EntryKind.BUCKET;
    }
    if (MinioLayout.inBucket(node)) {
      return EntryKind.OBJECT;
    }
    return MinioLayout.system(node) ? EntryKind.SYSTEM : EntryKind.FILE;
  }

  /** An object's bytes, and what the server recorded of them in a file of its own. */
  private final class ObjectContent implements DiskEntry.Content {
    @Override
    public InventoryEntry read(DiskEntry entry, LongConsumer advanced) throws IOException {
      InventoryEntry bytes = Contents.bytes(entry, advanced);
      FsJson record = FsJson.read(root, recorded(entry));
      String kept = Sealed.how(record.meta().keySet());
      ObjectClaims claims = new ObjectClaims(key);
      claims.minio(record.meta(), !kept.isEmpty());
      return bytes.with(
          claims.recorded(),
          kept.isEmpty() ? record.problem() : "is kept %s, and read as it is kept".formatted(kept));
    }

    @Override
    public String stamp(DiskEntry entry) {
      return FileStamp.of(entry.node().path(), recorded(entry));
    }

    private Path recorded(DiskEntry entry) {
      Path object = root.relativize(entry.node().path());
      return root.resolve(MinioLayout.SYSTEM).resolve("buckets").resolve(object).resolve("fs.json");
    }
  }

  private static InventoryEntry format(DiskEntry entry, LongConsumer advanced) throws IOException {
    InventoryEntry bytes = Contents.bytes(entry, advanced);
    return bytes.with(bytes.recorded(), ENDED);
  }
}
