package org.migrationauditor.messages.migration;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.person.Personal;

/**
 * An operator turned the migration round: what follows takes back what was begun, and no step of
 * the plan is done any more.
 *
 * @param from step of the plan that would have come next
 * @param steps that take back what was begun, in order; the last begun is taken back first
 * @param person who decided it
 * @param reason in the person's words; no patient attribute
 */
@Revision("1")
public record RollbackBegun(
    MigrationId migrationId,
    StepId from,
    List<PlannedStep> steps,
    @Personal String person,
    @Personal(by = "person") String reason)
    implements MigrationEvent {
  public RollbackBegun {
    steps = List.copyOf(steps);
  }
}
