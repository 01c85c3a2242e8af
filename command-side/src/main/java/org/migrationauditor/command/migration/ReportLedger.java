package org.migrationauditor.command.migration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.StepId;

/** Which reports were issued and which of them were taken back. */
final class ReportLedger {
  private final Map<String, IssuedReport> last = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> withdrawn = new HashSet<>();
  private @Nullable StepId step;
  private long changed;

  void issue(ReportIssued event, long at) {
    last.put(event.report().scope(), event.report());
    step = event.stepId();
    ids.add(event.report().reportId());
    if (event.person() != null) {
      changed = at;
    }
  }

  void withdraw(ReportWithdrawn event, long at) {
    withdrawn.add(event.reportId());
    changed = at;
  }

  /** The step that issued reports last; empty when none did. */
  Optional<StepId> step() {
    return Optional.ofNullable(step);
  }

  boolean issued(String reportId) {
    return ids.contains(reportId);
  }

  boolean withdrawn(String reportId) {
    return withdrawn.contains(reportId);
  }

  /** A scope whose last report was taken back; empty when each has one that stands. */
  Optional<IssuedReport> missing() {
    return last.values().stream().filter(report -> withdrawn(report.reportId())).findFirst();
  }

  /** Number of the last event by which a person issued or withdrew one; 0 when none did. */
  long changed() {
    return changed;
  }
}
