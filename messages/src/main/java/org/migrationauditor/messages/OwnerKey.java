package org.migrationauditor.messages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Whose data an entry is: a ClinicalTrialProtocolID (0012,0020), {@code bucket:<name>}, or {@link
 * #UNASSIGNED}.
 *
 * @param value 1 to 255 characters, none of them a control character
 */
public record OwnerKey(@JsonValue String value) implements Comparable<OwnerKey> {
  /** Owner of entries that no rule assigns. */
  public static final OwnerKey UNASSIGNED = new OwnerKey("unassigned");

  @JsonCreator
  public OwnerKey {
    if (value.isBlank()
        || value.length() > 255
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("an owner has 1 to 255 printable characters");
    }
  }

  @Override
  public int compareTo(OwnerKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
