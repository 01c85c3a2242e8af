package org.migrationauditor.messages.migration;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.ContentDigest;

/**
 * An operator planned the upgrade of one host; nothing was touched yet.
 *
 * @param runbookDigest SHA-256 of the runbook file, which is kept by that name
 * @param parameters of the runbook, resolved, in the order of their names; none of them is a secret
 * @param unattended whether the program plays the people, as it may on a rehearsal host only
 */
@Revision("1")
public record MigrationPlanned(
    MigrationId migrationId,
    RunbookId runbook,
    ContentDigest runbookDigest,
    List<PlannedStep> steps,
    Map<String, String> parameters,
    boolean unattended)
    implements MigrationEvent {
  public MigrationPlanned {
    steps = List.copyOf(steps);
    parameters = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(parameters)));
  }
}
