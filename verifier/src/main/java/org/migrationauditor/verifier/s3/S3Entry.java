package org.migrationauditor.verifier.s3;

import java.io.IOException;
import java.util.function.LongConsumer;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.disk.FileName;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.object.DeleteMarker;
import org.migrationauditor.verifier.object.ETagCheck;
import org.migrationauditor.verifier.object.ObjectClaims;
import org.migrationauditor.verifier.object.VersionKey;

/**
 * An object, an older version of one, or a delete marker that is still to be read.
 *
 * @param content whether it is downloaded
 */
record S3Entry(
    S3Client client, Listed listed, boolean content, OwnerKey owner, PseudonymKey pseudonyms)
    implements UnreadEntry {

  @Override
  public long bytes() {
    return listed.bytes();
  }

  @Override
  public @Nullable InventoryEntry unread(String problem) {
    return switch (listed.kind()) {
      case OBJECT, VERSION ->
          InventoryEntry.incomplete(key(), listed.kind(), bytes(), owner, problem);
      default -> null;
    };
  }

  /** What the listing told. Tags may change without it, and are read anew with the content only. */
  @Override
  public String stamp() {
    return content
            && listed.modifiedSecond() > 0
            && (listed.etag().plain() || listed.etag().ofParts())
        ? "%s %s %d %d"
            .formatted(
                listed.name().version(),
                listed.etag().value(),
                listed.bytes(),
                listed.modifiedSecond())
        : "";
  }

  @Override
  public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
    try {
      return switch (listed.kind()) {
        case DELETE_MARKER -> entry(DeleteMarker.DIGEST, new ObjectClaims(pseudonyms), "");
        case DIRECTORY -> described();
        default -> content ? downloaded(advanced) : described();
      };
    } catch (S3Failure e) {
      return InventoryEntry.incomplete(key(), listed.kind(), bytes(), owner, e.clause());
    }
  }

  private InventoryEntry described() throws S3Failure, InterruptedException {
    Headers headers = client.headers(listed.name());
    S3Headers.expect(listed, headers);
    return entry(null, headers, ETagCheck.Answer.NO_CLAIM);
  }

  private InventoryEntry downloaded(LongConsumer advanced) throws S3Failure, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        Download download = Download.of(client, listed, advanced);
        return entry(download.digest(), download.headers(), download.etag());
      } catch (IOException e) {
        S3Failure failure = S3Failure.of(e);
        if (attempt == Retries.ATTEMPTS) {
          throw failure;
        }
        Retries.pause(attempt);
      }
    }
  }

  private InventoryEntry entry(
      @Nullable ContentDigest digest, Headers headers, ETagCheck.Answer answer)
      throws InterruptedException {
    ObjectClaims claims = new ObjectClaims(pseudonyms);
    claims.etag(listed.etag(), S3Headers.encrypted(headers));
    headers.forEach(header -> claims.header(header.getFirst(), header.getSecond()));
    String problem = claims.checked(answer);
    String untold = tags(claims);
    return entry(digest, claims, problem.isEmpty() ? untold : problem);
  }

  /**
   * Asks for the tags; why they were not told, or nothing. The header that counts them is left out
   * for those who may not read them, so that it is no reason not to ask.
   */
  private String tags(ObjectClaims claims) throws InterruptedException {
    try {
      client.tags(listed.name()).forEach(claims::tag);
      return "";
    } catch (S3Failure e) {
      if (e.kind() == S3Failure.Kind.NOT_IMPLEMENTED) {
        return "";
      }
      return "its tags could not be read: " + e.clause();
    }
  }

  private InventoryEntry entry(
      @Nullable ContentDigest digest, ObjectClaims claims, String problem) {
    claims.version(listed.name().version());
    return new InventoryEntry(
        key(), listed.kind(), bytes(), digest, owner, null, claims.recorded(), true, problem);
  }

  private String key() {
    ObjectName name = listed.name();
    String object = FileName.escaped(name.bucket()) + "/" + FileName.escaped(name.key());
    return listed.kind() == EntryKind.VERSION || listed.kind() == EntryKind.DELETE_MARKER
        ? VersionKey.of(object, String.valueOf(name.version()))
        : object;
  }
}
