package org.migrationauditor.messages.report;

import org.migrationauditor.messages.ContentDigest;

/**
 * Head of a migration's history: whoever holds it can tell whether the events up to it were changed
 * later (RFC 9162 2.1).
 *
 * @param events below this head, count
 * @param root Merkle tree hash over them
 */
public record HistoryHead(long events, ContentDigest root) {}
