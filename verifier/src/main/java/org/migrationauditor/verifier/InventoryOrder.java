package org.migrationauditor.verifier;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.verifier.archive.ArchiveAddress;
import org.migrationauditor.verifier.owner.OwnerRules;

/**
 * An inventory to be taken. One that was interrupted is gone on with by the same order: same name,
 * address, purpose, rules of owners and sample, within three days, by the same version of this
 * program.
 *
 * @param purpose what the inventory is evidence of, such as a migration and its step, so that what
 *     was read for one purpose never serves another; empty to go on with none
 * @param owners rules that say whose each entry is
 * @param sample null to read everything
 * @param anew whether what an interrupted one had read is read again
 * @param partial whether an interruption leaves a manifest, in which all that was not read is
 *     incomplete, and nothing but an {@link InterruptedException} otherwise
 */
public record InventoryOrder(
    InventoryName name,
    ArchiveAddress address,
    String purpose,
    OwnerRules owners,
    @Nullable Sample sample,
    boolean anew,
    boolean partial) {

  /** Everything, for a purpose. */
  public InventoryOrder(InventoryName name, ArchiveAddress address, String purpose) {
    this(name, address, purpose, OwnerRules.OF_THE_ARCHIVE, null, false, false);
  }
}
