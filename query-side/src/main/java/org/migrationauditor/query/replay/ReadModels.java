package org.migrationauditor.query.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the read models hold, and who else may use them: within one transaction. */
final class ReadModels {
  private static final Pattern READ_UP_TO = Pattern.compile("\"index\":([0-9]{1,18})");

  private final JdbcClient jdbc;

  ReadModels(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Nobody is erased until the transaction ends, whose name may have been read in it. */
  void keepNamesFromBeingErased() {
    jdbc.sql("LOCK TABLE read_model.token_entry IN ACCESS SHARE MODE").update();
  }

  /** Whoever keeps them up to date waits until the transaction ends; readers do not. */
  void lockWriters() {
    jdbc.sql("SET LOCAL lock_timeout = '30s'").update();
    jdbc.sql("LOCK TABLE read_model.migration IN SHARE ROW EXCLUSIVE MODE").update();
  }

  /** Whether nothing was ever read into them, or all of it was cleared. */
  boolean unfilled() {
    return readUpTo() < 0
        && jdbc.sql("SELECT NOT EXISTS (" + rows("SELECT FROM") + ")")
            .query(Boolean.class)
            .single();
  }

  /** Number of the last event that they have of each migration. */
  Map<String, Long> stored() {
    Map<String, Long> stored = new TreeMap<>();
    jdbc.sql("SELECT migration_id, last_sequence FROM read_model.migration")
        .query(
            row -> {
              stored.put(row.getString(1), row.getLong(2));
            });
    return stored;
  }

  /** Of whom they have rows without having them among the migrations. */
  List<String> strays() {
    return jdbc.sql(
            "SELECT DISTINCT migration_id FROM ("
                + rows("SELECT migration_id FROM")
                + ") rows WHERE NOT EXISTS (SELECT FROM read_model.migration WHERE"
                + " migration.migration_id = rows.migration_id)")
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Index of the last event that whoever keeps them has read, -1 before the first. */
  long readUpTo() {
    return jdbc
        .sql(
            "SELECT convert_from(token, 'UTF8') FROM read_model.token_entry WHERE token IS NOT NULL")
        .query(String.class)
        .list()
        .stream()
        .map(READ_UP_TO::matcher)
        .filter(Matcher::find)
        .mapToLong(token -> Long.parseLong(token.group(1)))
        .max()
        .orElse(-1);
  }

  private static String rows(String select) {
    return Stream.of(Table.values())
        .map(table -> select + " read_model." + table.table())
        .collect(Collectors.joining(" UNION ALL "));
  }
}
