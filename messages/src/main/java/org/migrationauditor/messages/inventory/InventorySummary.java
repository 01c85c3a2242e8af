package org.migrationauditor.messages.inventory;

import org.migrationauditor.messages.ContentDigest;

/**
 * One view of an archive at one moment; the entries are in the manifest.
 *
 * @param root folder that was read, absolute
 * @param manifest digest of the manifest, a Parquet file kept as {@code <digest>.parquet}
 */
public record InventorySummary(
    InventoryName name, View view, String root, ContentDigest manifest, InventoryCounts counts) {}
