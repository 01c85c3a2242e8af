package org.migrationauditor.messages.migration;

import org.migrationauditor.messages.person.Personal;

/**
 * Something that an upgrade does not bring along, and who said that it may be lost.
 *
 * @param id as the runbook names it
 * @param lost in words, as the runbook had them
 */
public record AcknowledgedLoss(String id, String lost, @Personal String person) {}
