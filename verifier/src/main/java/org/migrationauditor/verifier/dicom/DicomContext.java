package org.migrationauditor.verifier.dicom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance comes from and what it refers to.
 *
 * @param patientDetails keyed digest of what must be the same wherever a patient is named; null
 *     when nothing of it is there
 * @param studyYear year of Study Date (0008,0020); null when there is none
 * @param institution Institution Name (0008,0080)
 * @param sourceAet Source Application Entity Title (0002,0016)
 * @param refersTo SOP Instance UIDs of other instances, each once, in the order of the file
 * @param remarks codes of what does not conform to the standard, each once, in alphabetical order
 */
public record DicomContext(
    @Nullable String patientDetails,
    @Nullable Integer studyYear,
    @Nullable String institution,
    @Nullable String sourceAet,
    List<String> refersTo,
    List<String> remarks) {
  public DicomContext {
    refersTo = List.copyOf(refersTo);
    remarks = List.copyOf(remarks);
  }
}
