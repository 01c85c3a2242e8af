package org.migrationauditor.messages.report;

import org.migrationauditor.messages.inventory.FindingCode;

/**
 * Findings of one comparison that are alike.
 *
 * @param within Study Instance UID, else the bucket or first folder of their keys; empty when they
 *     have none of these
 * @param announced whether the runbook announced them
 * @param count findings, count
 */
public record FindingGroup(FindingCode code, String within, boolean announced, long count) {}
