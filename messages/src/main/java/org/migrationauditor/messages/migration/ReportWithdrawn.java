package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.person.Personal;

/**
 * A report was taken back; what is to be said of its data is in a later report, if in any.
 *
 * @param reportId as the report itself bears it
 * @param person who withdrew it
 * @param reason in the person's words; no patient attribute
 */
@Revision("1")
public record ReportWithdrawn(
    MigrationId migrationId,
    String reportId,
    @Personal String person,
    @Personal(by = "person") String reason)
    implements MigrationEvent {}
