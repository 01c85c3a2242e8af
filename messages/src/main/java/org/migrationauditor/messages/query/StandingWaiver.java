package org.migrationauditor.messages.query;

import java.time.Instant;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.Waiver;

/**
 * A finding of the last comparison of a step that was accepted.
 *
 * @param stepId of the comparison
 * @param at time of the event
 */
public record StandingWaiver(StepId stepId, Waiver waiver, Instant at) {}
