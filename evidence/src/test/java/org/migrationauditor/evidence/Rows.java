package org.migrationauditor.evidence;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.report.HistoryHead;

/** Rows of one migration's history, as the store would hold them. */
final class Rows {
  static final StoredEvent ROW =
      new StoredEvent(
          "site-a",
          0,
          "org.migrationauditor.messages.migration.StepApproved",
          "1",
          "2026-03-01T22:00:00Z",
          "{\"migrationId\":\"site-a\",\"stepId\":\"delete\",\"approver\":\"anna\",\"reason\":\"ok\"}",
          "{\"who\":\"anna\",\"host\":\"pacs-1\"}");

  private Rows() {}

  /** That many rows, each with a reason of its own. */
  static List<StoredEvent> of(int count) {
    List<StoredEvent> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new StoredEvent(
              ROW.streamId(),
              i,
              ROW.type(),
              ROW.revision(),
              "2026-03-01T22:00:%02dZ".formatted(i % 60),
              ROW.payloadJson().replace("\"ok\"", "\"reason " + i + "\""),
              ROW.metadataJson()));
    }
    return rows;
  }

  static StoredEvent withPayload(String json) {
    return new StoredEvent(
        ROW.streamId(),
        ROW.sequence(),
        ROW.type(),
        ROW.revision(),
        ROW.timestamp(),
        json,
        ROW.metadataJson());
  }

  static StoredEvent withMetadata(String json) {
    return new StoredEvent(
        ROW.streamId(),
        ROW.sequence(),
        ROW.type(),
        ROW.revision(),
        ROW.timestamp(),
        ROW.payloadJson(),
        json);
  }

  static StoredEvent at(long sequence, StoredEvent row) {
    return new StoredEvent(
        row.streamId(),
        sequence,
        row.type(),
        row.revision(),
        row.timestamp(),
        row.payloadJson(),
        row.metadataJson());
  }

  static HistoryHead head(List<StoredEvent> rows) {
    return HistoryLog.head(rows.stream());
  }
}
