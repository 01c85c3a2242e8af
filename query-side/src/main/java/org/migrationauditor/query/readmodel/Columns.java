package org.migrationauditor.query.readmodel;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.StepId;
import org.springframework.jdbc.support.SqlArrayValue;

/** How values lie in columns: digests as raw bytes, times as timestamptz, lists as text arrays. */
final class Columns {
  private Columns() {}

  /** PostgreSQL's text holds no NUL; its picture stands for it. */
  static @Nullable String text(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\u2400');
  }

  static byte[] bytes(ContentDigest digest) {
    return digest.bytes();
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static SqlArrayValue steps(List<StepId> steps) {
    return new SqlArrayValue("text", steps.stream().map(StepId::value).toArray());
  }

  static ContentDigest digest(ResultSet row, String column) throws SQLException {
    return ContentDigest.of(row.getBytes(column));
  }

  static @Nullable ContentDigest digestOrNull(ResultSet row, String column) throws SQLException {
    return row.getBytes(column) == null ? null : digest(row, column);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null ? null : instant(row, column);
  }

  static List<StepId> steps(ResultSet row, String column) throws SQLException {
    return texts(row, column).stream().map(StepId::new).toList();
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
