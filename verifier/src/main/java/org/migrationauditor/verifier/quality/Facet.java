package org.migrationauditor.verifier.quality;

/** By what instances are counted. */
public enum Facet {
  /** Modality (0008,0060). */
  MODALITY("modality"),
  /** Year of Study Date (0008,0020). */
  STUDY_YEAR("study_year"),
  /** Institution Name (0008,0080). */
  INSTITUTION("institution"),
  /** Source Application Entity Title (0002,0016). */
  SOURCE_AET("source_aet"),
  /** SOP Class UID (0008,0016). */
  SOP_CLASS("sop_class_uid"),
  /** Transfer Syntax UID (0002,0010). */
  TRANSFER_SYNTAX("transfer_syntax"),
  /** Whose data it is. */
  OWNER("owner");

  private final String column;

  Facet(String column) {
    this.column = column;
  }

  /** Column of a manifest. */
  String column() {
    return column;
  }

  /** What a value is called in the standard; empty where it says enough itself or is not known. */
  String nameOf(String value) {
    return switch (this) {
      case SOP_CLASS, TRANSFER_SYNTAX -> UidNames.of(value);
      case MODALITY, STUDY_YEAR, INSTITUTION, SOURCE_AET, OWNER -> "";
    };
  }
}
