package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A person other than the operators accepts a finding for its owner.
 *
 * @param stepId of the comparison
 * @param waiver of a finding that stands in the findings file; whoever sends this has looked
 */
public record WaiveFinding(
    @TargetAggregateIdentifier MigrationId migrationId, StepId stepId, Waiver waiver) {}
