package org.migrationauditor.rehearsal;

/**
 * What the series of a synthetic study are like.
 *
 * @param instances count
 * @param side rows and columns, pixels; 0 where the objects have no pixel data
 * @param frames per instance, count
 */
record SeriesPlan(Kind kind, TransferSyntax syntax, int instances, int side, int frames) {

  /** Kinds of objects, each with its modality and SOP class (PS3.4 B.5). */
  enum Kind {
    CT("CT", "1.2.840.10008.5.1.4.1.1.2"),
    MR("MR", "1.2.840.10008.5.1.4.1.1.4"),
    CR("CR", "1.2.840.10008.5.1.4.1.1.1"),
    DX("DX", "1.2.840.10008.5.1.4.1.1.1.1"),
    ULTRASOUND("US", "1.2.840.10008.5.1.4.1.1.3.1"),
    SECONDARY_CAPTURE("OT", "1.2.840.10008.5.1.4.1.1.7"),
    SEGMENTATION("SEG", "1.2.840.10008.5.1.4.1.1.66.4"),
    STRUCTURE_SET("RTSTRUCT", "1.2.840.10008.5.1.4.1.1.481.3"),
    REPORT("SR", "1.2.840.10008.5.1.4.1.1.88.11"),
    KEY_OBJECTS("KO", "1.2.840.10008.5.1.4.1.1.88.59");

    private final String modality;
    private final String sopClassUid;

    Kind(String modality, String sopClassUid) {
      this.modality = modality;
      this.sopClassUid = sopClassUid;
    }

    String modality() {
      return modality;
    }

    String sopClassUid() {
      return sopClassUid;
    }

    boolean refersToImages() {
      return switch (this) {
        case SEGMENTATION, STRUCTURE_SET, REPORT, KEY_OBJECTS -> true;
        case CT, MR, CR, DX, ULTRASOUND, SECONDARY_CAPTURE -> false;
      };
    }
  }

  static SeriesPlan images(Kind kind, TransferSyntax syntax, int instances, int side) {
    return new SeriesPlan(kind, syntax, instances, side, 1);
  }

  static SeriesPlan document(Kind kind) {
    return new SeriesPlan(kind, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, 1, 0, 1);
  }
}
