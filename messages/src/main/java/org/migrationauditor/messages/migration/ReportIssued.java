package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;

/** A report was signed and written. */
@Revision("1")
public record ReportIssued(MigrationId migrationId, StepId stepId, IssuedReport report)
    implements MigrationEvent {}
