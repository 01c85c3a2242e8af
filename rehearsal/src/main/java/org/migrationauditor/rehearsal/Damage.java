package org.migrationauditor.rehearsal;

import java.util.Locale;

/** A way in which a copy can go wrong without anyone being told. */
enum Damage {
  /** One bit of one image's pixel data; size and time stay. */
  FLIPPED_BIT,
  /** One DICOM file is gone. */
  LOST_FILE,
  /** The latter half of the DICOM files is not there, and the file before it not whole. */
  INTERRUPTED_COPY,
  /** One DICOM file ends inside its last element; its time stays. */
  TRUNCATED_FILE,
  /** One DICOM file that was never in the archive. */
  EXTRA_FILE,
  /** Two DICOM files of one size have each other's content; sizes and times stay. */
  SWAPPED_FILES,
  /** MinIO's folder was copied into itself, so every object is one level too deep. */
  NESTED_COPY,
  /** A bucket of several objects is gone. */
  LOST_BUCKET;

  /** Lower-case name with hyphens, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
