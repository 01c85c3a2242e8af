package org.migrationauditor.command.action;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

/**
 * What an action did, before anybody looked at the host again.
 *
 * @param exitCode of the process; null when there was none or nobody saw it end
 * @param output digest of the stored output; null when there was none
 * @param seen by the action itself
 * @param reason why it failed or what is uncertain; empty when it did its work
 * @param waits whether nothing ended, and a person must act first, as the reason says
 */
record Deed(
    Outcome.Result result,
    @Nullable Integer exitCode,
    @Nullable ContentDigest output,
    List<Observation> seen,
    String reason,
    boolean waits) {
  Deed {
    seen = List.copyOf(seen);
  }

  /** What has ended. */
  Deed(
      Outcome.Result result,
      @Nullable Integer exitCode,
      @Nullable ContentDigest output,
      List<Observation> seen,
      String reason) {
    this(result, exitCode, output, seen, reason, false);
  }

  /** It goes on once a person has acted. */
  static Deed waiting(String sentence) {
    return new Deed(Outcome.Result.UNCERTAIN, null, null, List.of(), sentence, true);
  }

  /** It did its work; whether that had its effect is for the observations to say. */
  static Deed done(Observation... seen) {
    return new Deed(Outcome.Result.SUCCEEDED, null, null, List.of(seen), "");
  }

  /** It did not do its work. */
  static Deed failed(String reason, Observation... seen) {
    return new Deed(Outcome.Result.FAILED, null, null, List.of(seen), reason);
  }
}
