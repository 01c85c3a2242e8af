package org.migrationauditor.verifier.pacsdb;

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
record PacsAddress(String host, int port, String database, String user) {
  private static final int DEFAULT_PORT = 5432;
  private static final String DEFAULT_USER = "pacs";
  private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_-]{1,63})");
  private static final Pattern QUERY = Pattern.compile("user=([A-Za-z0-9_.@-]{1,63})");

  /**
   * Reads what follows the scheme of an address.
   *
   * @throws IllegalArgumentException if it is none; the message is one sentence
   */
  static PacsAddress of(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(text, e);
    }
    Matcher path = PATH.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
    @Nullable String query = uri.getRawQuery();
    Matcher user = QUERY.matcher(query == null ? "user=" + DEFAULT_USER : query);
    if (!"postgresql".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || !path.matches()
        || !user.matches()) {
      throw wrong(text, null);
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new PacsAddress(uri.getHost(), port, path.group(1), user.group(1));
  }

  private static IllegalArgumentException wrong(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "address 'pacsdb:%s': is none of a database; write it as pacsdb:postgresql://host:5432/pacsdb?user=pacs"
            .formatted(text.split("[?]", 2)[0]), // behind it somebody may have put a password
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
