package org.migrationauditor.verifier.s3;

import io.minio.GetObjectResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import okhttp3.Headers;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.object.ETagCheck;

/** An object's content, read once to its end and forgotten. */
record Download(ContentDigest digest, ETagCheck.Answer etag, Headers headers) {
  private static final int BUFFER = 256 * 1024;

  /**
   * Downloads an object.
   *
   * @throws IOException if the connection broke on the way
   * @throws S3Failure if it is not, or not any more, the object that was listed
   */
  static Download of(S3Client client, Listed listed, LongConsumer advanced)
      throws IOException, S3Failure, InterruptedException {
    try (GetObjectResponse in = client.open(listed.name())) {
      S3Headers.expect(listed, in.headers());
      ETagCheck check =
          new ETagCheck(listed.etag(), listed.bytes(), S3Headers.encrypted(in.headers()));
      MessageDigest sha256 = Sha256.start();
      byte[] buffer = new byte[(int) Math.min(BUFFER, listed.bytes() + 1)];
      long count = 0;
      int read;
      while (count <= listed.bytes() && (read = in.read(buffer)) >= 0) {
        sha256.update(buffer, 0, read);
        check.update(buffer, read);
        count += read;
        advanced.accept(read);
      }
      if (count != listed.bytes()) {
        throw S3Failure.changed();
      }
      return new Download(Sha256.finish(sha256), check.answer(), in.headers());
    }
  }
}
