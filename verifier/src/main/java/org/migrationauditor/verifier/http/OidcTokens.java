package org.migrationauditor.verifier.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.archive.Secrets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Tokens that an OpenID provider gives for a password or for a client's own secret (RFC 6749 4.3
 * and 4.4). A token is asked for anew a while before it expires. Safe for use by many threads.
 */
final class OidcTokens implements Credentials {
  static final String URL = "AUDITOR_OIDC_TOKEN_URL";
  private static final String CLIENT_ID = "AUDITOR_OIDC_CLIENT_ID";
  private static final String CLIENT_SECRET = "AUDITOR_OIDC_CLIENT_SECRET";
  private static final String USER = "AUDITOR_OIDC_USER";
  private static final String PASSWORD = "AUDITOR_OIDC_PASSWORD";
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final long NO_LIFE_TOLD_SECONDS = 60;
  private static final long LONGEST_LIFE_SECONDS = 24 * 60 * 60;

  private final Web provider;
  private final String form;
  private @Nullable Token token;

  private record Token(String value, long renewAtNanos) {}

  private OidcTokens(Web provider, String form) {
    this.provider = provider;
    this.form = form;
  }

  static OidcTokens from(Secrets secrets) {
    Map<String, String> fields = new LinkedHashMap<>();
    String user = secrets.get(USER);
    fields.put("grant_type", user == null ? "client_credentials" : "password");
    fields.put("client_id", Credentials.required(secrets, CLIENT_ID, URL));
    if (user == null) {
      fields.put("client_secret", Credentials.required(secrets, CLIENT_SECRET, URL));
    } else {
      String secret = secrets.get(CLIENT_SECRET);
      if (secret != null) { // a public client has none
        fields.put("client_secret", secret);
      }
      fields.put("username", user);
      fields.put("password", Credentials.required(secrets, PASSWORD, USER));
    }
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    URI url = Web.address(Credentials.required(secrets, URL, URL), URL);
    return new OidcTokens(new Web(url, Credentials.NONE), form);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized String header() throws IOException, InterruptedException {
    Token present = token;
    if (present == null || System.nanoTime() - present.renewAtNanos >= 0) {
      present = fetch();
      token = present;
    }
    return "Bearer " + present.value;
  }

  @Override
  public synchronized boolean renew() {
    token = null;
    return true;
  }

  private Token fetch() throws IOException, InterruptedException {
    try {
      return provider.post("", "application/x-www-form-urlencoded", form, OidcTokens::read);
    } catch (WebException e) {
      throw new WebException(
          "gets no token: the server of '%s' %s".formatted(URL, e.clause()),
          "check the AUDITOR_OIDC secrets, and that no new password is asked for at the first"
              + " login");
    }
  }

  private static Token read(Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw answer.failure();
    }
    return answer.json(OidcTokens::token);
  }

  private static Token token(JsonParser json) throws IOException {
    String value = "";
    long seconds = NO_LIFE_TOLD_SECONDS;
    json.nextToken();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken type = json.nextToken();
      if (name.equals("access_token") && type == JsonToken.VALUE_STRING) {
        value = json.getString();
      } else if (name.equals("expires_in") && type == JsonToken.VALUE_NUMBER_INT) {
        seconds = Math.clamp(json.getValueAsLong(), 0, LONGEST_LIFE_SECONDS);
      } else {
        json.skipChildren();
      }
    }
    long life = Duration.ofSeconds(seconds).toNanos();
    long renewAt = System.nanoTime() + Math.max(life - MARGIN.toNanos(), life / 2);
    try {
      return new Token(Credentials.checkedToken(value, "access_token"), renewAt);
    } catch (IllegalArgumentException e) {
      throw WebException.senseless("gives no bearer token");
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
