package org.migrationauditor.verifier.s3;

import java.time.Instant;
import java.util.Locale;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.object.ETag;

/** What the headers of an object say beside what is kept of them. */
final class S3Headers {
  private static final String ENCRYPTED = "x-amz-server-side-encryption";

  private S3Headers() {}

  /**
   * Expects the object that was listed.
   *
   * @throws S3Failure if it is another by now
   */
  static void expect(Listed listed, Headers headers) throws S3Failure {
    String etag = headers.get("ETag");
    String length = headers.get("Content-Length");
    if ((etag != null && !new ETag(etag).equals(listed.etag()))
        || (length != null && !length.equals(Long.toString(listed.bytes())))
        || (listed.etag().unknown() && modifiedSecond(headers) != listed.modifiedSecond())) {
      throw S3Failure.changed();
    }
  }

  /** Whether the object is kept encrypted, in whatever way. */
  static boolean encrypted(Headers headers) {
    return headers.names().stream()
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(ENCRYPTED));
  }

  private static long modifiedSecond(Headers headers) {
    @Nullable Instant at = headers.getInstant("Last-Modified");
    return at == null ? 0 : at.getEpochSecond();
  }
}
