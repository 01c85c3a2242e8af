package org.migrationauditor.messages.migration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Name of one planned upgrade of one host; chosen by the operator.
 *
 * @param value lower-case letters, digits, dots and hyphens, at most 63 characters
 */
public record MigrationId(@JsonValue String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

  @JsonCreator
  public MigrationId {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s': use 1 to 63 lower-case letters, digits, dots and hyphens"
              .formatted("migration", value));
    }
  }

  /** Whether a history of that name is a migration's; those of all else have a colon in theirs. */
  public static boolean isStream(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
