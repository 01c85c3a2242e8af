package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A person other than the operators lets a gated step start. */
public record ApproveStep(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    String approver,
    String reason) {}
