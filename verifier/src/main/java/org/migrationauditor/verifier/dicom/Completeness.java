package org.migrationauditor.verifier.dicom;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a whole file cannot be without. A file that was cut exactly between two elements is a data
 * set like any other; only what is missing from it can tell.
 */
final class Completeness {
  private static final String DIRECTORY = "1.2.840.10008.1.3.10";
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
  private static final String PROTOCOLS = STORAGE + "200."; // of no patient, so of no study

  /** Storage classes with the Image Pixel module, by what follows {@link #STORAGE} (PS3.4 B.5). */
  private static final Set<String> IMAGES =
      Set.of(
          "1",
          "1.1",
          "1.1.1",
          "1.2",
          "1.2.1",
          "1.3",
          "1.3.1",
          "2",
          "2.1",
          "2.2",
          "3",
          "3.1",
          "4",
          "4.1",
          "4.3",
          "4.4",
          "5",
          "6",
          "6.1",
          "6.2",
          "6.3",
          "7",
          "7.1",
          "7.2",
          "7.3",
          "7.4",
          "12.1",
          "12.1.1",
          "12.2",
          "12.2.1",
          "12.3",
          "13.1.1",
          "13.1.2",
          "13.1.3",
          "13.1.4",
          "13.1.5",
          "14.1",
          "14.2",
          "20",
          "30",
          "66.4",
          "77.1.1",
          "77.1.1.1",
          "77.1.2",
          "77.1.2.1",
          "77.1.3",
          "77.1.4",
          "77.1.4.1",
          "77.1.5.1",
          "77.1.5.2",
          "77.1.5.4",
          "77.1.5.5",
          "77.1.5.6",
          "77.1.6",
          "128",
          "128.1",
          "130",
          "481.1");

  private final Identifiers identifiers;
  private final Findings findings;
  private final int lastTag;

  /**
   * @param lastTag of the data set itself
   */
  Completeness(Identifiers identifiers, Findings findings, int lastTag) {
    this.identifiers = identifiers;
    this.findings = findings;
    this.lastTag = lastTag;
  }

  /** Tells what is missing of a data set that was walked to its end. */
  void check(boolean pixels) {
    if (DIRECTORY.equals(identifiers.mediaStorageSopClassUid())) {
      if (!identifiers.directoryRecords()) {
        missing(Identifiers.DIRECTORY_RECORDS);
      }
      return;
    }
    require(Identifiers.SOP_CLASS_UID, identifiers.sopClassUid());
    require(Identifiers.SOP_INSTANCE_UID, identifiers.sopInstanceUid());
    String sopClass = identifiers.sopClassUid() == null ? "" : identifiers.sopClassUid();
    if (sopClass.startsWith(STORAGE) && !sopClass.startsWith(PROTOCOLS)) {
      require(Identifiers.STUDY_INSTANCE_UID, identifiers.studyInstanceUid());
      require(Identifiers.SERIES_INSTANCE_UID, identifiers.seriesInstanceUid());
      if (identifiers.modality() == null) {
        identifiers.background().missing();
      }
    }
    boolean image =
        sopClass.startsWith(STORAGE) && IMAGES.contains(sopClass.substring(STORAGE.length()));
    if ((image || identifiers.rows()) && !pixels && !identifiers.pixelsElsewhere()) {
      missing(Pixels.PIXEL_DATA);
    }
  }

  private void require(int tag, @Nullable String value) {
    if (value == null) {
      identifiers.background().missing();
      missing(tag);
    }
  }

  private void missing(int tag) {
    boolean cut = Integer.compareUnsigned(lastTag, tag) < 0;
    findings.note(
        cut ? DicomStructure.TRUNCATED : DicomStructure.MALFORMED,
        () -> Findings.name(tag) + (cut ? ": the data set ends before it" : ": missing"));
  }
}
