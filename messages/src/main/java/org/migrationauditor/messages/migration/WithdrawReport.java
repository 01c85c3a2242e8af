package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes a report back: it says nothing any more, and its file stays as it was issued.
 *
 * @param reportId as the report itself bears it
 * @param person who withdraws it
 * @param reason in the person's words; no patient attribute
 */
public record WithdrawReport(
    @TargetAggregateIdentifier MigrationId migrationId,
    String reportId,
    String person,
    String reason) {}
