package org.migrationauditor.evidence.bundle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly: a member named twice, half a surrogate pair, nesting that nothing
 * of ours has and text behind the value are refused.
 */
final class JsonReader {
  private static final int DEEPEST = 100;
  private static final int HEX_DIGITS = 4;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,19})(?:\\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

  private final String json;
  private int at;

  private JsonReader(String json) {
    this.json = json;
  }

  /**
   * Reads an object.
   *
   * @return its members in their order: maps, lists, strings, longs, {@code BigDecimal}s, booleans
   *     and nulls
   */
  static Map<String, @Nullable Object> object(String json) throws MalformedBundleException {
    JsonReader reader = new JsonReader(json);
    if (json.isEmpty() || json.charAt(0) != '{') {
      throw new MalformedBundleException("is no JSON object");
    }
    Map<String, @Nullable Object> members = reader.members(1);
    if (reader.at != json.length()) {
      throw new MalformedBundleException("has something behind its JSON object");
    }
    return members;
  }

  private @Nullable Object value(int depth) throws MalformedBundleException {
    if (depth > DEEPEST) {
      throw new MalformedBundleException("is nested deeper than " + DEEPEST + " levels");
    }
    char c = peek();
    if (c == '{') {
      return members(depth);
    }
    if (c == '[') {
      return elements(depth);
    }
    if (c == '"') {
      return text();
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      return number();
    }
    return word();
  }

  private Map<String, @Nullable Object> members(int depth) throws MalformedBundleException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    expect('{');
    space();
    if (peek() == '}') {
      at++;
      return members;
    }
    do {
      space();
      String name = text();
      space();
      expect(':');
      space();
      if (members.containsKey(name)) {
        throw new MalformedBundleException("names a member twice");
      }
      members.put(name, value(depth + 1));
      space();
    } while (more('}'));
    return members;
  }

  private List<@Nullable Object> elements(int depth) throws MalformedBundleException {
    List<@Nullable Object> elements = new ArrayList<>();
    expect('[');
    space();
    if (peek() == ']') {
      at++;
      return elements;
    }
    do {
      space();
      elements.add(value(depth + 1));
      space();
    } while (more(']'));
    return elements;
  }

  private boolean more(char end) throws MalformedBundleException {
    char c = peek();
    at++;
    if (c != ',' && c != end) {
      throw malformed();
    }
    return c == ',';
  }

  private Object number() throws MalformedBundleException {
    Matcher number = NUMBER.matcher(json).region(at, json.length());
    if (!number.lookingAt()) {
      throw malformed();
    }
    at = number.end();
    String written = number.group();
    if (INTEGER.matcher(written).matches()) {
      return Long.parseLong(written);
    }
    return new BigDecimal(written);
  }

  private @Nullable Object word() throws MalformedBundleException {
    if (json.startsWith("true", at)) {
      at += "true".length();
      return true;
    }
    if (json.startsWith("false", at)) {
      at += "false".length();
      return false;
    }
    if (json.startsWith("null", at)) {
      at += "null".length();
      return null;
    }
    throw malformed();
  }

  private String text() throws MalformedBundleException {
    expect('"');
    StringBuilder text = new StringBuilder();
    for (char c = peek(); c != '"'; c = peek()) {
      at++;
      if (c < ' ') {
        throw malformed();
      }
      text.append(c == '\\' ? escaped() : c);
    }
    at++;
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new MalformedBundleException("holds half a surrogate pair");
    }
    return text.toString();
  }

  private char escaped() throws MalformedBundleException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed();
    };
  }

  private char unicode() throws MalformedBundleException {
    Matcher digits = HEX.matcher(json).region(at, json.length());
    if (!digits.lookingAt()) {
      throw malformed();
    }
    at += HEX_DIGITS;
    return (char) Integer.parseInt(digits.group(), 16);
  }

  private void space() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char wanted) throws MalformedBundleException {
    if (peek() != wanted) {
      throw malformed();
    }
    at++;
  }

  private char peek() throws MalformedBundleException {
    if (at >= json.length()) {
      throw new MalformedBundleException("is JSON that is cut short");
    }
    return json.charAt(at);
  }

  private MalformedBundleException malformed() {
    return new MalformedBundleException("is no JSON at character " + (at + 1));
  }
}
