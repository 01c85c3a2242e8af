package org.migrationauditor.messages.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;

/**
 * One step and how its last attempt went.
 *
 * @param attempts begun so far, count
 * @param interruptions attempts whose end nobody saw, count
 * @param summary what the last attempt did; empty before the first
 * @param who started the last attempt; empty before the first
 * @param startedAt of the last attempt; null before the first
 * @param endedAt of the last attempt; null while it runs and when nobody saw it end
 * @param durationMillis of the last attempt, milliseconds; 0 while it runs
 * @param reason of a failure or an uncertainty; empty otherwise
 * @param people attestations and approvals of this step, in order, one sentence each
 * @param attestedBy who did so since the last attempt began; null when nobody did
 * @param approvedBy whose approval counts still: no comparison, waiver or report on which it rests
 *     came after it, no step was allowed again and the runbook was not changed; who may approve is
 *     not asked here
 */
public record StepState(
    PlannedStep step,
    StepStatus status,
    int attempts,
    int interruptions,
    String summary,
    String who,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    long durationMillis,
    @Nullable Integer exitCode,
    @Nullable ContentDigest output,
    List<Observation> observations,
    String reason,
    List<String> people,
    @Nullable String attestedBy,
    List<String> approvedBy) {
  public StepState {
    observations = List.copyOf(observations);
    people = List.copyOf(people);
    approvedBy = List.copyOf(approvedBy);
  }
}
