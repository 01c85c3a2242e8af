package org.migrationauditor.verifier.dicom;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.FindingCode;

/**
 * What a walk comes by beside the identifiers: where an instance comes from, what it refers to, and
 * what does not conform to the standard. Values of more than {@link Identifiers#MAX_BYTES} bytes
 * are not looked at.
 */
final class Background {
  private static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x00020003;
  private static final int SOURCE_AET = 0x00020016;
  private static final int RECEIVING_AET = 0x00020018;
  private static final int STUDY_DATE = 0x00080020;
  private static final int INSTITUTION_NAME = 0x00080080;
  private static final int PATIENT_NAME = 0x00100010;
  private static final int PATIENT_BIRTH_DATE = 0x00100030;
  private static final int PATIENT_SEX = 0x00100040;
  private static final int SPONSOR_NAME = 0x00120010;
  private static final long UNDEFINED = 0xFFFFFFFFL;

  private final Set<FindingCode> remarks = EnumSet.noneOf(FindingCode.class);
  private final References references = new References();
  private String instanceInMeta = "";
  private String sourceAet = "";
  private String receivingAet = "";
  private String studyDate = "";
  private String institution = "";
  private String sponsor = "";
  private String name = "";
  private String birthDate = "";
  private String sex = "";

  /** Looks at the header of an element, wherever it is. */
  void element(Frames frames, int tag, long length) {
    if (length % 2 != 0 && length != UNDEFINED) {
      remarks.add(FindingCode.ODD_LENGTH);
    }
    if (frames.unclaimed(tag, length)) {
      remarks.add(FindingCode.PRIVATE_WITHOUT_CREATOR);
    }
    if (length > Identifiers.MAX_BYTES && length != UNDEFINED && frames.root() && keeps(tag)) {
      remarks.add(FindingCode.VALUE_TOO_LONG);
    }
  }

  /** Whether the value of an element is looked at, unless it is too long for that. */
  static boolean looksAt(boolean root, int tag, int vr, long length) {
    return vr == Vr.UI
        || vr == Vr.DA
        || length > Vr.longest(vr)
        || tag == References.CLASS_UID
        || tag == References.INSTANCE_UID
        || (root && keeps(tag));
  }

  private static boolean keeps(int tag) {
    return switch (tag) {
      case MEDIA_STORAGE_SOP_INSTANCE_UID,
          SOURCE_AET,
          RECEIVING_AET,
          STUDY_DATE,
          INSTITUTION_NAME,
          PATIENT_NAME,
          PATIENT_BIRTH_DATE,
          PATIENT_SEX,
          SPONSOR_NAME ->
          true;
      default -> false;
    };
  }

  /**
   * Looks at a value.
   *
   * @param characterSet term of Specific Character Set (0008,0005)
   */
  void value(boolean root, int tag, int vr, byte[] bytes, int count, String characterSet) {
    @Nullable FindingCode flaw = Form.flaw(vr == Vr.UN ? implied(tag) : vr, bytes, count);
    if (flaw != null) {
      remarks.add(flaw);
    }
    if (tag == References.CLASS_UID) {
      references.ofClass(Text.ascii(bytes, count));
    } else if (tag == References.INSTANCE_UID) {
      references.to(Text.ascii(bytes, count));
    } else if (root) {
      keep(tag, bytes, count, characterSet);
    }
  }

  /** Value representation of an element whose encoding does not name it. */
  private static int implied(int tag) {
    return switch (tag) {
      case STUDY_DATE, PATIENT_BIRTH_DATE -> Vr.DA;
      case SOURCE_AET, RECEIVING_AET -> Vr.AE;
      case PATIENT_SEX -> Vr.CS;
      case References.CLASS_UID, References.INSTANCE_UID, MEDIA_STORAGE_SOP_INSTANCE_UID -> Vr.UI;
      default -> Identifiers.isUid(tag) ? Vr.UI : Vr.UN;
    };
  }

  private void keep(int tag, byte[] bytes, int count, String characterSet) {
    switch (tag) {
      case MEDIA_STORAGE_SOP_INSTANCE_UID -> instanceInMeta = Text.ascii(bytes, count);
      case SOURCE_AET -> sourceAet = Text.ascii(bytes, count);
      case RECEIVING_AET -> receivingAet = Text.ascii(bytes, count);
      case STUDY_DATE -> studyDate = Text.ascii(bytes, count);
      case INSTITUTION_NAME -> institution = declared(bytes, count, characterSet);
      case PATIENT_NAME -> name = declared(bytes, count, characterSet);
      case PATIENT_BIRTH_DATE -> birthDate = Text.ascii(bytes, count);
      case PATIENT_SEX -> sex = Text.ascii(bytes, count);
      case SPONSOR_NAME -> sponsor = Text.of(bytes, count, characterSet);
      default -> {}
    }
  }

  private String declared(byte[] bytes, int count, String characterSet) {
    for (int i = 0; characterSet.isEmpty() && i < count; i++) {
      if (bytes[i] < 0) {
        remarks.add(FindingCode.UNDECLARED_CHARACTERS);
      }
    }
    return Text.of(bytes, count, characterSet);
  }

  /** Tells that an identifier is not there which must be. */
  void missing() {
    remarks.add(FindingCode.MISSING_IDENTIFIER);
  }

  /** All of it, once the walk has ended. */
  DicomContext context(Identifiers identifiers, @Nullable String patientDetails) {
    if (differ(instanceInMeta, identifiers.sopInstanceUid())
        || differ(identifiers.mediaStorageSopClassUid(), identifiers.sopClassUid())) {
      remarks.add(FindingCode.META_DISAGREES);
    }
    if (references.tooMany()) {
      remarks.add(FindingCode.TOO_MANY_REFERENCES);
    }
    return new DicomContext(
        patientDetails,
        year(),
        named(institution),
        named(sourceAet),
        named(receivingAet),
        named(sponsor),
        references.others(Objects.requireNonNullElse(identifiers.sopInstanceUid(), "")),
        remarks.stream().sorted(Comparator.comparing(FindingCode::name)).toList(),
        null);
  }

  /** Name, birth date and sex of a patient. */
  PatientDetails patient(String patientId, String issuer) {
    return new PatientDetails(patientId, issuer, name, birthDate, sex);
  }

  /** Of a date as the standard wants it, or with the points that it once had. */
  private @Nullable Integer year() {
    byte[] digits = studyDate.replace(".", "").getBytes(StandardCharsets.US_ASCII);
    @Nullable LocalDate date = Form.date(digits, 0, digits.length);
    return date == null ? null : date.getYear();
  }

  private static boolean differ(@Nullable String inMeta, @Nullable String inDataSet) {
    return inMeta != null && !inMeta.isEmpty() && inDataSet != null && !inMeta.equals(inDataSet);
  }

  private static @Nullable String named(String value) {
    return value.isEmpty() ? null : value;
  }
}
