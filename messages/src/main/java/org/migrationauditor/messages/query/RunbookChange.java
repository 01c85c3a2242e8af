package org.migrationauditor.messages.query;

import java.time.Instant;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * That a migration went on by another runbook from some moment.
 *
 * @param replaced runbook by which it had gone until then
 * @param replacedDigest SHA-256 of that runbook's file
 * @param person who decided it
 * @param at time of the decision
 */
public record RunbookChange(
    RunbookId replaced, ContentDigest replacedDigest, String person, String reason, Instant at) {}
