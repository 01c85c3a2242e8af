package org.migrationauditor.messages.migration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Name of one chain of upgrades of one host; chosen by the operator.
 *
 * @param value lower-case letters, digits, dots and hyphens, at most 63 characters
 */
public record ChainId(@JsonValue String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final String STREAM = "chain:";

  @JsonCreator
  public ChainId {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s': use 1 to 63 lower-case letters, digits, dots and hyphens"
              .formatted("chain", value));
    }
  }

  /** Whether events that are stored under a name are those of a chain. */
  public static boolean isStream(String name) {
    return name.startsWith(STREAM);
  }

  /** The chain whose events are stored under that name. */
  public static ChainId ofStream(String stream) {
    return new ChainId(stream.substring(STREAM.length()));
  }

  /** Name under which its events are stored; no migration can have one like it. */
  public String stream() {
    return STREAM + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
