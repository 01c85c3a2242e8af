package org.migrationauditor.verifier.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is.
 *
 * @param host name or address; one of IPv6 stands in brackets
 */
public record PostgresAddress(String host, int port, String database, String user) {
  private static final int DEFAULT_PORT = 5432;
  private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_-]{1,63})");
  private static final Pattern QUERY = Pattern.compile("user=([A-Za-z0-9_.@-]{1,63})");

  /**
   * Reads {@code postgresql://<host>[:<port>]/<database>[?user=<name>]}.
   *
   * @param example whole address as it may be written, for the message
   * @param defaultUser unless the text names one
   * @throws IllegalArgumentException if it is none; the message is one sentence
   */
  public static PostgresAddress of(String text, String example, String defaultUser) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(text, example, e);
    }
    Matcher path = PATH.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
    @Nullable String query = uri.getRawQuery();
    Matcher user = QUERY.matcher(query == null ? "user=" + defaultUser : query);
    if (!"postgresql".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || !path.matches()
        || !user.matches()) {
      throw wrong(text, example, null);
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new PostgresAddress(uri.getHost(), port, path.group(1), user.group(1));
  }

  private static IllegalArgumentException wrong(
      String text, String example, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "address '%s': is none of a database; write it as %s"
            .formatted(text.split("[?]", 2)[0], example), // behind it may be a password
        cause);
  }

  String jdbcUrl() {
    return "jdbc:" + this;
  }

  @Override
  public String toString() {
    return "postgresql://%s:%d/%s".formatted(host, port, database);
  }
}
