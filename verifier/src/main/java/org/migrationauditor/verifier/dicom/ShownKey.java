package org.migrationauditor.verifier.dicom;

/** How a key is shown where nobody may learn from it whose file it is. */
@FunctionalInterface
public interface ShownKey {
  /** Of a file that tells of no patient. */
  ShownKey AS_IT_IS = key -> key;

  /**
   * The key, with a pseudonym in place of each part that names the patient.
   *
   * @param key parts with {@code /} between them
   */
  String of(String key);
}
