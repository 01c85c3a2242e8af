package org.migrationauditor.app.anchor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.app.anchor.Heads.head;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store is asked for, which the one of {@link BucketPlaceIT} passes over. */
final class BucketPlaceTest {
  private final List<String> asked = new ArrayList<>();
  private volatile byte[] kept = new byte[0];

  @Test
  void asksForALockOfThatManyDaysAndToReplaceNothing() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    try {
      BucketPlace.of(
              Map.of(
                      BucketPlace.BUCKET,
                      "http://127.0.0.1:" + server.getAddress().getPort() + "/heads",
                      BucketPlace.ACCESS_KEY,
                      "access",
                      BucketPlace.SECRET_KEY,
                      "secret",
                      BucketPlace.DAYS,
                      "30")
                  ::get)
          .getFirst()
          .keep(head(3, 'a'));
    } finally {
      server.stop(0);
    }

    assertThat(kept).isEqualTo(head(3, 'a').bytes());
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst()).startsWith("* COMPLIANCE ");
    Instant until = Instant.parse(asked.getFirst().substring("* COMPLIANCE ".length()));
    assertThat(Duration.between(Instant.now().truncatedTo(ChronoUnit.SECONDS), until).toDays())
        .isBetween(29L, 30L);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (exchange.getRequestMethod().equals("PUT")) {
      kept = exchange.getRequestBody().readAllBytes();
      asked.add(
          exchange.getRequestHeaders().getFirst("If-None-Match")
              + " "
              + exchange.getRequestHeaders().getFirst("x-amz-object-lock-mode")
              + " "
              + exchange.getRequestHeaders().getFirst("x-amz-object-lock-retain-until-date"));
      send(exchange, 200, new byte[0]);
    } else if (query.startsWith("location")) {
      send(exchange, 200, "<LocationConstraint/>".getBytes(UTF_8));
    } else if (query.startsWith("retention")) {
      send(
          exchange,
          200,
          "<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>2099-01-01T00:00:00.000Z</RetainUntilDate></Retention>"
              .getBytes(UTF_8));
    } else if (kept.length == 0) {
      send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
    } else {
      send(exchange, 200, kept);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    exchange.getResponseHeaders().add("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
