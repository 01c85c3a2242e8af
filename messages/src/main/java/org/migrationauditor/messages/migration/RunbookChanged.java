package org.migrationauditor.messages.migration;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.person.Personal;

/**
 * The steps that were not begun were replaced by those of another runbook; approvals given before
 * are void.
 *
 * @param runbookDigest SHA-256 of the other runbook's file, which is kept by that name
 * @param steps the whole plan as it is now, in order
 * @param person who decided it
 * @param reason in the person's words; no patient attribute
 */
@Revision("1")
public record RunbookChanged(
    MigrationId migrationId,
    RunbookId runbook,
    ContentDigest runbookDigest,
    List<PlannedStep> steps,
    @Personal String person,
    @Personal(by = "person") String reason)
    implements MigrationEvent {
  public RunbookChanged {
    steps = List.copyOf(steps);
  }
}
