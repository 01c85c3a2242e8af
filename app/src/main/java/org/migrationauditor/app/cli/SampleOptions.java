package org.migrationauditor.app.cli;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.verifier.Sample;
import picocli.CommandLine.Option;

/** Options that ask for a part of an archive instead of all. */
final class SampleOptions {
  @Option(
      names = "--sample",
      paramLabel = "CONFIDENCE:SHARE",
      description = {
        "read so many entries, drawn at random, that one that is damaged would be among them with"
            + " this confidence if more than that share of all were, such as 99%%:0.1%%; what is"
            + " not drawn is listed and not read, and the answer is never better than unknown"
      })
  private @Nullable String plan;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "draw what an earlier sample with this seed drew; default: a new seed")
  private @Nullable String seed;

  /** What was asked for; null when all is to be read. */
  @Nullable Sample sample() {
    if (plan != null) {
      return Sample.of(plan, seed);
    }
    if (seed != null) {
      throw new CommandFailure(
          ExitStatus.REFUSED, "seed: is for a sample; give --sample too, such as 99%:0.1%");
    }
    return null;
  }
}
