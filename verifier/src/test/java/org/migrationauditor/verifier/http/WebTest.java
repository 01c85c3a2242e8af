package org.migrationauditor.verifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.archive.Secrets;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WebTest {
  private static final String SECRET = "s3cr3t";

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable server : open) {
      server.close();
    }
  }

  private StandIn serve(StandIn.Answering answering) {
    StandIn server = StandIn.answering(answering);
    open.add(server);
    return server;
  }

  private static String text(StandIn server, Credentials credentials)
      throws IOException, InterruptedException {
    return text(server.address(), credentials);
  }

  private static String text(URI address, Credentials credentials)
      throws IOException, InterruptedException {
    return new Web(address, credentials)
        .get(
            "/x",
            "text/plain",
            100,
            answer -> {
              if (answer.status() != 200) {
                throw answer.failure();
              }
              return new String(answer.body().readAllBytes(), UTF_8);
            });
  }

  private static void fails(ThrowingCallable call, String message) {
    assertThatExceptionOfType(WebException.class).isThrownBy(call).withMessage(message);
  }

  private static StandIn.Answering ok(String text) {
    return (asked, exchange) -> StandIn.send(exchange, 200, "text/plain", text.getBytes(UTF_8));
  }

  @Test
  void asksOnceForWhatIsThere() throws Exception {
    StandIn server = serve(ok("here"));

    assertThat(text(server, Credentials.NONE)).isEqualTo("here");

    assertThat(server.asked()).hasSize(1);
    assertThat(server.asked().getFirst().authorization()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | answers 401, it wants other credentials; nothing was read from it, check the"
            + " AUDITOR_ secrets in the environment",
        "403 | answers 403, these credentials do not suffice; nothing was read from it, ask for the"
            + " right to read it",
        "404 | answers 404, it knows no such thing; nothing was read from it, check that the"
            + " address names such an archive",
        "500 | answers 500; nothing was read from it, see its log",
        "503 | answers 503; nothing was read from it, see its log"
      })
  void isRefusedOnceAndForAll(int status, String message) {
    StandIn server = serve((asked, exchange) -> StandIn.send(exchange, status, "a/b", new byte[0]));

    fails(() -> text(server, Credentials.NONE), message);

    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void followsNoRedirectWithItsCredentials() {
    StandIn other = serve(ok("stolen"));
    StandIn server =
        serve(
            (asked, exchange) -> {
              exchange.getResponseHeaders().set("Location", other.address() + "/x");
              StandIn.send(exchange, 302, "text/plain", new byte[0]);
            });

    fails(
        () -> text(server, credentials(Map.of("A_TOKEN", SECRET))),
        "answers 302, it sends elsewhere; nothing was read from it, give credentials, or the"
            + " address it leads to");

    assertThat(other.asked()).isEmpty();
  }

  @Test
  void asksAgainWhenTheServerSaysSoOrTheConnectionBreaks() throws Exception {
    StandIn busy =
        failing(
            2,
            exchange -> {
              exchange.getResponseHeaders().set("Retry-After", "0");
              StandIn.send(exchange, 503, "text/plain", new byte[0]);
            });
    StandIn broken = failing(2, WebTest::breakOff);

    assertThat(text(busy, Credentials.NONE)).isEqualTo("well");
    assertThat(text(broken, Credentials.NONE)).isEqualTo("well");
  }

  @Test
  void asksThreeTimesAndNoMore() {
    StandIn server = failing(Integer.MAX_VALUE, WebTest::breakOff);

    fails(
        () -> text(server, Credentials.NONE),
        "broke off; nothing was read from it, try again when the server is well");

    assertThat(server.asked()).hasSize(3);
  }

  private static void breakOff(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 10);
    exchange.getResponseBody().write(1);
    exchange.getResponseBody().flush();
  }

  private interface Failure {
    void answer(HttpExchange exchange) throws IOException;
  }

  private StandIn failing(int times, Failure failure) {
    int[] count = {0};
    return serve(
        (asked, exchange) -> {
          if (count[0]++ < times) {
            failure.answer(exchange);
          } else {
            ok("well").answer(asked, exchange);
          }
        });
  }

  @Test
  void asksNoMoreWhenTheServerStaysAway() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    Web web = new Web(nobody, Credentials.NONE);
    for (int i = 0; i < 10; i++) {
      fails(
          () -> web.get("/x", "a/b", Answer::status),
          "cannot be reached; nothing was read from it, check the address, and that the server"
              + " runs");
    }
    fails(
        () -> web.get("/x", "a/b", Answer::status),
        "failed 10 times in a row and is asked no more; nothing was read from it, try again when the"
            + " server is well");
  }

  @Test
  void readsNoEndlessAnswer() {
    StandIn server =
        serve(
            (asked, exchange) -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                  body.write(new byte[1000]);
                }
              }
            });

    fails(
        () -> text(server, Credentials.NONE),
        "answers with more than 100 bytes; nothing was read from it, check that the address"
            + " names such an archive");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void waitsNoLongerThanItMay() throws Exception {
    try (Body silent = new Body(10, Duration.ofMillis(10), Duration.ofHours(1))) {
      assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(silent::read);
    }
    try (Body slow = new Body(10, Duration.ofHours(1), Duration.ZERO)) {
      assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(slow::read);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1,",
        "<html>",
        "{\"a\":1}{",
        "[\"\\u00\"]",
        "{\"a\":1,}",
        "[1] trailing",
        "\0\0\0:Jane" // begins as UTF-32 does
      })
  void takesNothingElseForJson(String text) {
    StandIn server = serve((asked, exchange) -> StandIn.json(exchange, text));

    assertThatExceptionOfType(WebException.class).isThrownBy(() -> depth(server));
  }

  @Test
  void nestsNoDeeperThanItMust() throws Exception {
    StandIn shallow =
        serve((asked, exchange) -> StandIn.json(exchange, "[".repeat(64) + "]".repeat(64)));
    StandIn deep =
        serve(
            (asked, exchange) -> StandIn.json(exchange, "[".repeat(200_000) + "]".repeat(200_000)));

    assertThat(depth(shallow)).isEqualTo(64);
    fails(
        () -> depth(deep),
        "answers with JSON that is not sound; nothing was read from it, check that the address names such an"
            + " archive");
  }

  private static int depth(StandIn server) throws IOException, InterruptedException {
    return new Web(server.address(), Credentials.NONE)
        .get(
            "",
            "application/json",
            answer ->
                answer.json(
                    json -> {
                      int depth = 0;
                      while (json.nextToken() != null) {
                        depth = Math.max(depth, json.streamReadContext().getNestingDepth());
                      }
                      return depth;
                    }));
  }

  @Test
  void signsWithATokenOrAPassword() throws Exception {
    StandIn server = serve(ok("here"));

    text(server, credentials(Map.of("A_TOKEN", SECRET)));
    text(server, credentials(Map.of("A_USER", "ann", "A_PASSWORD", "pä")));

    assertThat(server.asked())
        .extracting(StandIn.Asked::authorization)
        .containsExactly("Bearer s3cr3t", "Basic YW5uOnDDpA==");
  }

  @Test
  void saysWhichSecretIsMissingOrWrongWithoutRepeatingOne() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> credentials(Map.of("A_USER", SECRET)))
        .withMessage(
            "environment: 'A_USER' is set and 'A_PASSWORD' is not; nothing was read, set both");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> credentials(Map.of("A_TOKEN", SECRET + "\r\nX: y")))
        .withMessage("environment: 'A_TOKEN' is no bearer token; nothing was read, set it to one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/",
        "//host",
        "host",
        "https://s3cr3t@host/rs",
        "https://host/rs?token=s3cr3t",
        "https://host/#s3cr3t",
        "https://s3 cr3t",
        "http:",
        "file:///etc/passwd"
      })
  void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Web.address(text, "address"))
        .withMessage(
            "address: is no address of a server; nothing was read, give http or https, a host and a"
                + " path");
  }

  private static Credentials credentials(Map<String, String> secrets) {
    Secrets environment = secrets::get;
    return Credentials.from(environment, "A");
  }

  private Map<String, String> oidc(StandIn provider, String... more) {
    Map<String, String> secrets = new HashMap<>();
    secrets.put("AUDITOR_OIDC_TOKEN_URL", provider.address() + "/token");
    secrets.put("AUDITOR_OIDC_CLIENT_ID", "kaapana");
    secrets.put("AUDITOR_OIDC_CLIENT_SECRET", "c&s");
    for (int i = 0; i < more.length; i += 2) {
      secrets.put(more[i], more[i + 1]);
    }
    return secrets;
  }

  /** Gives {@code t1}, {@code t2} and so on. */
  private StandIn provider(String life) {
    int[] count = {0};
    return serve(
        (asked, exchange) ->
            StandIn.json(
                exchange,
                "{\"token_type\":\"Bearer\",\"x\":{\"y\":[]},\"access_token\":\"t%d\"%s}"
                    .formatted(++count[0], life)));
  }

  @Test
  void oneTokenLastsAsLongAsTheProviderSays() throws Exception {
    StandIn provider = provider(",\"expires_in\":3600");
    StandIn server = serve(ok("here"));
    Credentials credentials =
        credentials(oidc(provider, "AUDITOR_OIDC_USER", "ann", "AUDITOR_OIDC_PASSWORD", "p w"));

    text(server, credentials);
    text(server, credentials);

    assertThat(server.asked())
        .extracting(StandIn.Asked::authorization)
        .containsExactly("Bearer t1", "Bearer t1");
    assertThat(provider.asked()).hasSize(1);
    assertThat(provider.asked().getFirst())
        .isEqualTo(
            new StandIn.Asked(
                "POST",
                URI.create("/token"),
                "",
                "grant_type=password&client_id=kaapana&client_secret=c%26s&username=ann&password=p+w"));
  }

  @Test
  void aTokenThatIsOverIsRenewedBeforeItIsUsed() throws Exception {
    StandIn provider = provider(",\"expires_in\":0");
    StandIn server = serve(ok("here"));
    Credentials credentials = credentials(oidc(provider));

    text(server, credentials);
    text(server, credentials);

    assertThat(server.asked())
        .extracting(StandIn.Asked::authorization)
        .containsExactly("Bearer t1", "Bearer t2");
    assertThat(provider.asked().getFirst().body())
        .isEqualTo("grant_type=client_credentials&client_id=kaapana&client_secret=c%26s");
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnce() throws Exception {
    StandIn server =
        serve(
            (asked, exchange) ->
                StandIn.send(
                    exchange,
                    asked.authorization().equals("Bearer t2") ? 200 : 401,
                    "text/plain",
                    "here".getBytes(UTF_8)));

    Credentials credentials = credentials(oidc(provider("")));
    assertThat(text(server, credentials)).isEqualTo("here");
    assertThat(server.asked()).hasSize(2);

    Credentials later = credentials(oidc(provider("")));
    text(server, later);
    StandIn never = serve((asked, x) -> StandIn.send(x, 401, "text/plain", new byte[0]));
    assertThatExceptionOfType(WebException.class).isThrownBy(() -> text(never, later));
    assertThat(never.asked()).hasSize(2);
  }

  @Test
  void aServerThatTakesNoTokenCostsNoEndOfThem() {
    StandIn provider = provider("");
    StandIn server = serve((asked, x) -> StandIn.send(x, 401, "text/plain", new byte[0]));
    Web web = new Web(server.address(), credentials(oidc(provider)));

    for (int i = 0; i < 30; i++) {
      assertThatExceptionOfType(WebException.class)
          .isThrownBy(() -> web.get("/x", "a/b", Answer::status));
    }

    assertThat(server.asked()).hasSize(20);
    assertThat(provider.asked()).hasSize(11);
  }

  @Test
  void noTokenIsTold() {
    String advice =
        "; nothing was read from it, check the AUDITOR_OIDC secrets, and that no new password is"
            + " asked for at the first login";
    StandIn server = serve(ok("here"));
    StandIn refusing =
        serve((asked, exchange) -> StandIn.send(exchange, 401, "a/json", "{}".getBytes(UTF_8)));
    StandIn empty = serve((asked, exchange) -> StandIn.json(exchange, "{\"access_token\":\"\"}"));
    StandIn hostile =
        serve((asked, exchange) -> StandIn.json(exchange, "{\"access_token\":\"a\\r\\nb: c\"}"));

    fails(
        () -> text(server, credentials(oidc(refusing))),
        "gets no token: the server of 'AUDITOR_OIDC_TOKEN_URL' answers 401, it wants other"
            + " credentials"
            + advice);
    for (StandIn provider : Arrays.asList(empty, hostile)) {
      fails(
          () -> text(server, credentials(oidc(provider))),
          "gets no token: the server of 'AUDITOR_OIDC_TOKEN_URL' gives no bearer token" + advice);
    }
    assertThat(server.asked()).isEmpty();
  }
}
