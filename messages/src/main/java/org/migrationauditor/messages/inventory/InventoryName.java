package org.migrationauditor.messages.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Name of an inventory within a migration, such as {@code dicom-before}.
 *
 * @param value lower-case letters, digits, dots and hyphens, at most 63 characters
 */
public record InventoryName(@JsonValue String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

  @JsonCreator
  public InventoryName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s': use 1 to 63 lower-case letters, digits, dots and hyphens"
              .formatted("inventory", value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
