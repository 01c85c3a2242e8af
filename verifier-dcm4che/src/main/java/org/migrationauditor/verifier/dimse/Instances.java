package org.migrationauditor.verifier.dimse;

import java.util.SortedMap;
import java.util.TreeMap;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.Ownership;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** What the matches of queries become in a listing. */
record Instances(PseudonymKey key, Listing listing) {

  /**
   * Tells of an instance.
   *
   * @param study what was told of its study, which counts where the instance itself says nothing
   */
  void found(InstanceUids uids, Match study, Match series, Match instance)
      throws InterruptedException {
    tell(
        new InventoryEntry(
            uids.key(),
            EntryKind.INSTANCE,
            InventoryEntry.UNKNOWN_BYTES,
            null,
            Ownership.ofProtocol(first(Tag.ClinicalTrialProtocolID, instance, study)),
            new DicomEntry(
                uids.study(),
                uids.series(),
                uids.sop(),
                instance.uid(Tag.SOPClassUID),
                instance.uid(Tag.AvailableTransferSyntaxUID),
                series.code(Tag.Modality),
                patient(instance.text(Tag.PatientID) == null ? study : instance),
                null,
                null,
                null,
                null,
                null,
                null),
            recorded(instance),
            true,
            ""));
  }

  /** Tells of a part that could not be listed to its end. */
  void unlisted(String folder, String problem) throws InterruptedException {
    tell(InventoryEntry.incomplete(folder, EntryKind.DIRECTORY, 0, OwnerKey.UNASSIGNED, problem));
  }

  private void tell(InventoryEntry entry) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    listing.found(UnreadEntry.settled(entry));
  }

  private @Nullable String patient(Match match) {
    String id = match.text(Tag.PatientID);
    String issuer = match.text(Tag.IssuerOfPatientID);
    return id == null ? null : key.patient(id, issuer == null ? "" : issuer);
  }

  private static Recorded recorded(Match instance) {
    SortedMap<String, String> attributes = new TreeMap<>();
    keep(attributes, "availability", instance.code(Tag.InstanceAvailability));
    keep(attributes, "retrieve-ae", instance.code(Tag.RetrieveAETitle));
    return new Recorded(EntryState.PRESENT, null, attributes);
  }

  private static void keep(
      SortedMap<String, String> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  private static @Nullable String first(int tag, Match one, Match other) {
    String value = one.text(tag);
    return value == null ? other.text(tag) : value;
  }
}
