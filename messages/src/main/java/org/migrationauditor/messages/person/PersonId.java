package org.migrationauditor.messages.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Stands for a person in what is stored; random, so that it tells nothing of them.
 *
 * @param value 16 hexadecimal digits
 */
public record PersonId(@JsonValue String value) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{16}");
  private static final String STREAM = "person:";

  @JsonCreator
  public PersonId {
    if (!DIGITS.matcher(value).matches()) {
      throw new IllegalArgumentException("person '%s': use 16 hexadecimal digits".formatted(value));
    }
  }

  /** Whether events that are stored under a name are those of a person's erasure. */
  public static boolean isStream(String name) {
    return name.startsWith(STREAM);
  }

  /**
   * Name under which it is stored that the person was erased; no migration can have one like it.
   */
  public String stream() {
    return STREAM + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
