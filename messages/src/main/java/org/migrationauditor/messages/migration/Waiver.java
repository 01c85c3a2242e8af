package org.migrationauditor.messages.migration;

import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.person.Personal;

/**
 * A person's word that one finding of a comparison is accepted as it is.
 *
 * @param findings digest of the findings file that holds it, kept as {@code <digest>.parquet}
 * @param key of the finding's entry
 * @param owner of the finding's entry
 * @param person who accepts it, for the owner
 * @param reason in the person's words; no patient attribute
 */
public record Waiver(
    ContentDigest findings,
    FindingCode code,
    String key,
    OwnerKey owner,
    @Personal String person,
    @Personal(by = "person") String reason) {}
