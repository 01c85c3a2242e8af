package org.migrationauditor.query.readmodel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * One migration in the list.
 *
 * @param stepsDone succeeded, count
 * @param stepsTotal planned, count
 * @param comparisonsMade count
 * @param comparisonsPlanned count
 * @param verdict worst of the comparisons; one that was not made yet is INDETERMINATE
 * @param lastSequence number of the last event, 0 for the first
 * @param lastAt time of the last event
 * @param lastType simple name of the last event's type
 * @param completedAt null while steps are left
 * @param turned whether it is being rolled back, or was; the counts are of that then
 */
public record MigrationLine(
    MigrationId migrationId,
    RunbookId runbook,
    String host,
    boolean unattended,
    Instant plannedAt,
    int stepsDone,
    int stepsTotal,
    int comparisonsMade,
    int comparisonsPlanned,
    Verdict verdict,
    long lastSequence,
    Instant lastAt,
    String lastType,
    @Nullable Instant completedAt,
    boolean turned) {}
