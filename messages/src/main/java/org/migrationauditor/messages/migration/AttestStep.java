package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * A person says what they did or saw.
 *
 * @param note in the person's words; no patient attribute
 * @param evidenceFile name of an attached file; null when there is none
 * @param evidenceDigest digest of that file; null when there is none
 */
public record AttestStep(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    String person,
    String note,
    @Nullable String evidenceFile,
    @Nullable ContentDigest evidenceDigest) {}
