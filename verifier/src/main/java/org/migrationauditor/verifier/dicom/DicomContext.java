package org.migrationauditor.verifier.dicom;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.FindingCode;

/**
 * Where an instance comes from, what it refers to, and what does not conform to the standard.
 *
 * @param patientDetails keyed digests of name, birth date and sex, see {@link PatientDetails}; null
 *     without a PatientID
 * @param studyYear year of Study Date (0008,0020); null when there is none
 * @param institution Institution Name (0008,0080)
 * @param sourceAet Source Application Entity Title (0002,0016)
 * @param receivingAet Receiving Application Entity Title (0002,0018)
 * @param sponsor ClinicalTrialSponsorName (0012,0010)
 * @param refersTo SOP Instance UIDs of other instances, each once, in the order of the file
 * @param remarks codes, each once, in alphabetical order
 * @param shownKey the entry's key without what names the patient, see {@link ShownKey}; null when
 *     the key names nobody
 */
public record DicomContext(
    @Nullable String patientDetails,
    @Nullable Integer studyYear,
    @Nullable String institution,
    @Nullable String sourceAet,
    @Nullable String receivingAet,
    @Nullable String sponsor,
    List<String> refersTo,
    List<FindingCode> remarks,
    @Nullable String shownKey) {
  public DicomContext {
    refersTo = List.copyOf(refersTo);
    remarks = List.copyOf(remarks);
  }

  /** The same of an entry whose key names the patient. */
  public DicomContext under(String shown) {
    List<FindingCode> all =
        Stream.concat(remarks.stream(), Stream.of(FindingCode.KEY_NAMES_PATIENT))
            .sorted(Comparator.comparing(FindingCode::name))
            .toList();
    return new DicomContext(
        patientDetails,
        studyYear,
        institution,
        sourceAet,
        receivingAet,
        sponsor,
        refersTo,
        all,
        shown);
  }
}
