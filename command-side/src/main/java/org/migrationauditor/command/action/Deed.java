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
 */
record Deed(
    Outcome.Result result,
    @Nullable Integer exitCode,
    @Nullable ContentDigest output,
    List<Observation> seen,
    String reason) {
  Deed {
    seen = List.copyOf(seen);
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
