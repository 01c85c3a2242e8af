package org.migrationauditor.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.rehearsal.StandInPlatform.Reply;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/**
 * The stand-in for Airflow with Kaapana's interface as 0.2.2 has it. A run ends a moment after it
 * was begun; what it does is there from the start. It goes wrong where the file of a fault stands
 * in the host's state, as {@code host.sh} lists them. Runs are kept as lines of DAG, run, end and
 * last state, with tabs between.
 */
final class StandInAirflow {
  private static final String RE_INDEX = "service-re-index-dicom-data";
  private static final String EXTRACT = "service-extract-metadata";
  private static final String THUMBNAILS = "service-segmentation-thumbnail";
  private static final String IMPORT = "service-process-incoming-dcm";
  private static final List<String> DAGS =
      List.of(RE_INDEX, EXTRACT, THUMBNAILS, IMPORT, "service-minio-dicom-upload");
  private static final String SUCCESS = "success";
  private static final String FAILED = "failed";
  private static final long RUN_MILLIS = 400;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyMMddHHmmssSSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern PATH =
      Pattern.compile(
          "/flow/kaapana/api/(trigger|dagids|dags|dagdetails)/([^/]+)(?:/dagRuns/state/([a-z]+)/count|/([^/]+))?");
  private static final Pattern IDENTIFIERS =
      Pattern.compile("\"identifiers\"\\s*:\\s*\\[([^\\]]*)\\]");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

  private final HostLayout host;
  private final StandInIndex index;
  private final Path file;

  private record Run(String dag, String id, long endsAt, String last) {
    String state() {
      return System.currentTimeMillis() < endsAt ? "running" : last;
    }
  }

  StandInAirflow(HostLayout host, StandInIndex index) {
    this.host = host;
    this.index = index;
    file = host.state().resolve("dag_runs");
  }

  synchronized Reply answer(HttpExchange exchange, String body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/flow/kaapana/api/getdagruns")) {
      return exchange.getRequestMethod().equals("POST") ? listed(body) : new Reply(405, "{}");
    }
    Matcher asked = PATH.matcher(path);
    if (!asked.matches() || !DAGS.contains(asked.group(2))) {
      return Reply.refused();
    }
    String dag = asked.group(2);
    return switch (asked.group(1)) {
      case "trigger" -> triggered(dag, body);
      case "dagids" ->
          Reply.ok(
              "{\"dag_id\":\"%s\",\"run_ids\":[%s]}"
                  .formatted(
                      dag,
                      runs(run -> run.dag().equals(dag))
                          .map(run -> "\"" + run.id() + "\"")
                          .collect(Collectors.joining(","))));
      case "dags" -> Reply.ok("{\"number_of_dagruns\":%d}".formatted(count(dag, asked.group(3))));
      default ->
          runs(run -> run.dag().equals(dag) && run.id().equals(asked.group(4)))
              .findFirst()
              .map(StandInAirflow::row)
              .map(Reply::ok)
              .orElseGet(Reply::refused);
    };
  }

  private long count(String dag, String state) throws IOException {
    long stuck = dag.equals(IMPORT) && state.equals("running") && fault("import_runs") ? 1 : 0;
    return stuck + runs(run -> run.dag().equals(dag) && run.state().equals(state)).count();
  }

  private Reply listed(String body) throws IOException {
    String dag = field(body, "dag_id");
    String state = field(body, "state");
    return Reply.ok(
        runs(run -> run.dag().equals(dag) && run.state().equals(state))
            .map(StandInAirflow::row)
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static String field(String body, String name) {
    Matcher field = Pattern.compile("\"%s\"\\s*:\\s*\"([^\"]*)\"".formatted(name)).matcher(body);
    return field.find() ? field.group(1) : "";
  }

  private static String row(Run run) {
    return "{\"user\":\"0000\",\"dag_id\":\"%s\",\"run_id\":\"%s\",\"state\":\"%s\"}"
        .formatted(run.dag(), run.id(), run.state());
  }

  private Reply triggered(String dag, String body) throws IOException {
    List<Run> children = new ArrayList<>();
    Instant now = Instant.now();
    boolean succeeds =
        switch (dag) {
          case RE_INDEX -> reIndex(now, children);
          case THUMBNAILS -> thumbnails(body);
          default -> true;
        };
    Run begun = run(dag, now, RUN_MILLIS, succeeds ? SUCCESS : FAILED);
    keep(Stream.concat(Stream.of(begun), children.stream()).toList());
    return Reply.ok(
        "{\"message\":[\"%s created!\",{\"dag_id\":\"%s\",\"run_id\":\"%s\"}]}"
            .formatted(dag, dag, begun.id()));
  }

  private boolean fault(String name) {
    return Files.exists(host.state().resolve(name));
  }

  private static Run run(String dag, Instant begun, long millis, String last) {
    return new Run(dag, dag + "-" + STAMP.format(begun), begun.toEpochMilli() + millis, last);
  }

  /**
   * One file of each folder goes into the index, which is empty before; the first that is none ends
   * it.
   *
   * @param children that it began
   * @return whether the run succeeds
   */
  private boolean reIndex(Instant now, List<Run> children) throws IOException {
    if (fault("re_index_times_out")) {
      return false;
    }
    Map<String, String> series = new HashMap<>();
    DicomReader reader = new DicomReader(new PseudonymKey(new byte[32]));
    for (Path first : firstFiles()) {
      DicomFacts facts = reader.read(first);
      @Nullable String uid = facts.seriesInstanceUid();
      if (uid == null) {
        index.replace(series);
        return false;
      }
      boolean fails = children.isEmpty() && fault("extraction_fails");
      if (!fails) {
        series.put(uid, String.valueOf(facts.studyInstanceUid()));
      }
      children.add(
          run(
              EXTRACT,
              now.plusNanos(1000L * (children.size() + 1)),
              2 * RUN_MILLIS,
              fails ? FAILED : SUCCESS));
    }
    index.replace(series);
    return true;
  }

  private List<Path> firstFiles() throws IOException {
    Map<Path, Path> first = new HashMap<>();
    try (Stream<Path> walk = Files.walk(host.dicomData().resolve("fs1"))) {
      walk.filter(Files::isRegularFile)
          .sorted()
          .forEach(path -> first.putIfAbsent(path.getParent(), path));
    }
    return first.values().stream().sorted().toList();
  }

  /** It fails only if the last one could not be made. */
  private boolean thumbnails(String body) throws IOException {
    MinioTree minio =
        new MinioTree(
            host.minio(), new DatedFiles(body.hashCode(), Instant.parse("2023-08-02T09:00:00Z")));
    minio.bucket("thumbnails");
    Matcher identifiers = IDENTIFIERS.matcher(body);
    boolean selected = identifiers.find() && !fault("selection_empty");
    Matcher series = TEXT.matcher(selected ? identifiers.group(1) : "");
    boolean made = true;
    for (boolean first = true; series.find(); first = false) {
      made = !first || !fault("thumbnail_fails");
      if (!made) {
        continue;
      }
      minio.object(
          "thumbnails",
          "batch/%s/generate-segmentation-thumbnail/%s.png"
              .formatted(series.group(1), series.group(1)),
          "image/png",
          new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    }
    return made;
  }

  private Stream<Run> runs(Predicate<Run> wanted) throws IOException {
    if (!Files.exists(file)) {
      return Stream.empty();
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.split("\t", -1))
        .map(parts -> new Run(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]))
        .filter(wanted);
  }

  private void keep(List<Run> begun) throws IOException {
    Path half = file.resolveSibling("dag_runs.tmp");
    Files.writeString(
        half,
        Stream.concat(runs(run -> true), begun.stream())
            .map(run -> "%s\t%s\t%d\t%s\n".formatted(run.dag(), run.id(), run.endsAt(), run.last()))
            .collect(Collectors.joining()));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
