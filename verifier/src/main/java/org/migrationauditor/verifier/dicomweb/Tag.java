package org.migrationauditor.verifier.dicomweb;

/** Attributes that are asked for, by tag as DICOM JSON names them (PS3.18 F.2). */
final class Tag {
  static final String SOP_CLASS_UID = "00080016";
  static final String SOP_INSTANCE_UID = "00080018";
  static final String INSTANCE_AVAILABILITY = "00080056";
  static final String MODALITY = "00080060";
  static final String AVAILABLE_TRANSFER_SYNTAX_UID = "00083002";
  static final String PATIENT_ID = "00100020";
  static final String ISSUER_OF_PATIENT_ID = "00100021";
  static final String CLINICAL_TRIAL_PROTOCOL_ID = "00120020";
  static final String STUDY_INSTANCE_UID = "0020000D";
  static final String SERIES_INSTANCE_UID = "0020000E";
  static final String INSTANCES_OF_STUDY = "00201208";

  /** Says whose the following are: {@code DCM4CHEE Archive 5}, which names its stored files so. */
  static final String PRIVATE_CREATOR = "77770010";

  static final String REJECTION_CODE = "77771042";
  static final String EXTERNAL_RETRIEVE_AET = "77771043";
  static final String STORAGE_ID = "77771050";
  static final String STORAGE_TRANSFER_SYNTAX_UID = "77771052";
  static final String STORAGE_OBJECT_SIZE = "77771053";
  static final String STORAGE_OBJECT_DIGEST = "77771054";
  static final String STORAGE_OBJECT_STATUS = "77771056";

  private Tag() {}
}
