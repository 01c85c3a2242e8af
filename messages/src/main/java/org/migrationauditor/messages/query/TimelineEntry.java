package org.migrationauditor.messages.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.StepId;

/**
 * One event of a migration's history.
 *
 * @param sequence place in the history, 0 for the first
 * @param type simple name of the event's type
 * @param stepId null when the event speaks of the whole migration
 * @param summary what it tells, on one line
 */
public record TimelineEntry(
    long sequence, Instant at, String who, String type, @Nullable StepId stepId, String summary) {}
