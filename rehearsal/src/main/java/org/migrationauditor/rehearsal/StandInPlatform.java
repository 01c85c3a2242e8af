package org.migrationauditor.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The stand-in for what a deployed platform offers over HTTP: Kaapana's interface of Airflow, of
 * which 0.1.3 only answers how many runs there are, and the metadata index of 0.2.2, on this
 * machine alone and without a login, as behind a forwarded port. What it knows is kept on the host,
 * so that one started later goes on from there.
 */
public final class StandInPlatform implements AutoCloseable {
  private static final int UNAVAILABLE = 503;
  private static final int MOST_BYTES = 4 << 20;

  private final HostLayout host;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** An answer in JSON. */
  record Reply(int status, String body) {
    static Reply ok(String body) {
      return new Reply(200, body);
    }

    static Reply refused() {
      return new Reply(400, "{}");
    }
  }

  private StandInPlatform(HostLayout host, HttpServer server) {
    this.host = host;
    this.server = server;
  }

  static StandInPlatform start(HostLayout host, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    StandInPlatform platform = new StandInPlatform(host, server);
    StandInIndex index = new StandInIndex(host);
    StandInAirflow airflow = new StandInAirflow(host, index);
    server.setExecutor(platform.threads);
    server.createContext(
        "/flow/kaapana/api/", exchange -> platform.handle(exchange, airflow::answer));
    server.createContext("/os/meta-index/", exchange -> platform.handle(exchange, index::answer));
    server.start();
    return platform;
  }

  /** A port on which nothing listens now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Values for the runbook's parameters that are about a platform on this port. */
  public static Map<String, String> parameters(int port) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("airflowUrl", "http://127.0.0.1:%d/flow".formatted(port));
    parameters.put("oldAirflowUrl", "http://127.0.0.1:%d/flow".formatted(port));
    parameters.put("indexUrl", "http://127.0.0.1:%d/os/meta-index".formatted(port));
    return parameters;
  }

  private interface Answering {
    Reply answer(HttpExchange exchange, String body) throws IOException;
  }

  private void handle(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      String body =
          new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      Reply reply = deployed() ? answering.answer(exchange, body) : new Reply(UNAVAILABLE, "{}");
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private boolean deployed() throws IOException {
    String pods = Files.readString(host.state().resolve("pods"));
    return pods.contains("airflow-webserver") || pods.contains("airflow-deployment");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
