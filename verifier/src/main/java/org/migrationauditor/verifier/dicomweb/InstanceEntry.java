package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.http.WebException;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Ownership;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * An instance that was listed.
 *
 * @param retrieval null when what is listed is all that is read
 */
record InstanceEntry(InstanceUids uids, ListedInstance listed, @Nullable Retrieval retrieval)
    implements UnreadEntry {

  @Override
  public long bytes() {
    return Math.max(0, listed.bytes());
  }

  @Override
  public @Nullable InventoryEntry unread(String problem) {
    return retrieval == null ? null : incomplete(problem);
  }

  @Override
  public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
    if (retrieval == null) {
      return entry(null);
    }
    try {
      return entry(retrieval.read(uids, advanced));
    } catch (WebException e) {
      return incomplete("could not be retrieved: the server " + e.clause());
    } catch (IOException e) {
      return incomplete("could not be retrieved: input/output error");
    } catch (RuntimeException | StackOverflowError e) { // one hostile object ends no inventory
      return incomplete("the DICOM reader failed: " + e.getClass().getSimpleName());
    }
  }

  private InventoryEntry incomplete(String problem) {
    return InventoryEntry.incomplete(
        uids.key(), EntryKind.INSTANCE, listed.bytes(), owner(null), problem);
  }

  private InventoryEntry entry(@Nullable DicomFacts facts) {
    return new InventoryEntry(
        uids.key(),
        EntryKind.INSTANCE,
        listed.bytes(),
        null,
        owner(facts),
        new DicomEntry(
            uids.study(),
            uids.series(),
            uids.sop(),
            listed.sopClassUid(),
            facts == null ? listed.transferSyntaxUid() : facts.transferSyntaxUid(),
            listed.modality(),
            listed.patient(),
            facts == null ? null : facts.pixelDigest(),
            facts == null ? null : facts.dataSetDigest(),
            facts == null ? null : facts.decodedPixelDigest(),
            facts == null ? null : facts.elements(),
            facts == null ? null : facts.context(),
            facts == null ? null : facts.structure()),
        listed.recorded(),
        true,
        facts == null ? "" : facts.problem());
  }

  private OwnerKey owner(@Nullable DicomFacts facts) {
    String protocol = listed.protocol();
    return Ownership.ofProtocol(
        protocol == null && facts != null ? facts.clinicalTrialProtocolId() : protocol);
  }
}
