package org.migrationauditor.query.history;

import java.time.Instant;
import java.util.Map;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.query.TimelineEntry;

/**
 * An event as it was stored.
 *
 * @param sequence place in the history of its migration, 0 for the first
 * @param metadata by the keys of {@link EventMetadata}
 */
public record Recorded(long sequence, Instant at, MigrationEvent event, Map<String, ?> metadata) {
  private static final String UNKNOWN = "unknown";

  /** Who asked for it. */
  public String who() {
    return text(EventMetadata.WHO);
  }

  /** Value of the metadata; {@code unknown} where there is none. */
  String text(String key) {
    Object value = metadata.get(key);
    return value == null ? UNKNOWN : value.toString();
  }

  /** On one line. */
  public TimelineEntry entry() {
    EventSummary summary = EventSummary.of(event);
    return new TimelineEntry(
        sequence, at, who(), event.getClass().getSimpleName(), summary.step(), summary.text());
  }
}
