package org.migrationauditor.verifier.dicomweb;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One match of a search.
 *
 * @param values by tag; several values of one stand with a backslash between them, and a sequence
 *     with items is {@link #ITEMS}
 */
record Match(Map<String, String> values) {
  static final String ITEMS = "items";
  private static final Pattern UID = Pattern.compile("[0-9][0-9A-Za-z._-]{0,63}");

  /** A value without padding, null when there is none. */
  @Nullable String value(String tag) {
    String value = values.get(tag);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** A value that can be one UID and stand in an address, else null. */
  @Nullable String uid(String tag) {
    String value = value(tag);
    return value != null && UID.matcher(value).matches() ? value : null;
  }

  /** A value that is a count or a size of 32 bits, else -1. */
  long number(String tag) {
    String value = value(tag);
    return value != null && value.matches("-?[0-9]{1,10}") ? Long.parseLong(value) : -1;
  }
}
