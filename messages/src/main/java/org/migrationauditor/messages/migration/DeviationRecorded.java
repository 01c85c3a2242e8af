package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The step departs from the guide, for the reason given. */
@Revision("1")
public record DeviationRecorded(
    MigrationId migrationId, StepId stepId, @Nullable String guideStep, String reason)
    implements MigrationEvent {}
