package org.migrationauditor.command.runbook;

import java.util.List;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.messages.migration.PlannedStep;

/**
 * A step with every parameter filled in.
 *
 * @param instructions for the person who must act, or what the step is for; may be empty
 * @param atStake what would be lost if the step were not done as it must be; may be empty
 * @param observe what must hold afterwards, whatever the action says of itself
 * @param undo how its effect is taken back
 */
public record Step(
    PlannedStep planned,
    String instructions,
    String atStake,
    Action action,
    List<Check> observe,
    Undo<Step> undo) {
  public Step {
    observe = List.copyOf(observe);
  }
}
