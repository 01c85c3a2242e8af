package org.migrationauditor.command.action;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables that a shell script assigns, as far as its text tells: {@code NAME=value} and {@code
 * export NAME=value} at the start of a command line. An assignment at the start of a line counts
 * before an indented one, a later one before an earlier. Values are weighed and forgotten.
 */
final class ShellAssignments {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "^([ \\t]*)(?:(?:export|readonly|declare(?:[ \\t]+-[a-zA-Z]+)*)[ \\t]+)?"
              + "([A-Za-z_][A-Za-z0-9_]*)=(.*)$",
          Pattern.DOTALL);
  private static final Pattern HERE_DOCUMENT =
      Pattern.compile("(?<!<)<<(-?)[ \\t]*[\"'\\\\]?([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{\\w+:?[-=]([^}]*)\\}?");

  private final Map<String, Value> atLineStart = new HashMap<>();
  private final Map<String, Value> indented = new HashMap<>();

  /** What the text tells of a value. */
  enum Value {
    SET,
    EMPTY,
    /** Only expansions, whose values the text does not tell. */
    DEPENDS,
    MISSING
  }

  private ShellAssignments() {}

  static ShellAssignments read(String script) {
    ShellAssignments found = new ShellAssignments();
    String[] lines = script.split("\\r?\\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher assignment = ASSIGNMENT.matcher(lines[i]);
      if (assignment.matches()) {
        found.add(assignment);
      }
      Matcher here = HERE_DOCUMENT.matcher(lines[i]);
      if (here.find() && !lines[i].stripLeading().startsWith("#")) {
        i = endOf(lines, i, here.group(2), !here.group(1).isEmpty());
      }
    }
    return found;
  }

  Value of(String variable) {
    Value value = atLineStart.get(variable);
    return value == null ? indented.getOrDefault(variable, Value.MISSING) : value;
  }

  private void add(Matcher assignment) {
    Word word = Word.read(assignment.group(3));
    if (word.endsCommand()) {
      (assignment.group(1).isEmpty() ? atLineStart : indented)
          .put(assignment.group(2), word.value());
    }
  }

  private static int endOf(String[] lines, int from, String mark, boolean tabs) {
    for (int i = from + 1; i < lines.length; i++) {
      String line = tabs ? lines[i].replaceFirst("^\\t+", "") : lines[i];
      if (line.equals(mark)) {
        return i;
      }
    }
    return from; // no here-document after all
  }

  /**
   * The first word of a command's rest.
   *
   * @param endsCommand false when another word follows, for which alone the assignment would hold
   */
  private record Word(Value value, boolean endsCommand) {

    static Word read(String rest) {
      boolean literal = false;
      boolean expansion = false;
      char quote = 0;
      int i = 0;
      for (; i < rest.length(); i++) {
        char c = rest.charAt(i);
        if (quote != 0 && c == quote) {
          quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
        } else if (c == '\\' && quote != '\'') {
          i++;
          literal = true;
        } else if (quote != '\'' && (c == '$' || c == '`')) {
          expansion = true;
          i = endOfExpansion(rest, i);
        } else if (quote == 0 && (Character.isWhitespace(c) || c == ';' || c == '&' || c == '|')) {
          break;
        } else {
          literal = true;
        }
      }
      String after = rest.substring(Math.min(i, rest.length())).strip();
      boolean ends = after.isEmpty() || after.startsWith("#") || after.matches("[;&|].*");
      return new Word(value(rest, literal, expansion), ends);
    }

    private static Value value(String rest, boolean literal, boolean expansion) {
      if (literal) {
        return Value.SET;
      }
      if (!expansion) {
        return Value.EMPTY;
      }
      Matcher withDefault = WITH_DEFAULT.matcher(rest);
      boolean set =
          withDefault.find() && !withDefault.group(1).replaceAll("[\"'\\s]", "").isEmpty();
      return set ? Value.SET : Value.DEPENDS;
    }

    /** Index of the last character of what begins with a dollar sign or a back-quote. */
    private static int endOfExpansion(String rest, int from) {
      char next = from + 1 < rest.length() ? rest.charAt(from + 1) : ' ';
      if (rest.charAt(from) == '`') {
        int end = rest.indexOf('`', from + 1);
        return end < 0 ? rest.length() : end;
      }
      if (next == '{' || next == '(') {
        char close = next == '{' ? '}' : ')';
        int depth = 0;
        for (int i = from + 1; i < rest.length(); i++) {
          depth += rest.charAt(i) == next ? 1 : rest.charAt(i) == close ? -1 : 0;
          if (depth == 0) {
            return i;
          }
        }
        return rest.length();
      }
      int i = from + 1;
      while (i < rest.length()
          && (Character.isLetterOrDigit(rest.charAt(i)) || rest.charAt(i) == '_')) {
        i++;
      }
      return Math.max(from, i - 1);
    }
  }
}
