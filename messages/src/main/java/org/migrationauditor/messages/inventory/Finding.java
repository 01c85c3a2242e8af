package org.migrationauditor.messages.inventory;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;

/**
 * One coded difference.
 *
 * @param key path of the entry below the inventory's root, {@code /} between its parts
 * @param sopInstanceUid null when the entry is no DICOM instance
 * @param beforeDigest null when the first inventory has no such entry or could not read it
 * @param afterDigest null when the second inventory has no such entry or could not read it
 * @param detail what was seen, in numbers; no patient attribute
 * @param expectedBecause the runbook's reason when it announced this finding, else null
 */
public record Finding(
    FindingCode code,
    String key,
    OwnerKey owner,
    @Nullable String studyInstanceUid,
    @Nullable String seriesInstanceUid,
    @Nullable String sopInstanceUid,
    @Nullable ContentDigest beforeDigest,
    @Nullable ContentDigest afterDigest,
    String detail,
    @Nullable String expectedBecause) {}
