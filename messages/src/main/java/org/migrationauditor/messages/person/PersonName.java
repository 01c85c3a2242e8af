package org.migrationauditor.messages.person;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A person's name or login, as it was given or is shown.
 *
 * @param value as given
 */
public record PersonName(String value) {
  private static final String ERASED = "erased person ";

  /** What is shown in place of the name of an erased person: one name for one person. */
  public static PersonName erased(PersonId id) {
    return new PersonName(ERASED + id);
  }

  /** What people are told apart by: the name whatever its case and the blanks around it. */
  public String normal() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether it stands for somebody who was erased; nobody can act under such a name. */
  public boolean erased() {
    return normal().startsWith(ERASED);
  }
}
