package org.migrationauditor.messages.migration;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Tells which reports a person had issued again, each in place of the last of its scope.
 *
 * @param reports none to ask only whether that person may
 * @param person who had them issued
 * @param reason in the person's words; no patient attribute
 */
public record ReissueReports(
    @TargetAggregateIdentifier MigrationId migrationId,
    List<IssuedReport> reports,
    String person,
    String reason) {
  public ReissueReports {
    reports = List.copyOf(reports);
  }
}
