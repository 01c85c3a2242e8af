package org.migrationauditor.verifier.dicom;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What should be the same wherever one patient is named. Padding, empty components at the end, the
 * repertoire a name is written in, and its ideographic and phonetic forms make no difference.
 *
 * @param patientId empty without one
 * @param issuer of the PatientID; empty without one
 */
record PatientDetails(String patientId, String issuer, String name, String birthDate, String sex) {
  private static final String MISSING = "-";
  private static final int DIGITS = 16;

  /** Pseudonym of the patient; null without a PatientID. */
  @Nullable String pseudonym(PseudonymKey key) {
    return key.patient(patientId, issuer);
  }

  /**
   * Keyed digests of name, birth date and sex with a space between, {@code -} for one that is not
   * there. The PatientID goes into each, so that they say nothing about two patients.
   *
   * @return null without a PatientID
   */
  @Nullable String digests(PseudonymKey key) {
    return patientId.isEmpty()
        ? null
        : digest(key, "name", plainName())
            + " "
            + digest(key, "birth date", birthDate.replace(".", ""))
            + " "
            + digest(key, "sex", sex);
  }

  private String digest(PseudonymKey key, String what, String value) {
    return value.isEmpty()
        ? MISSING
        : key.pseudonym(String.join("\0", what, patientId, issuer, value)).substring(0, DIGITS);
  }

  /** Its alphabetic form (PS3.5 6.2.1), else all of it. */
  private String plainName() {
    int end = name.indexOf('=');
    String alphabetic = end < 0 || name.substring(0, end).isBlank() ? name : name.substring(0, end);
    String spaced =
        Arrays.stream(alphabetic.split("\\^", -1))
            .map(part -> part.strip().replaceAll(" +", " "))
            .collect(Collectors.joining("^"));
    int last = spaced.length();
    while (last > 0 && spaced.charAt(last - 1) == '^') {
      last--;
    }
    return Normalizer.normalize(spaced.substring(0, last), Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return "***";
  }
}
