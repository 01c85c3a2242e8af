package org.migrationauditor.messages.query;

import java.time.Instant;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.StepId;

/**
 * A comparison as it counted at a moment.
 *
 * @param stepId of the comparison
 * @param event number of the event that recorded it, and its time
 * @param open findings that stood in the way and that nobody had accepted, count
 * @param ground whether what was decided rests on it
 */
public record KnownComparison(
    StepId stepId,
    long event,
    Instant at,
    ComparisonSummary comparison,
    long open,
    boolean ground) {}
