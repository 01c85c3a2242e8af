package org.migrationauditor.command.action;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Value that the last assignment at the start of a line of a shell script gives a variable. */
final class ShellLiteral {
  private static final Pattern WORD =
      Pattern.compile(
          "(?:\"([^\"$`\\\\]*)\"|'([^']*)'|([^\\s\"'$`\\\\;&|#()]*))[ \\t]*(?:[#;].*)?\\r?");

  private ShellLiteral() {}

  /** The value; empty when there is no assignment, or its text does not tell the value. */
  static Optional<String> of(String script, String variable) {
    String start = variable + "=";
    Optional<String> value = Optional.empty();
    for (String line : script.split("\n", -1)) {
      String bare = line.startsWith("export ") ? line.substring("export ".length()) : line;
      if (bare.startsWith(start)) {
        Matcher word = WORD.matcher(bare.substring(start.length()));
        value = word.matches() ? Optional.of(text(word)) : Optional.empty();
      }
    }
    return value;
  }

  private static String text(Matcher word) {
    for (int group = 1; group < 3; group++) {
      if (word.group(group) != null) {
        return word.group(group);
      }
    }
    return word.group(3);
  }
}
