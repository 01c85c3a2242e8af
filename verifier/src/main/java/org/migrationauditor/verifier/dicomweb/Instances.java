package org.migrationauditor.verifier.dicomweb;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** What the matches of a search become in a listing. */
final class Instances {
  /** What is asked of each instance. */
  static final Set<String> TAGS =
      Set.of(
          Tag.SOP_CLASS_UID,
          Tag.SOP_INSTANCE_UID,
          Tag.INSTANCE_AVAILABILITY,
          Tag.MODALITY,
          Tag.AVAILABLE_TRANSFER_SYNTAX_UID,
          Tag.PATIENT_ID,
          Tag.ISSUER_OF_PATIENT_ID,
          Tag.CLINICAL_TRIAL_PROTOCOL_ID,
          Tag.STUDY_INSTANCE_UID,
          Tag.SERIES_INSTANCE_UID,
          Tag.PRIVATE_CREATOR,
          Tag.REJECTION_CODE,
          Tag.EXTERNAL_RETRIEVE_AET,
          Tag.STORAGE_ID,
          Tag.STORAGE_TRANSFER_SYNTAX_UID,
          Tag.STORAGE_OBJECT_SIZE,
          Tag.STORAGE_OBJECT_DIGEST,
          Tag.STORAGE_OBJECT_STATUS);

  private final PseudonymKey key;
  private final @Nullable Retrieval retrieval;

  /**
   * @param retrieval null when nothing is retrieved
   */
  Instances(PseudonymKey key, @Nullable Retrieval retrieval) {
    this.key = key;
    this.retrieval = retrieval;
  }

  /** Tells of an instance. */
  void found(InstanceUids uids, Match match, Listing listing) throws InterruptedException {
    tell(new InstanceEntry(uids, ListedInstance.of(match, key), retrieval), listing);
  }

  /** Tells of a part that could not be listed to its end. */
  void unlisted(String folder, String problem, Listing listing) throws InterruptedException {
    tell(
        UnreadEntry.settled(
            InventoryEntry.incomplete(
                folder, EntryKind.DIRECTORY, 0, OwnerKey.UNASSIGNED, problem)),
        listing);
  }

  private static void tell(UnreadEntry entry, Listing listing) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    listing.found(entry);
  }
}
