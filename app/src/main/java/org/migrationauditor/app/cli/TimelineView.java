package org.migrationauditor.app.cli;

import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.TimelineEntry;

/** An event of the history on one line of text. */
final class TimelineView {
  private TimelineView() {}

  static String line(TimelineEntry event) {
    StepId step = event.stepId();
    return Terminal.safe(
        "event %d  %s  %s%s%s: %s"
            .formatted(
                event.sequence(),
                Terminal.time(event.at()),
                event.type(),
                step == null ? "" : " '%s'".formatted(step),
                event.summary().startsWith(event.who()) ? "" : " by " + event.who(),
                event.summary()));
  }
}
