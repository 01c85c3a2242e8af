package org.migrationauditor.verifier.quality;

import org.migrationauditor.messages.inventory.FindingCode;

/**
 * How often one code was found.
 *
 * @param findings count
 * @param entries that they are about, count
 */
public record Remarked(FindingCode code, long findings, long entries) {}
