package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * Steps of an upgrade, read from a file and found without mistake.
 *
 * @param digest SHA-256 of the file's bytes
 * @param guide the text that the steps follow
 * @param parameters what must be known of a host, in the order in which they are asked for
 * @param losses what the upgrade does not bring along
 * @param steps in order
 */
public record Runbook(
    RunbookId id,
    String title,
    ContentDigest digest,
    Guide guide,
    List<Parameter> parameters,
    List<Loss> losses,
    List<RunbookStep> steps) {
  public Runbook {
    parameters = List.copyOf(parameters);
    losses = List.copyOf(losses);
    steps = List.copyOf(steps);
  }

  /**
   * Applies the runbook to one host. The same file and values give an equal plan.
   *
   * @param given values by parameter; defaults stand in for the others
   * @throws RunbookException with one line for each value that is missing, unknown or could do harm
   */
  public Plan plan(Map<String, String> given) {
    Map<String, String> values = GivenParameters.resolve(parameters, given);
    return new Plan(id, digest, values, losses, RunbookStep.fill(steps, values));
  }
}
