package org.migrationauditor.verifier.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

/** An archive that exists in its manifest only. */
final class Pacs {
  private final List<InventoryEntry> entries = new ArrayList<>();

  /** One instance, sound and alone unless it is made otherwise. */
  static final class Instance {
    private final String key;
    private String study = "1.1";
    private String series = "1.1.1";
    private final String sop;
    private String sopClass = "1.2.840.10008.5.1.4.1.1.2";
    private String modality = "CT";
    private String patient = "p";
    private @Nullable String details = "n b s";
    private @Nullable Integer year = 2019;
    private @Nullable String institution = "Clinic";
    private int digest = 1;
    private String owner = "trial";
    private List<String> refersTo = List.of();
    private List<FindingCode> remarks = List.of();
    private @Nullable DicomStructure structure = DicomStructure.SOUND;

    Instance(String key, String sop) {
      this.key = key;
      this.sop = sop;
    }

    Instance in(String ofStudy, String ofSeries) {
      study = ofStudy;
      series = ofSeries;
      return this;
    }

    Instance of(String sopClassUid, String ofModality) {
      sopClass = sopClassUid;
      modality = ofModality;
      return this;
    }

    Instance ofPatient(String pseudonym, @Nullable String withDetails) {
      patient = pseudonym;
      details = withDetails;
      return this;
    }

    Instance from(@Nullable Integer ofYear, @Nullable String ofInstitution) {
      year = ofYear;
      institution = ofInstitution;
      return this;
    }

    Instance content(int number) {
      digest = number;
      return this;
    }

    Instance ownedBy(String name) {
      owner = name;
      return this;
    }

    Instance refersTo(String... uids) {
      refersTo = List.of(uids);
      return this;
    }

    Instance remarked(FindingCode... codes) {
      remarks = List.of(codes);
      return this;
    }

    Instance recordedOnly() {
      structure = null;
      return this;
    }

    private InventoryEntry entry() {
      boolean read = structure != null;
      return new InventoryEntry(
          key,
          EntryKind.INSTANCE,
          100,
          read ? new ContentDigest("%064x".formatted(digest)) : null,
          new OwnerKey(owner),
          new DicomEntry(
              study,
              series,
              sop,
              sopClass,
              "1.2.840.10008.1.2.1",
              modality,
              patient,
              null,
              null,
              null,
              null,
              read
                  ? new DicomContext(
                      details, year, institution, "AE", null, null, refersTo, remarks, null)
                  : null,
              structure),
          Recorded.NOTHING,
          true,
          "");
    }
  }

  Pacs with(Instance... instances) {
    for (Instance instance : instances) {
      entries.add(instance.entry());
    }
    return this;
  }

  Pacs file(String key, long bytes, DicomStructure structure, String problem) {
    entries.add(
        new InventoryEntry(
            key,
            EntryKind.FILE,
            bytes,
            new ContentDigest("%064x".formatted(9)),
            OwnerKey.UNASSIGNED,
            new DicomEntry(
                null, null, null, null, null, null, null, null, null, null, null, null, structure),
            Recorded.NOTHING,
            true,
            problem));
    return this;
  }

  Pacs unread(String key) {
    entries.add(
        InventoryEntry.incomplete(key, EntryKind.FILE, 5, OwnerKey.UNASSIGNED, "access denied"));
    return this;
  }

  Manifest manifest(Path folder, View view) throws Exception {
    try (InventoryWriter writer = InventoryWriter.open(folder, view)) {
      for (InventoryEntry entry : entries) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }
}
