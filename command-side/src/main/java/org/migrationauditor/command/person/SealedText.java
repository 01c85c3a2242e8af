package org.migrationauditor.command.person;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.migrationauditor.messages.person.PersonId;

/**
 * What stands in the place of a text that was sealed: {@code sealed:<person>:<base64url>}.
 *
 * @param text base64url of what {@link PersonKey} made of it
 */
record SealedText(PersonId person, String text) {
  static final String MARK = "sealed:";

  private static final int PERSON_END = MARK.length() + 16;

  /** As it was stored; empty when that is something else. */
  static Optional<SealedText> of(String stored) {
    boolean sealed =
        stored.startsWith(MARK)
            && stored.length() > PERSON_END + 1
            && stored.charAt(PERSON_END) == ':'
            && all(stored, MARK.length(), PERSON_END, SealedText::hex)
            && all(stored, PERSON_END + 1, stored.length(), SealedText::base64Url);
    return sealed
        ? Optional.of(
            new SealedText(
                new PersonId(stored.substring(MARK.length(), PERSON_END)),
                stored.substring(PERSON_END + 1)))
        : Optional.empty();
  }

  private static boolean all(String text, int from, int to, IntPredicate one) {
    for (int i = from; i < to; i++) {
      if (!one.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hex(int character) {
    return between('0', character, '9') || between('a', character, 'f');
  }

  private static boolean base64Url(int character) {
    return between('a', character, 'z')
        || between('A', character, 'Z')
        || between('0', character, '9')
        || character == '-'
        || character == '_';
  }

  private static boolean between(char first, int character, char last) {
    return first <= character && character <= last;
  }

  @Override
  public String toString() {
    return MARK + person + ":" + text;
  }
}
