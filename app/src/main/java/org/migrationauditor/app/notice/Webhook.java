package org.migrationauditor.app.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * A POST of one JSON object. With a key its header {@code X-Auditor-Signature} is {@code sha256=}
 * and the HMAC of the body, by which the receiver knows that it comes from here. No redirect is
 * followed.
 */
record Webhook(URI address, @Nullable String key) implements Channel {
  static final String ADDRESS = "AUDITOR_NOTIFY_WEBHOOK";
  static final String KEY = "AUDITOR_NOTIFY_WEBHOOK_KEY";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String HMAC = "HmacSHA256";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** None or one. */
  static List<Channel> of(Function<String, @Nullable String> environment) {
    String text = environment.apply(ADDRESS);
    if (text == null || text.isBlank()) {
      return List.of();
    }
    try {
      URI address = new URI(text.strip());
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (!web || address.getHost() == null || address.getUserInfo() != null) {
        throw unusable();
      }
      return List.of(new Webhook(address, environment.apply(KEY)));
    } catch (URISyntaxException e) {
      throw unusable();
    }
  }

  private static CommandFailure unusable() {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "environment: '%s': is no http or https address without a login; nothing was run, correct it"
            .formatted(ADDRESS));
  }

  /** Without path and query, which often hold a token. */
  @Override
  public String place() {
    return "webhook at " + address.getHost();
  }

  @Override
  public void send(Notice notice) throws IOException, InterruptedException {
    byte[] body = JSON.writeValueAsBytes(members(notice));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (key != null) {
      request.header("X-Auditor-Signature", "sha256=" + hmac(key, body));
    }
    int status = status(request.build());
    if (status / 100 != 2) {
      throw new IOException("answered with status " + status);
    }
  }

  private static int status(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IOException("could not be reached", e); // its message may hold the address
    }
  }

  private static Map<String, String> members(Notice notice) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("migration", notice.migration().value());
    members.put("event", notice.event());
    members.put("sentence", notice.sentence());
    members.put("host", notice.host());
    members.put("at", notice.at().toString());
    return members;
  }

  private static String hmac(String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return place();
  }
}
