package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two parameters have the same value, written {@code one == other} or {@code one != other},
 * or whether one is empty, written {@code one == ''} or {@code one != ''}.
 *
 * @param other empty for the empty value
 */
record Condition(String one, String other, boolean equal) {
  private static final Pattern FORM =
      Pattern.compile(" *([A-Za-z][A-Za-z0-9]*) *(==|!=) *(?:([A-Za-z][A-Za-z0-9]*)|'') *");

  /** The condition; empty when the text is none. */
  static Optional<Condition> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new Condition(
                form.group(1),
                Objects.requireNonNullElse(form.group(3), ""),
                form.group(2).equals("==")))
        : Optional.empty();
  }

  /** Parameters that it compares. */
  List<String> parameters() {
    return other.isEmpty() ? List.of(one) : List.of(one, other);
  }

  boolean holds(Map<String, String> values) {
    return equal == values.getOrDefault(one, "").equals(values.getOrDefault(other, ""));
  }

  @Override
  public String toString() {
    return one + (equal ? " == " : " != ") + (other.isEmpty() ? "''" : other);
  }
}
