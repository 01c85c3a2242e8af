package org.migrationauditor.query.readmodel;

import java.util.List;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.TimelineEntry;

/**
 * All that is shown of one migration.
 *
 * @param timeline every event, in order
 */
public record MigrationPage(MigrationState state, List<TimelineEntry> timeline) {
  public MigrationPage {
    timeline = List.copyOf(timeline);
  }
}
