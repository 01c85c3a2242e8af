package org.migrationauditor.query.replay;

import static java.time.temporal.ChronoUnit.MICROS;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/** Rows of several tables as PostgreSQL's {@code COPY} reads them, in its text format. */
final class CopyText {
  private static final int HALF = 500; // nanoseconds, of a microsecond; PostgreSQL keeps no less

  private final Map<Table, StringBuilder> rows = new EnumMap<>(Table.class);

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
    StringBuilder text = rows.computeIfAbsent(table, fresh -> new StringBuilder());
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text.append('\t');
      }
      append(text, values[i]);
    }
    text.append('\n');
  }

  /** Adds the rows of another, and says how many characters there are now. */
  long addAll(CopyText more) {
    more.rows.forEach(
        (table, text) -> rows.computeIfAbsent(table, fresh -> new StringBuilder()).append(text));
    return rows.values().stream().mapToLong(StringBuilder::length).sum();
  }

  /** By table, those without a row left out. */
  Map<Table, StringBuilder> rows() {
    return rows;
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    switch (value) {
      case null -> text.append("\\N");
      case Boolean fact -> text.append(fact ? 't' : 'f');
      case Number number -> text.append(number);
      case Instant instant -> text.append(time(instant));
      case ContentDigest digest -> text.append("\\\\x").append(digest.hex());
      case String[] texts -> escape(text, array(texts));
      default -> escape(text, value.toString());
    }
  }

  /** To the nearest microsecond, as the driver rounds it. */
  private static String time(Instant instant) {
    return instant.plusNanos(HALF).atOffset(ZoneOffset.UTC).truncatedTo(MICROS).toString();
  }

  private static String array(String[] texts) {
    StringBuilder array = new StringBuilder("{");
    Arrays.stream(texts)
        .forEach(
            element ->
                array
                    .append(array.length() > 1 ? ",\"" : "\"")
                    .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"'));
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
        case '\0' ->
            text.append('\u2400'); // PostgreSQL's text holds no NUL; its picture stands for it
        default -> text.append(c);
      }
    }
  }
}
