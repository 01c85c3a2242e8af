package org.migrationauditor.messages.migration;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * An attempt ended without the effect the step is for.
 *
 * @param durationMillis milliseconds
 * @param exitCode null when there was no process or nobody saw it end
 * @param output digest of the stored output; null when there was none
 */
@Revision("1")
public record StepFailed(
    MigrationId migrationId,
    StepId stepId,
    int attempt,
    long durationMillis,
    @Nullable Integer exitCode,
    @Nullable ContentDigest output,
    List<Observation> observations,
    String reason)
    implements MigrationEvent {
  public StepFailed {
    observations = List.copyOf(observations);
  }
}
