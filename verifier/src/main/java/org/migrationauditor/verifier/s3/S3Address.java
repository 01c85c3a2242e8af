package org.migrationauditor.verifier.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which object store, and what of it.
 *
 * @param endpoint scheme, host and port
 * @param bucket the only one to read; null for all
 * @param content whether objects are downloaded
 */
record S3Address(String endpoint, @Nullable String bucket, boolean content) {
  private static final Pattern PATH = Pattern.compile("/?|/([A-Za-z0-9][A-Za-z0-9._:-]{1,62})/?");
  private static final String WITHOUT_CONTENT = "content=no";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none; the message repeats nothing of it, as it may
   *     hold a secret
   */
  static S3Address of(String rest) {
    URI uri = uri(rest);
    Matcher path = PATH.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
    String query = uri.getRawQuery();
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        || !path.matches()
        || !(query == null || query.equals(WITHOUT_CONTENT))) {
      throw refused();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new S3Address(
        uri.getScheme() + "://" + uri.getHost() + port, path.group(1), query == null);
  }

  /** As people write it. */
  String place() {
    return endpoint + (bucket == null ? "" : "/" + bucket) + (content ? "" : "?" + WITHOUT_CONTENT);
  }

  private static URI uri(String rest) {
    try {
      return new URI(rest);
    } catch (URISyntaxException e) { // its message and stack would repeat the address
      throw refused();
    }
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "object store: the address is not http or https, a host, at most a bucket, and at most"
            + " '?content=no'; nothing was read, write it like s3:https://minio.example.org:9000");
  }
}
