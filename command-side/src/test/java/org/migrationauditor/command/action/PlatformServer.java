package org.migrationauditor.command.action;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.airflow.KaapanaRelease;

/**
 * A platform of one release that answers as Kaapana's interface of Airflow and OpenSearch do, or
 * worse, and remembers what it was asked.
 */
final class PlatformServer implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile(
          "/flow/kaapana/api/(trigger|dagids|dags|dagdetails)/([^/]+)(?:/dagRuns/state/([a-z]+)/count|/(.+))?");
  private static final Pattern ASKED =
      Pattern.compile("\"?dag_id\"?[:=]\"?([^\"&]*)\"?[,&]\"?state\"?[:=]\"?([a-z]*)");

  final List<Run> runs = new CopyOnWriteArrayList<>();
  final List<Run> children = new CopyOnWriteArrayList<>();
  final TreeSet<String> index = new TreeSet<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final Semaphore begun = new Semaphore(0);

  /** Answers before everything else; false to leave it to the server. */
  volatile Predicate<HttpExchange> before = exchange -> false;

  /** Runs that one order begins, count. */
  volatile int perOrder = 1;

  /** Whether an order is taken and then not answered. */
  volatile boolean silent;

  /** Whether an order is taken and then the connection broken. */
  volatile boolean breaksOff;

  private final KaapanaRelease release;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  record Run(String dag, String id, String state) {}

  PlatformServer(KaapanaRelease release) throws IOException {
    this.release = release;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String airflow() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/flow";
  }

  String metaIndex() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/os/meta-index";
  }

  String token() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/auth/token";
  }

  long orders() {
    return asked.stream().filter(line -> line.startsWith("POST /flow/kaapana/api/trigger")).count();
  }

  void ends(String dag, String state) {
    runs.replaceAll(run -> run.dag().equals(dag) ? new Run(dag, run.id(), state) : run);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(
          "%s %s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  body));
      if (!before.test(exchange)) {
        String reply = reply(exchange, body);
        send(exchange, reply == null ? 400 : 200, reply == null ? "{}" : reply);
      }
    }
  }

  static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private @Nullable String reply(HttpExchange exchange, String body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/os/")) {
      return indexed(path, body);
    }
    if (path.equals("/auth/token")) {
      return body.contains("password=open%20sesame") || body.contains("password=open+sesame")
          ? "{\"access_token\":\"good.token\",\"expires_in\":3600}"
          : null;
    }
    if (path.endsWith("/getdagruns")) {
      boolean post = release != KaapanaRelease.V0_1_3;
      return post == exchange.getRequestMethod().equals("POST")
          ? listed(post ? body : exchange.getRequestURI().getQuery())
          : null;
    }
    Matcher call = PATH.matcher(path);
    if (!call.matches()) {
      return null;
    }
    String dag = call.group(2);
    return switch (call.group(1)) {
      case "trigger" -> triggered(exchange, dag);
      case "dagids" ->
          "{\"dag_id\":\"%s\",\"run_ids\":%s}"
              .formatted(
                  dag,
                  all()
                      .filter(run -> run.dag().equals(dag))
                      .map(run -> "\"" + run.id() + "\"")
                      .collect(Collectors.joining(",", "[", "]")));
      case "dags" ->
          "{\"number_of_dagruns\":%d}"
              .formatted(
                  all()
                      .filter(run -> run.dag().equals(dag) && run.state().equals(call.group(3)))
                      .count());
      default ->
          all()
              .filter(run -> run.dag().equals(dag) && run.id().equals(call.group(4)))
              .map(PlatformServer::row)
              .findFirst()
              .orElse(null);
    };
  }

  private Stream<Run> all() {
    return Stream.concat(runs.stream(), children.stream());
  }

  private String listed(String question) {
    Matcher wanted = ASKED.matcher(question);
    wanted.find();
    return all()
        .filter(run -> run.dag().equals(wanted.group(1)) && run.state().equals(wanted.group(2)))
        .map(PlatformServer::row)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String row(Run run) {
    return "{\"user\":\"x\",\"dag_id\":\"%s\",\"run_id\":\"%s\",\"state\":\"%s\",\"execution_time\":null}"
        .formatted(run.dag(), run.id(), run.state());
  }

  private String triggered(HttpExchange exchange, String dag) {
    String id = "";
    for (int i = 0; i < perOrder; i++) {
      id = "%s-230802101112%06d".formatted(dag, runs.size());
      runs.add(new Run(dag, id, "running"));
    }
    begun.release();
    if (silent) {
      begun.acquireUninterruptibly(2); // until the test ends
    }
    if (breaksOff) {
      exchange.close();
    }
    String told =
        release == KaapanaRelease.V0_1_3
            ? ""
            : ",{\"dag_id\":\"%s\",\"run_id\":\"%s\"}".formatted(dag, id);
    return "{\"message\":[\"%s created!\"%s]}".formatted(dag, told);
  }

  private String indexed(String path, String body) {
    String shards = "\"_shards\":{\"total\":4,\"successful\":4,\"failed\":0}";
    if (path.endsWith("/_count")) {
      return "{\"count\":%d,%s}".formatted(index.size(), shards);
    }
    String hits =
        body.contains("search_after")
            ? ""
            : index.stream()
                .map(
                    series ->
                        "{\"_source\":{\"0020000D StudyInstanceUID_keyword\":\"1.2\",\"0020000E SeriesInstanceUID_keyword\":\"%s\"},\"sort\":[\"%s\"]}"
                            .formatted(series, series))
                .collect(Collectors.joining(","));
    return "{\"timed_out\":false,%s,\"hits\":{\"hits\":[%s]}}".formatted(shards, hits);
  }

  @Override
  public void close() {
    begun.release(10);
    server.stop(0);
    threads.shutdownNow();
  }
}
