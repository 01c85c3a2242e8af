package org.migrationauditor.command.runbook;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads fields whose text is one of a list, or an identifier. */
final class Words {
  private Words() {}

  /** A constant by its name; the stand-in when the field has a mistake. */
  static <E extends Enum<E>> E read(Fields fields, String name, E[] constants, E standIn) {
    String text = fields.text(name);
    return text.isEmpty() ? standIn : constant(fields, name, text, constants, standIn);
  }

  static <E extends Enum<E>> E constant(
      Fields fields, String name, String text, E[] constants, E standIn) {
    for (E constant : constants) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    fields.mistake(
        name,
        "%s is unknown; use one of %s"
            .formatted(
                Shown.quoted(text),
                Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "))));
    return standIn;
  }

  /** An identifier; null when the text is none, which is then a mistake unless it is empty. */
  static <T> @Nullable T id(
      Fields fields, String name, String text, Function<String, T> identifier) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return identifier.apply(text);
    } catch (IllegalArgumentException e) {
      fields.mistake(
          name,
          "%s is no name; use 1 to 63 lower-case letters, digits, dots and hyphens"
              .formatted(Shown.quoted(text)));
      return null;
    }
  }
}
