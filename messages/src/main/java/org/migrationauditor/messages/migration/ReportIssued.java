package org.migrationauditor.messages.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.person.Personal;

/**
 * A report was signed and written.
 *
 * @param stepId step that issues reports of that scope
 * @param person who had it issued again, outside of the step; null for one that the step issued
 * @param reason of that person, in their words; null for one that the step issued
 */
@Revision("1")
public record ReportIssued(
    MigrationId migrationId,
    StepId stepId,
    IssuedReport report,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Personal @Nullable String person,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Personal(by = "person") @Nullable String reason)
    implements MigrationEvent {

  /** By the step itself. */
  public ReportIssued(MigrationId migrationId, StepId stepId, IssuedReport report) {
    this(migrationId, stepId, report, null, null);
  }
}
