package org.migrationauditor.verifier.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers what a test wants, and remembers what it was asked. */
public final class StandIn implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What came in. */
  public record Asked(String method, URI uri, String authorization, String body) {
    /** The value of a parameter, empty when there is none. */
    public String parameter(String name) {
      for (String pair : String.valueOf(uri.getQuery()).split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return pair.substring(name.length() + 1);
        }
      }
      return "";
    }
  }

  /** Answers one request. */
  @FunctionalInterface
  public interface Answering {
    /** Answers; what it leaves open is cut off. */
    void answer(Asked asked, HttpExchange exchange) throws IOException;
  }

  private StandIn(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static StandIn answering(Answering answering) {
    try {
      StandIn standIn =
          new StandIn(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      standIn.server.setExecutor(standIn.threads);
      standIn.server.createContext("/", exchange -> standIn.handle(exchange, answering));
      standIn.server.start();
      return standIn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              authorization == null ? "" : authorization,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(request);
      answering.answer(request, exchange);
    }
  }

  /** Sends a whole answer. */
  public static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Sends JSON. */
  public static void json(HttpExchange exchange, String json) throws IOException {
    send(exchange, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** Address without a path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** All that was asked so far. */
  public List<Asked> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
