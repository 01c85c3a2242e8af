package org.migrationauditor.verifier.index;

/** Fields of a document, as Kaapana 0.1.3 to 0.3.5 names them. */
final class Field {
  static final String STUDY_INSTANCE_UID = "0020000D StudyInstanceUID_keyword";
  static final String SERIES_INSTANCE_UID = "0020000E SeriesInstanceUID_keyword";
  static final String MODALITY = "00080060 Modality_keyword";
  static final String CLINICAL_TRIAL_PROTOCOL_ID = "00120020 ClinicalTrialProtocolID_keyword";

  private Field() {}
}
