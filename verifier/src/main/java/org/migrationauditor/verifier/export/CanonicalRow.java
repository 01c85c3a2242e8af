package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of a manifest as one line of canonical JSON (RFC 8785): its columns in the order of their
 * names, those without a value left out, bytes in lower-case hex, numbers beyond 2^53 - 1 as text.
 * One object is used for all rows of an answer, since there are millions.
 */
final class CanonicalRow {
  private static final long LARGEST = (1L << 53) - 1;
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final int AT_FIRST = 4096;

  private byte[] line = new byte[AT_FIRST];
  private int length;
  private @Nullable List<Column> columns;

  /**
   * A column.
   *
   * @param number in the answer, 1 for the first
   * @param start its name as a member begins
   */
  private record Column(int number, String start) {}

  /**
   * Reads a row; its first column is whose it is and no part of the line.
   *
   * @return value of the first column
   */
  String read(ResultSet row) throws SQLException {
    if (columns == null) {
      columns = columns(row.getMetaData());
    }
    length = 0;
    put('{');
    for (Column column : columns) {
      Object value = row.getObject(column.number());
      if (value != null) {
        if (length > 1) {
          put(',');
        }
        put(column.start().getBytes(UTF_8));
        put(value, row, column);
      }
    }
    put('}');
    put('\n');
    return row.getString(1);
  }

  /** The line with its line feed in UTF-8, and whatever is behind its {@link #length}. */
  byte[] bytes() {
    return line;
  }

  /** Bytes of the line, count. */
  int length() {
    return length;
  }

  private static List<Column> columns(ResultSetMetaData all) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 2; i <= all.getColumnCount(); i++) {
      names.add(all.getColumnName(i));
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names.stream().sorted(Comparator.naturalOrder()).toList()) {
      columns.add(new Column(names.indexOf(name) + 2, "\"%s\":".formatted(name)));
    }
    return columns;
  }

  private void put(Object value, ResultSet row, Column column) throws SQLException {
    switch (value) {
      case String text -> text(text);
      case Boolean truth -> put(truth.toString().getBytes(UTF_8));
      case Number number -> number(number.longValue());
      default -> hex(row.getBytes(column.number()));
    }
  }

  private void number(long number) {
    byte[] digits = Long.toString(number).getBytes(UTF_8);
    if (Math.abs(number) <= LARGEST) {
      put(digits);
    } else {
      put('"');
      put(digits);
      put('"');
    }
  }

  private void hex(byte[] bytes) {
    room(2 * bytes.length + 2);
    line[length++] = '"';
    for (byte b : bytes) {
      line[length++] = HEX[b >> 4 & 0xF];
      line[length++] = HEX[b & 0xF];
    }
    line[length++] = '"';
  }

  private void text(String text) {
    put('"');
    byte[] utf8 = text.getBytes(UTF_8);
    room(utf8.length);
    for (byte b : utf8) {
      if (b == '"' || b == '\\') {
        put('\\');
        put(b);
      } else if (b >= 0 && b < ' ') {
        put(control(b).getBytes(UTF_8));
      } else {
        put(b);
      }
    }
    put('"');
  }

  private static String control(byte b) {
    return switch (b) {
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      default -> String.format(Locale.ROOT, "\\u%04x", (int) b);
    };
  }

  private void put(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, line, length, bytes.length);
    length += bytes.length;
  }

  private void put(int b) {
    room(1);
    line[length++] = (byte) b;
  }

  private void room(int more) {
    if (line.length - length < more) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
    }
  }
}
