package org.migrationauditor.verifier.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.archive.Secrets;

/** What a request is signed with. Prints nothing of it. */
public interface Credentials {
  /** For archives that ask for none. */
  Credentials NONE = () -> null;

  /**
   * Value of the Authorization header, null for none.
   *
   * @throws IOException if a token had to be fetched and was not given
   */
  @Nullable String header() throws IOException, InterruptedException;

  /** Told that the last header was refused; whether another may be had. */
  default boolean renew() {
    return false;
  }

  /**
   * Those the environment holds: {@code <prefix>_TOKEN}, or {@code <prefix>_USER} and {@code
   * <prefix>_PASSWORD}, or else {@code AUDITOR_OIDC_TOKEN_URL} with {@code _CLIENT_ID}, {@code
   * _CLIENT_SECRET}, {@code _USER} and {@code _PASSWORD}.
   *
   * @throws IllegalArgumentException if one is missing beside another, or is none
   */
  static Credentials from(Secrets secrets, String prefix) {
    String token = secrets.get(prefix + "_TOKEN");
    if (token != null) {
      return fixed("Bearer " + checkedToken(token, prefix + "_TOKEN"));
    }
    String user = secrets.get(prefix + "_USER");
    if (user != null) {
      String pair = user + ":" + required(secrets, prefix + "_PASSWORD", prefix + "_USER");
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return fixed("Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return secrets.get(OidcTokens.URL) == null ? NONE : OidcTokens.from(secrets);
  }

  /**
   * A secret that another one needs.
   *
   * @throws IllegalArgumentException if it is not set
   */
  static String required(Secrets secrets, String name, String because) {
    String value = secrets.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "environment: '%s' is set and '%s' is not; nothing was read, set both"
              .formatted(because, name));
    }
    return value;
  }

  /** Refuses what cannot stand in a header; the message does not repeat it. */
  static String checkedToken(String token, String name) {
    if (!Pattern.matches("[A-Za-z0-9._~+/=-]+", token)) { // RFC 6750 2.1
      throw new IllegalArgumentException(
          "environment: '%s' is no bearer token; nothing was read, set it to one".formatted(name));
    }
    return token;
  }

  private static Credentials fixed(String header) {
    return () -> header;
  }
}
