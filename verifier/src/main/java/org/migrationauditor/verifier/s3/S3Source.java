package org.migrationauditor.verifier.s3;

import java.io.IOException;
import java.util.List;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * The buckets of an object store, and in each the objects, their older versions and their delete
 * markers. What an object's key is, so is that of its entry after the bucket's name, as in the
 * views of the server's disk. Nothing but reading is ever asked of the server.
 */
final class S3Source implements InventorySource {
  private final S3Address address;
  private final S3Client client;
  private final PseudonymKey key;

  S3Source(S3Address address, S3Client client, PseudonymKey key) {
    this.address = address;
    this.client = client;
    this.key = key;
  }

  @Override
  public View view() {
    return View.S3;
  }

  @Override
  public String place() {
    return address.place();
  }

  @Override
  public boolean listsCheaply() {
    return false;
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    for (String bucket : buckets()) {
      new BucketListing(client, bucket, address.content(), key).list(listing);
    }
  }

  private List<String> buckets() throws IOException, InterruptedException {
    try {
      String bucket = address.bucket();
      if (bucket == null) {
        return client.buckets();
      }
      client.next(client.objects(bucket, false), bucket, false);
      return List.of(bucket);
    } catch (S3Failure e) {
      throw new IOException(
          "could not be listed: %s; nothing was read, see to the address and the key pair"
              .formatted(e.clause()),
          e);
    }
  }
}
