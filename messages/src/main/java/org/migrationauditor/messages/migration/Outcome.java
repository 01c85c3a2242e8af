package org.migrationauditor.messages.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * How an attempt at a step ended.
 *
 * @param durationMillis time from start to end, milliseconds
 * @param exitCode of the process; null when there was none or nobody saw it end
 * @param output digest of the stored output; null when there was none
 * @param reason why it failed or what is uncertain; empty on success
 */
public record Outcome(
    Result result,
    long durationMillis,
    @Nullable Integer exitCode,
    @Nullable ContentDigest output,
    List<Observation> observations,
    String reason) {
  /** The three ways a step can end. */
  public enum Result {
    SUCCEEDED,
    FAILED,
    UNCERTAIN
  }

  public Outcome {
    observations = List.copyOf(observations);
  }
}
