package org.migrationauditor.verifier.owner;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Ownership;

/** What of an entry a rule may ask for, by the word that a file of rules has for it. */
enum EntryAttribute {
  /** ClinicalTrialProtocolID (0012,0020). */
  PROTOCOL("protocol"),
  /** ClinicalTrialSponsorName (0012,0010). */
  SPONSOR("sponsor"),
  /** Source Application Entity Title (0002,0016). */
  SOURCE_AET("source-aet"),
  /** Receiving Application Entity Title (0002,0018). */
  RECEIVING_AET("receiving-aet"),
  /** Institution Name (0008,0080). */
  INSTITUTION("institution"),
  /** Bucket of an object store. */
  BUCKET("bucket");

  private final String word;

  EntryAttribute(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Value of an entry; null when it has none, or it is not known. */
  @Nullable String of(InventoryEntry entry) {
    DicomEntry dicom = entry.dicom();
    DicomContext context = dicom == null ? null : dicom.context();
    return switch (this) {
      case BUCKET -> dicom == null ? Ownership.bucket(entry.owner()) : null;
      case PROTOCOL -> dicom == null ? null : Ownership.protocol(entry.owner());
      case SPONSOR -> context == null ? null : context.sponsor();
      case SOURCE_AET -> context == null ? null : context.sourceAet();
      case RECEIVING_AET -> context == null ? null : context.receivingAet();
      case INSTITUTION -> context == null ? null : context.institution();
    };
  }

  /** Whether the value of an entry is known, be it that it has none. Only a file tells all. */
  boolean known(InventoryEntry entry) {
    DicomEntry dicom = entry.dicom();
    boolean owned = !entry.owner().equals(OwnerKey.UNASSIGNED);
    return switch (this) {
      case BUCKET -> true;
      case PROTOCOL -> owned || (dicom == null ? entry.complete() : dicom.context() != null);
      case SPONSOR, SOURCE_AET, RECEIVING_AET, INSTITUTION ->
          dicom == null ? owned || entry.complete() : dicom.context() != null;
    };
  }
}
