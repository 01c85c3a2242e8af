package org.migrationauditor.verifier.dicomweb;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.http.Credentials;
import org.migrationauditor.verifier.http.StandIn;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** DICOMweb services that can be told to behave as dcm4chee does, and worse. */
final class FakePacs implements AutoCloseable {
  static final PseudonymKey KEY = new PseudonymKey(new byte[32]);
  private static final Pattern RANGE = Pattern.compile("([0-9]{8})-([0-9]{8})");

  /** Instances by the UID of their study: {@code <series>/<sop>[/<study>[/<PatientID>]]}. */
  final SortedMap<String, List<String>> studies = new TreeMap<>();

  int limit = 500;

  /** The greatest offset it takes. */
  int lastOffset = 99_999;

  /** Dates of studies that have one. */
  final Map<String, String> dates = new HashMap<>();

  /** Most matches of a page; more of them are told of in a warning, or are not. */
  int cap = 1000;

  boolean warns = true;
  boolean alwaysWarns;
  boolean pages = true;
  boolean counts = true;

  /** Matches of its last page that each page repeats. */
  int overlap;

  /** Comes after each page of instances, as those of a purged series do. */
  List<String> purged = List.of();

  /** What is in each match of an instance beside its UIDs. */
  String more = "";

  StandIn.Answering retrieval = (asked, exchange) -> {};
  private final StandIn server = StandIn.answering(this::answer);

  DicomWebSource source(boolean content) {
    Web web = new Web(server.address(), Credentials.NONE);
    return new DicomWebSource(web, new Search(web, limit, lastOffset), KEY, content);
  }

  List<StandIn.Asked> asked() {
    return server.asked();
  }

  /** All entries, read, in the order they came. */
  List<InventoryEntry> entries(boolean content) throws IOException, InterruptedException {
    List<UnreadEntry> listed = new ArrayList<>();
    source(content).list(listed::add);
    List<InventoryEntry> entries = new ArrayList<>();
    for (UnreadEntry entry : listed) {
      entries.add(entry.read(bytes -> {}));
    }
    return entries;
  }

  void study(String uid, int count) {
    List<String> instances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      instances.add("%s.1/%s.1.%06d".formatted(uid, uid, i));
    }
    studies.put(uid, instances);
  }

  private void answer(StandIn.Asked asked, HttpExchange exchange) throws IOException {
    String[] path = asked.uri().getPath().split("/", -1);
    if (path.length == 7) {
      retrieval.answer(asked, exchange);
    } else if (asked.uri().getPath().equals("/studies/count")) {
      StandIn.json(exchange, counts ? "{\"count\":%d}".formatted(studies.size()) : "{}");
    } else if (path.length == 2) {
      page(asked, exchange, studies(asked.parameter("StudyDate")), this::study);
    } else if (path[3].equals("instances")) {
      page(asked, exchange, instances(path[2]), uids -> instance(path[2], uids));
    } else if (path.length == 4) {
      Stream<String> series = instances(path[2]).stream().map(uids -> uids.split("/", -1)[0]);
      page(
          asked,
          exchange,
          series.distinct().toList(),
          uid -> "{%s}".formatted(ui("0020000E", uid)));
    } else {
      Stream<String> all = instances(path[2]).stream();
      page(
          asked,
          exchange,
          all.filter(uids -> uids.startsWith(path[4] + "/")).toList(),
          uids -> instance(path[2], uids));
    }
  }

  private List<String> studies(String range) {
    Matcher dates = RANGE.matcher(range);
    if (!dates.matches()) {
      return List.copyOf(studies.keySet());
    }
    return studies.keySet().stream()
        .filter(
            uid -> {
              String date = this.dates.getOrDefault(uid, "");
              return dates.group(1).compareTo(date) <= 0 && dates.group(2).compareTo(date) >= 0;
            })
        .toList();
  }

  private List<String> instances(String study) {
    return Objects.requireNonNullElse(studies.get(study), List.of());
  }

  private String study(String uid) {
    int count = instances(uid).size() + purged.size();
    return "{%s%s}"
        .formatted(
            ui("0020000D", uid),
            counts ? ",\"00201208\":{\"vr\":\"IS\",\"Value\":[%d]}".formatted(count) : "");
  }

  private String instance(String study, String instance) {
    String[] uids = instance.split("/", -1);
    String of = uids.length > 2 ? uids[2] : study;
    return "{%s,%s,%s%s}"
        .formatted(
            ui("0020000D", of),
            ui("0020000E", uids[0]),
            ui("00080018", uids[1]),
            uids.length > 3 ? "," + ui("00100020", uids[3]) : more);
  }

  static String ui(String tag, String value) {
    return "\"%s\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}".formatted(tag, value);
  }

  private void page(
      StandIn.Asked asked, HttpExchange exchange, List<String> all, UnaryOperator<String> json)
      throws IOException {
    int most = Integer.parseInt(asked.parameter("limit"));
    int offset = Integer.parseInt(asked.parameter("offset"));
    if (offset > lastOffset) {
      StandIn.send(exchange, 400, "text/plain", new byte[0]);
      return;
    }
    int from = pages ? Math.min(all.size(), offset) : 0;
    int to = Math.min(all.size(), from + Math.min(pages ? most : all.size(), cap));
    if (alwaysWarns || (warns && most > cap && to < all.size())) {
      exchange.getResponseHeaders().set("Warning", "299 pacs \"There are more results\"");
    }
    if (offset < all.size()) {
      from = Math.max(0, from - overlap);
    }
    List<String> matches = new ArrayList<>(all.subList(from, to));
    if (asked.uri().getPath().endsWith("/instances")) {
      matches.addAll(purged);
    }
    if (matches.isEmpty()) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      String body = matches.stream().map(json).collect(Collectors.joining(",", "[", "]"));
      StandIn.send(exchange, 200, "application/dicom+json", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
