package org.migrationauditor.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.migration.EventMetadata;
import tools.jackson.databind.json.JsonMapper;

/**
 * The history of one migration, to be given to others. Events are read as they are written.
 *
 * @param name of the migration
 * @param events all of them in their order, read anew each time it is asked
 * @param reader who exports it, on which host
 */
public record History(String name, Supplier<Stream<StoredEvent>> events, Reader reader) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FORMULA = "=+-@\t\r";
  private static final String LINE = "\r\n";
  private static final List<String> COLUMNS =
      List.of("sequence", "timestamp", "event", "revision", "who", "host", "tool", "payload");

  /**
   * Who reads it.
   *
   * @param log name of the sealed log that it is part of
   */
  public record Reader(String who, String host, Instant at, String log) {}

  /** Writes it in UTF-8; the caller closes. */
  public void write(HistoryForm form, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    switch (form) {
      case DICOM_AUDIT -> lines(auditMessages().iterator(), text);
      case PROV -> new Provenance(name).write(told(), text);
      case CSV -> csv(text);
      case JSONL -> lines(told().map(History::json).iterator(), text);
    }
    text.flush();
  }

  /** Messages for an audit repository, the first of which tells of this reading itself. */
  public Stream<String> auditMessages() {
    return Stream.concat(
            Stream.of(
                AuditMessages.logUsed(reader.who(), reader.host(), reader.at(), reader.log())),
            told().flatMap(event -> AuditMessages.of(event).stream()))
        .map(AuditXml::of);
  }

  private Stream<ToldEvent> told() {
    return events.get().map(ToldEvent::of);
  }

  private static void lines(Iterator<String> lines, Writer text) throws IOException {
    while (lines.hasNext()) {
      text.append(lines.next()).append('\n');
    }
  }

  private void csv(Writer text) throws IOException {
    text.append(String.join(",", COLUMNS)).append(LINE);
    for (Iterator<ToldEvent> all = told().iterator(); all.hasNext(); ) {
      ToldEvent event = all.next();
      text.append(
              Stream.of(
                      String.valueOf(event.stored().sequence()),
                      event.stored().timestamp(),
                      event.name(),
                      event.stored().revision(),
                      event.metadata(EventMetadata.WHO),
                      event.metadata(EventMetadata.HOST),
                      event.metadata(EventMetadata.TOOL),
                      event.stored().payloadJson())
                  .map(History::field)
                  .collect(Collectors.joining(",")))
          .append(LINE);
    }
  }

  /** A spreadsheet takes what begins like a formula for one, unless an apostrophe is before it. */
  private static String field(String value) {
    boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
  }

  private static String json(ToldEvent event) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "event");
    members.put("sequence", event.stored().sequence());
    members.put("timestamp", event.stored().timestamp());
    members.put("event", event.name());
    members.put("revision", event.stored().revision());
    members.put("payload", event.payload());
    members.put("metadata", event.metadata());
    return JSON.writeValueAsString(members);
  }
}
