package org.migrationauditor.verifier.s3;

import io.minio.Result;
import io.minio.messages.Item;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.disk.FileName;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** Lists one bucket; the bucket's own entry comes last and says whether that went well. */
final class BucketListing {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{1,62}");

  private final S3Client client;
  private final String bucket;
  private final boolean content;
  private final PseudonymKey key;
  private final OwnerKey owner;

  BucketListing(S3Client client, String bucket, boolean content, PseudonymKey key) {
    this.client = client;
    this.bucket = bucket;
    this.content = content;
    this.key = key;
    owner = NAME.matcher(bucket).matches() ? new OwnerKey("bucket:" + bucket) : OwnerKey.UNASSIGNED;
  }

  void list(Listing listing) throws InterruptedException {
    listing.found(bucket(problem(listing)));
  }

  /** Lists the objects; why not all of them were listed, or nothing. */
  private String problem(Listing listing) throws InterruptedException {
    try {
      boolean versions = versions();
      Iterator<Result<Item>> objects = client.objects(bucket, versions);
      @Nullable ObjectName first = null;
      @Nullable Listed object;
      while ((object = client.next(objects, bucket, versions)) != null) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (object.name().equals(first)) {
          return "listing broke off: the server lists the same objects again and again";
        }
        first = first == null ? object.name() : first;
        listing.found(new S3Entry(client, object, content, owner, key));
      }
      return "";
    } catch (S3Failure e) {
      return "listing broke off: " + e.clause();
    }
  }

  /** A server in FS mode keeps no versions and says so by knowing no such question. */
  private boolean versions() throws S3Failure, InterruptedException {
    try {
      return client.versioned(bucket);
    } catch (S3Failure e) {
      if (e.kind() == S3Failure.Kind.NOT_IMPLEMENTED) {
        return false;
      }
      throw e;
    }
  }

  private UnreadEntry bucket(String problem) {
    String entry = FileName.escaped(bucket) + "/";
    return new KnownEntry(
        problem.isEmpty()
            ? InventoryEntry.folder(entry, EntryKind.BUCKET, owner)
            : InventoryEntry.incomplete(entry, EntryKind.BUCKET, 0, owner, problem));
  }
}
