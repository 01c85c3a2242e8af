package org.migrationauditor.verifier.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.verifier.http.Credentials;
import org.migrationauditor.verifier.http.StandIn;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** Answers counts and searches as Elasticsearch 6.8 and OpenSearch 2 do, or worse. */
final class FakeIndex implements AutoCloseable {
  private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");
  private static final Pattern AFTER = Pattern.compile("\"search_after\":\\[\"([^\"]*)\"\\]");
  private static final int WINDOW = 10_000;

  /** What documents hold, by their order. */
  final TreeMap<String, String> documents = new TreeMap<>();

  int page = 1000;
  int failedShards;
  boolean timesOut;
  boolean repeats;
  boolean elasticsearch;

  /** Documents that are counted, and which no search gives. */
  int unnamed;

  /** Documents that come in between the first count and the last. */
  int arriving;

  private final StandIn server = StandIn.answering(this::answer);

  IndexSource source() {
    return new IndexSource(
        new Web(server.address().resolve("/meta-index"), Credentials.NONE), page);
  }

  List<StandIn.Asked> asked() {
    return server.asked();
  }

  List<InventoryEntry> entries() throws IOException, InterruptedException {
    List<UnreadEntry> listed = new ArrayList<>();
    source().list(listed::add);
    List<InventoryEntry> entries = new ArrayList<>();
    for (UnreadEntry entry : listed) {
      entries.add(entry.read(bytes -> {}));
    }
    return entries;
  }

  void series(String study, String series) {
    documents.put(series, source(study, series));
  }

  static String source(String study, String series) {
    return "\"0020000D StudyInstanceUID_keyword\":\"%s\",\"0020000E SeriesInstanceUID_keyword\":\"%s\""
        .formatted(study, series);
  }

  private void answer(StandIn.Asked asked, HttpExchange exchange) throws IOException {
    String shards =
        "\"_shards\":{\"total\":4,\"successful\":%d,\"skipped\":0,\"failed\":%d,\"failures\":[]}"
            .formatted(4 - failedShards, failedShards);
    switch (asked.uri().getPath()) {
      case "/meta-index/_count" -> {
        StandIn.json(exchange, "{\"count\":%d,%s}".formatted(documents.size() + unnamed, shards));
        unnamed += arriving;
      }
      case "/meta-index/_search" -> StandIn.json(exchange, search(asked.body(), shards));
      default -> StandIn.send(exchange, 404, "application/json", "{}".getBytes(UTF_8));
    }
  }

  private String search(String body, String shards) {
    Matcher size = SIZE.matcher(body);
    Matcher after = AFTER.matcher(body);
    if (!size.find() || Integer.parseInt(size.group(1)) > WINDOW || body.contains("\"from\"")) {
      return "{\"error\":{},\"status\":400}";
    }
    String from = after.find() && !repeats ? after.group(1) : "";
    List<String> hits = new ArrayList<>();
    documents
        .tailMap(from, false)
        .forEach(
            (sort, source) -> {
              if (hits.size() < Integer.parseInt(size.group(1))) {
                hits.add(
                    "{\"_index\":\"meta-index\",\"_id\":\"x\",\"_score\":null,\"_source\":{%s},\"sort\":[\"%s\"]}"
                        .formatted(source, sort.split("#", -1)[0]));
              }
            });
    String total = elasticsearch ? "12" : "{\"value\":10000,\"relation\":\"gte\"}";
    return "{\"took\":1,\"timed_out\":%s,%s,\"hits\":{\"total\":%s,\"max_score\":null,\"hits\":[%s]}}"
        .formatted(timesOut, shards, total, String.join(",", hits));
  }

  @Override
  public void close() {
    server.close();
  }
}
