package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.person.Personal;

/**
 * A person said what they did or saw.
 *
 * @param evidenceFile name of the attached file; null when there is none
 * @param evidenceDigest digest of that file; null when there is none
 */
@Revision("1")
public record StepAttested(
    MigrationId migrationId,
    StepId stepId,
    @Personal String person,
    @Personal(by = "person") String note,
    @Personal(by = "person") @Nullable String evidenceFile,
    @Nullable ContentDigest evidenceDigest)
    implements MigrationEvent {}
