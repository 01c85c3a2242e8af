package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Ownership;
import org.migrationauditor.verifier.inventory.Recorded;

/** Turns bytes into an entry: an instance when they name one, else a file. */
record Instances(DicomReading reading) {
  InventoryEntry entry(String key, ReadableByteChannel content, long bytes, LongConsumer advanced)
      throws IOException {
    DicomFacts facts;
    try {
      facts = reading.read(content, bytes, advanced);
    } catch (RuntimeException | StackOverflowError e) { // one hostile file ends no inventory
      return InventoryEntry.incomplete(
          key,
          EntryKind.FILE,
          bytes,
          OwnerKey.UNASSIGNED,
          "the DICOM reader failed: " + e.getClass().getSimpleName());
    }
    return new InventoryEntry(
        key,
        identified(facts) ? EntryKind.INSTANCE : EntryKind.FILE,
        facts.bytes(),
        facts.digest(),
        Ownership.ofProtocol(facts.clinicalTrialProtocolId()),
        new DicomEntry(
            facts.studyInstanceUid(),
            facts.seriesInstanceUid(),
            facts.sopInstanceUid(),
            facts.sopClassUid(),
            facts.transferSyntaxUid(),
            facts.modality(),
            facts.patientPseudonym(),
            facts.pixelDigest(),
            facts.dataSetDigest(),
            facts.decodedPixelDigest(),
            facts.elements(),
            context(facts, key),
            facts.structure()),
        Recorded.NOTHING,
        true,
        facts.problem());
  }

  private static @Nullable DicomContext context(DicomFacts facts, String key) {
    DicomContext context = facts.context();
    if (context == null) {
      return null;
    }
    String shown = facts.shownKey().of(key);
    return shown.equals(key) ? context : context.under(shown);
  }

  private static boolean identified(DicomFacts facts) {
    return facts.sopInstanceUid() != null
        && facts.structure() != DicomStructure.NOT_DICOM
        && facts.structure() != DicomStructure.EMPTY;
  }
}
