package org.migrationauditor.verifier.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A value of one column: a number, a truth, or text; digests in lower-case hex. */
sealed interface Cell {
  /** A column's value in a row; null when there is none. */
  static @Nullable Cell of(ResultSet row, int column) throws SQLException {
    return switch (row.getObject(column)) {
      case null -> null;
      case Number number -> new Bare(number.toString());
      case Boolean truth -> new Bare(truth.toString());
      case String text -> new Text(text);
      default -> new Text(HexFormat.of().formatHex(row.getBytes(column)));
    };
  }

  /** As a field of a line (RFC 4180 2). */
  String csv();

  /** As a value (RFC 8259). */
  String json();

  /** A number or a truth. */
  record Bare(String text) implements Cell {
    @Override
    public String csv() {
      return text;
    }

    @Override
    public String json() {
      return text;
    }
  }

  /** Anything else. */
  record Text(String text) implements Cell {
    private static final String FORMULA = "=+-@\t\r";

    /**
     * A spreadsheet takes what begins like a formula for one, unless an apostrophe is before it.
     */
    @Override
    public String csv() {
      boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
      return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public String json() {
      StringBuilder json = new StringBuilder(text.length() + 2).append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
          json.append('\\').append(c);
        } else if (c < ' ') {
          json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
      return json.append('"').toString();
    }
  }
}
