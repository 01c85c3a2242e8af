package org.migrationauditor.verifier.dicom;

import org.jspecify.annotations.Nullable;

/**
 * Keyed digests of the patient of a file, kept for the next file, which is most often of the same.
 */
final class LastPatient {
  private @Nullable PatientDetails patient;
  private @Nullable String pseudonym;
  private @Nullable String details;

  /**
   * Goes on to the patient of a file.
   *
   * @param key always the same
   */
  void is(PatientDetails next, PseudonymKey key) {
    if (!next.equals(patient)) {
      patient = next;
      pseudonym = next.pseudonym(key);
      details = next.digests(key);
    }
  }

  /** Pseudonym; null without a PatientID. */
  @Nullable String pseudonym() {
    return pseudonym;
  }

  /** Digests of name, birth date and sex; null without a PatientID. */
  @Nullable String details() {
    return details;
  }
}
