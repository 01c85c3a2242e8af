package org.migrationauditor.query.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * Rows of several tables as PostgreSQL's {@code COPY} reads them in its text format, each as it
 * would write it itself in a session whose time zone is UTC: equal rows are equal lines.
 */
final class CopyText {
  private static final int HALF = 500; // nanoseconds, of a microsecond; PostgreSQL keeps no less
  private static final int MICROS = 1_000_000; // in a second
  private static final Pattern BARE = Pattern.compile("[^\"\\\\{}, \t\n\u000B\f\r]+");

  private final Map<Table, List<String>> rows = new EnumMap<>(Table.class);
  private long size;

  /**
   * Adds a row.
   *
   * @param values of the table's columns, in order: texts, numbers, booleans, instants, digests, or
   *     arrays of texts
   */
  void add(Table table, @Nullable Object... values) {
    if (values.length != table.width()) {
      throw new IllegalArgumentException(
          "table '%s' has %d columns, not %d"
              .formatted(table.table(), table.width(), values.length));
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        line.append('\t');
      }
      append(line, values[i]);
    }
    rows.computeIfAbsent(table, fresh -> new ArrayList<>()).add(line.toString());
    size += line.length();
  }

  /** Adds the rows of another. */
  void addAll(CopyText more) {
    more.rows.forEach(
        (table, lines) -> rows.computeIfAbsent(table, fresh -> new ArrayList<>()).addAll(lines));
    size += more.size;
  }

  /** Characters, count. */
  long size() {
    return size;
  }

  /** A line each, by table, those without a row left out. */
  Map<Table, List<String>> rows() {
    return rows;
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    switch (value) {
      case null -> text.append("\\N");
      case Boolean fact -> text.append(fact ? 't' : 'f');
      case Number number -> text.append(number);
      case Instant instant -> time(text, instant);
      case ContentDigest digest -> text.append("\\\\x").append(digest.hex());
      case String[] texts -> escape(text, array(texts));
      default -> escape(text, value.toString());
    }
  }

  /** To the nearest microsecond, as the driver rounds it. */
  private static void time(StringBuilder text, Instant instant) {
    LocalDateTime at = LocalDateTime.ofInstant(instant.plusNanos(HALF), ZoneOffset.UTC);
    text.append(at.toLocalDate());
    two(text.append(' '), at.getHour());
    two(text.append(':'), at.getMinute());
    two(text.append(':'), at.getSecond());
    int micros = at.getNano() / 1_000;
    if (micros > 0) {
      String digits = Integer.toString(MICROS + micros);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append('.').append(digits, 1, end);
    }
    text.append("+00");
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static String array(String[] texts) {
    StringBuilder array = new StringBuilder("{");
    for (String element : texts) {
      array.append(array.length() > 1 ? "," : "");
      if (BARE.matcher(element).matches() && !element.equalsIgnoreCase("null")) {
        array.append(element);
      } else {
        String quoted = element.replace("\\", "\\\\").replace("\"", "\\\"");
        array.append('"').append(quoted).append('"');
      }
    }
    return array.append('}').toString();
  }

  private static void escape(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\u000B' -> text.append("\\v");
        case '\0' ->
            text.append('\u2400'); // PostgreSQL's text holds no NUL; its picture stands for it
        default -> text.append(c);
      }
    }
  }
}
