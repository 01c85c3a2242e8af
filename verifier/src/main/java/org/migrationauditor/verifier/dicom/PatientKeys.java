package org.migrationauditor.verifier.dicom;

import org.jspecify.annotations.Nullable;

/**
 * Keys of one patient's files as they may be shown. A part has the same pseudonym wherever it
 * stands, so that what is before and after a migration can be told to be the same. Used by one
 * thread, which most often asks for files of one folder one after the other.
 */
final class PatientKeys implements ShownKey {
  private final PatientDetails patient;
  private final PatientWords words;
  private final PseudonymKey pseudonyms;
  private String[] parts = {};
  private String[] shown = {};

  PatientKeys(PatientDetails patient, PseudonymKey pseudonyms) {
    this.patient = patient;
    words = new PatientWords(patient);
    this.pseudonyms = pseudonyms;
  }

  @Override
  public String of(String key) {
    String[] next = key.split("/", -1);
    String[] nextShown = new String[next.length];
    boolean same = true;
    for (int i = 0; i < next.length; i++) {
      boolean known = i < parts.length && parts[i].equals(next[i]);
      nextShown[i] = known ? shown[i] : shown(next[i]);
      same &= nextShown[i].equals(next[i]);
    }
    parts = next;
    shown = nextShown;
    return same ? key : String.join("/", nextShown);
  }

  private String shown(String part) {
    return words.standIn(part) ? pseudonyms.ofPart(part) : part;
  }

  /** Whether it is of the same patient; of one installation, there is one key. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PatientKeys keys && keys.patient.equals(patient);
  }

  @Override
  public int hashCode() {
    return patient.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
