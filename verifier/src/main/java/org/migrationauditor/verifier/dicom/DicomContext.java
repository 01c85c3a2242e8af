package org.migrationauditor.verifier.dicom;

import java.util.List;
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
 */
public record DicomContext(
    @Nullable String patientDetails,
    @Nullable Integer studyYear,
    @Nullable String institution,
    @Nullable String sourceAet,
    @Nullable String receivingAet,
    @Nullable String sponsor,
    List<String> refersTo,
    List<FindingCode> remarks) {
  public DicomContext {
    refersTo = List.copyOf(refersTo);
    remarks = List.copyOf(remarks);
  }
}
