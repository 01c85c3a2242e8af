package org.migrationauditor.messages.migration;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Tells which reports a report step issued, together with how it ended. */
public record RecordReports(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    int attempt,
    List<IssuedReport> reports,
    Outcome outcome) {
  public RecordReports {
    reports = List.copyOf(reports);
  }
}
