package org.migrationauditor.verifier.dicom;

import org.jspecify.annotations.Nullable;

/**
 * What is said of the patient of a file without naming them, kept for the next file, which is most
 * often of the same.
 */
final class LastPatient {
  private @Nullable PatientDetails patient;
  private @Nullable String pseudonym;
  private @Nullable String details;
  private ShownKey keys = ShownKey.AS_IT_IS;

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
      keys = new PatientKeys(next, key);
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

  /** How keys of the patient's files are shown. */
  ShownKey keys() {
    return keys;
  }
}
