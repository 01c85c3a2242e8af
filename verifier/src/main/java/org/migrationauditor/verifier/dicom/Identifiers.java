package org.migrationauditor.verifier.dicom;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that are kept of a file, from its meta information and the data set itself. */
final class Identifiers {
  /** Longest value that is kept, bytes: 64 characters in the widest repertoire, and some more. */
  static final int MAX_BYTES = 1024;

  static final int SOP_CLASS_UID = 0x00080016;
  static final int SOP_INSTANCE_UID = 0x00080018;
  static final int STUDY_INSTANCE_UID = 0x0020000D;
  static final int SERIES_INSTANCE_UID = 0x0020000E;

  private static final int META_LENGTH = 0x00020000;
  private static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x00020002;
  private static final int TRANSFER_SYNTAX_UID = 0x00020010;
  static final int DIRECTORY_RECORDS = 0x00041220;
  private static final int SPECIFIC_CHARACTER_SET = 0x00080005;
  private static final int MODALITY = 0x00080060;
  private static final int PATIENT_ID = 0x00100020;
  private static final int ISSUER_OF_PATIENT_ID = 0x00100021;
  private static final int CLINICAL_TRIAL_PROTOCOL_ID = 0x00120020;
  private static final int ROWS = 0x00280010;
  private static final int PIXEL_DATA_PROVIDER_URL = 0x00287FE0;
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private final byte[] scratch;
  private final Background background = new Background();
  private String characterSet = "";
  private String patientId = "";
  private String issuerOfPatientId = "";
  private @Nullable String mediaStorageSopClassUid;
  private @Nullable String transferSyntaxUid;
  private @Nullable String sopClassUid;
  private @Nullable String sopInstanceUid;
  private @Nullable String studyInstanceUid;
  private @Nullable String seriesInstanceUid;
  private @Nullable String modality;
  private @Nullable String clinicalTrialProtocolId;
  private long metaLength = -1;
  private boolean directoryRecords;
  private boolean rows;
  private boolean pixelsElsewhere;

  /**
   * @param scratch {@link #MAX_BYTES} long
   */
  Identifiers(byte[] scratch) {
    this.scratch = scratch;
  }

  /** Remembers that an element is there. */
  void saw(int tag) {
    switch (tag) {
      case DIRECTORY_RECORDS -> directoryRecords = true;
      case ROWS -> rows = true;
      case PIXEL_DATA_PROVIDER_URL -> pixelsElsewhere = true;
      default -> {}
    }
  }

  /** Whether the value of an element is kept. */
  static boolean keeps(int tag) {
    return switch (tag) {
      case META_LENGTH,
          MEDIA_STORAGE_SOP_CLASS_UID,
          TRANSFER_SYNTAX_UID,
          SPECIFIC_CHARACTER_SET,
          SOP_CLASS_UID,
          SOP_INSTANCE_UID,
          MODALITY,
          PATIENT_ID,
          ISSUER_OF_PATIENT_ID,
          CLINICAL_TRIAL_PROTOCOL_ID,
          STUDY_INSTANCE_UID,
          SERIES_INSTANCE_UID ->
          true;
      default -> false;
    };
  }

  /** Where the bytes of a value are put before {@link #keep}. */
  byte[] scratch() {
    return scratch;
  }

  /** What else is kept. */
  Background background() {
    return background;
  }

  /**
   * Looks at a value wherever it is; false if it is a UID by its tag and none by its characters.
   */
  boolean look(boolean root, int tag, int vr, int count) {
    background.value(root, tag, vr, scratch, count, characterSet);
    return !root || !keeps(tag) || keep(tag, count);
  }

  /** Whether an element that is kept is a UID. */
  static boolean isUid(int tag) {
    return switch (tag) {
      case MEDIA_STORAGE_SOP_CLASS_UID,
          TRANSFER_SYNTAX_UID,
          SOP_CLASS_UID,
          SOP_INSTANCE_UID,
          STUDY_INSTANCE_UID,
          SERIES_INSTANCE_UID ->
          true;
      default -> false;
    };
  }

  private boolean keep(int tag, int count) {
    String text = Text.ascii(scratch, count);
    @Nullable String value = text.isEmpty() ? null : text;
    boolean uid = true;
    switch (tag) {
      case META_LENGTH -> metaLength = count == Integer.BYTES ? number() : -1;
      case SPECIFIC_CHARACTER_SET -> characterSet = text;
      case PATIENT_ID -> patientId = Text.of(scratch, count, characterSet);
      case ISSUER_OF_PATIENT_ID -> issuerOfPatientId = Text.of(scratch, count, characterSet);
      case MODALITY -> modality = value;
      case CLINICAL_TRIAL_PROTOCOL_ID -> {
        String protocol = Text.of(scratch, count, characterSet);
        clinicalTrialProtocolId = protocol.isEmpty() ? null : protocol;
      }
      default -> {
        keepUid(tag, value);
        uid = value == null || UID.matcher(value).matches();
      }
    }
    return uid;
  }

  private void keepUid(int tag, @Nullable String value) {
    switch (tag) {
      case MEDIA_STORAGE_SOP_CLASS_UID -> mediaStorageSopClassUid = value;
      case TRANSFER_SYNTAX_UID -> transferSyntaxUid = value;
      case SOP_CLASS_UID -> sopClassUid = value;
      case SOP_INSTANCE_UID -> sopInstanceUid = value;
      case STUDY_INSTANCE_UID -> studyInstanceUid = value;
      case SERIES_INSTANCE_UID -> seriesInstanceUid = value;
      default -> throw new IllegalArgumentException(Findings.name(tag));
    }
  }

  private long number() {
    long number = 0;
    for (int i = Integer.BYTES - 1; i >= 0; i--) {
      number = (number << Byte.SIZE) | (scratch[i] & 0xFF);
    }
    return number;
  }

  /** Whether the file names itself or what it belongs to. */
  boolean any() {
    return sopClassUid != null
        || sopInstanceUid != null
        || studyInstanceUid != null
        || seriesInstanceUid != null;
  }

  /** Where the instance comes from and what it refers to, once the walk has ended. */
  DicomContext context(@Nullable String patientDetails) {
    return background.context(this, patientDetails);
  }

  /** Who the patient is. */
  PatientDetails patient() {
    return background.patient(patientId, issuerOfPatientId);
  }

  /** Declared bytes of file meta information behind its length; -1 when none are declared. */
  long metaLength() {
    return metaLength;
  }

  @Nullable String mediaStorageSopClassUid() {
    return mediaStorageSopClassUid;
  }

  @Nullable String transferSyntaxUid() {
    return transferSyntaxUid;
  }

  @Nullable String sopClassUid() {
    return sopClassUid;
  }

  @Nullable String sopInstanceUid() {
    return sopInstanceUid;
  }

  @Nullable String studyInstanceUid() {
    return studyInstanceUid;
  }

  @Nullable String seriesInstanceUid() {
    return seriesInstanceUid;
  }

  @Nullable String modality() {
    return modality;
  }

  @Nullable String clinicalTrialProtocolId() {
    return clinicalTrialProtocolId;
  }

  boolean directoryRecords() {
    return directoryRecords;
  }

  boolean rows() {
    return rows;
  }

  boolean pixelsElsewhere() {
    return pixelsElsewhere;
  }
}
