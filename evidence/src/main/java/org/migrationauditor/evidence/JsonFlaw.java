package org.migrationauditor.evidence;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the canonicaliser would take silently and hash like something else: a number that JSON does
 * not allow or a double cannot hold, a member whose first value is null named twice, and nesting
 * that no event of ours has.
 */
final class JsonFlaw {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?");
  private static final BigDecimal LARGEST = BigDecimal.valueOf((1L << 53) - 1);
  private static final String AFTER_A_NUMBER = ",]} \t\r\n";
  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 400;

  private JsonFlaw() {}

  /** The first flaw in words; empty if there is none. */
  static String in(String json) {
    Matcher number = NUMBER.matcher(json);
    int depth = 0;
    int i = 0;
    while (i < json.length()) {
      char c = json.charAt(i);
      if (c == '"') {
        i = endOfString(json, i);
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        if (!number.find(i) || number.start() != i || !endsAt(json, number.end())) {
          return "holds a number that is malformed or out of range";
        }
        if (!exact(number.group())) {
          return "holds a number beyond the precision of a double";
        }
        i = number.end();
      } else {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (depth > DEEPEST) {
          return "is nested deeper than " + DEEPEST + " levels";
        }
        i++;
      }
    }
    return "";
  }

  /** Members named in all objects of the text, count; names that repeat count each time. */
  static int members(String json) {
    int members = 0;
    int i = 0;
    while (i < json.length()) {
      char c = json.charAt(i);
      members += c == ':' ? 1 : 0;
      i = c == '"' ? endOfString(json, i) : i + 1;
    }
    return members;
  }

  private static boolean endsAt(String json, int end) {
    return end == json.length() || AFTER_A_NUMBER.indexOf(json.charAt(end)) >= 0;
  }

  private static int endOfString(String json, int start) {
    int quote = json.indexOf('"', start + 1);
    while (quote >= 0 && escaped(json, start, quote)) {
      quote = json.indexOf('"', quote + 1);
    }
    return quote < 0 ? json.length() : quote + 1;
  }

  private static boolean escaped(String json, int start, int quote) {
    int before = quote - 1;
    while (before > start && json.charAt(before) == '\\') {
      before--;
    }
    return (quote - before) % 2 == 0;
  }

  private static boolean exact(String number) {
    if (number.length() > LONGEST_NUMBER) {
      return false;
    }
    double rounded = Double.parseDouble(number);
    BigDecimal written = new BigDecimal(number);
    return Double.isFinite(rounded)
        && written.compareTo(new BigDecimal(Double.toString(rounded))) == 0
        && written.abs().compareTo(LARGEST) <= 0;
  }
}
