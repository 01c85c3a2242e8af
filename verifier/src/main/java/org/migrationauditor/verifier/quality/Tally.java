package org.migrationauditor.verifier.quality;

/**
 * What an inventory holds of one value.
 *
 * @param value empty for what has none
 * @param name of a UID in the standard; empty where there is none
 * @param patients count
 * @param studies count
 * @param series count
 * @param instances count; of an index that knows only series, zero
 * @param bytes of those whose size is known, bytes
 */
public record Tally(
    Facet facet,
    String value,
    String name,
    long patients,
    long studies,
    long series,
    long instances,
    long bytes) {}
