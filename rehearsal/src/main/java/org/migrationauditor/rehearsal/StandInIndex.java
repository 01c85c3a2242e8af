package org.migrationauditor.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.migrationauditor.rehearsal.StandInPlatform.Reply;

/** The stand-in for OpenSearch: one document a series, kept as lines of series, tab and study. */
final class StandInIndex {
  private static final Pattern SIZE = Pattern.compile("\"size\":(\\d{1,6})");
  private static final Pattern AFTER = Pattern.compile("\"search_after\":\\[\"([^\"]*)\"\\]");
  private static final String SHARDS =
      "\"_shards\":{\"total\":4,\"successful\":4,\"skipped\":0,\"failed\":0}";

  private final Path file;

  StandInIndex(HostLayout host) {
    file = host.state().resolve("index");
  }

  /** Holds these series and no other, each with its study. */
  synchronized void replace(Map<String, String> series) throws IOException {
    Path half = file.resolveSibling("index.tmp");
    Files.writeString(
        half,
        series.entrySet().stream()
            .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Reply answer(HttpExchange exchange, String body) throws IOException {
    NavigableMap<String, String> series = series();
    return switch (exchange.getRequestURI().getPath()) {
      case "/os/meta-index/_count" ->
          Reply.ok("{\"count\":%d,%s}".formatted(series.size(), SHARDS));
      case "/os/meta-index/_search" -> Reply.ok(search(series, body));
      default -> Reply.refused();
    };
  }

  private synchronized NavigableMap<String, String> series() throws IOException {
    NavigableMap<String, String> series = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int tab = line.indexOf('\t');
        series.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return series;
  }

  private static String search(NavigableMap<String, String> series, String body) {
    Matcher size = SIZE.matcher(body);
    Matcher after = AFTER.matcher(body);
    String hits =
        series.tailMap(after.find() ? after.group(1) : "", false).entrySet().stream()
            .limit(size.find() ? Integer.parseInt(size.group(1)) : 10)
            .map(StandInIndex::hit)
            .collect(Collectors.joining(","));
    return "{\"took\":1,\"timed_out\":false,%s,\"hits\":{\"hits\":[%s]}}".formatted(SHARDS, hits);
  }

  private static String hit(Map.Entry<String, String> document) {
    return "{\"_id\":\"%s\",\"_source\":{\"0020000D StudyInstanceUID_keyword\":\"%s\",\"0020000E SeriesInstanceUID_keyword\":\"%s\"},\"sort\":[\"%s\"]}"
        .formatted(document.getKey(), document.getValue(), document.getKey(), document.getKey());
  }
}
