package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * A runbook applied to one host.
 *
 * @param digest SHA-256 of the runbook file's bytes
 * @param parameters given and defaulted, by name
 * @param steps those that apply to the host, in order
 */
public record Plan(
    RunbookId runbook, ContentDigest digest, Map<String, String> parameters, List<Step> steps) {
  public Plan {
    parameters = Map.copyOf(parameters);
    steps = List.copyOf(steps);
  }
}
