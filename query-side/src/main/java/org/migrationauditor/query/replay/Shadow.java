package org.migrationauditor.query.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The replayed rows, in temporary tables beside the read models. To be used within one transaction,
 * at whose end it is gone, however that comes.
 */
final class Shadow {
  private static final int MOST_CHARACTERS = 200;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final CopyIn rows;

  private Shadow(DataSource database) {
    this.jdbc = JdbcClient.create(database);
    this.rows = new CopyIn(database, "pg_temp.replayed_");
  }

  /** Empty ones. */
  static Shadow create(DataSource database) {
    Shadow shadow = new Shadow(database);
    for (Table table : Table.values()) {
      shadow
          .jdbc
          .sql(
              "CREATE TEMPORARY TABLE replayed_%1$s (LIKE read_model.%1$s INCLUDING DEFAULTS) ON COMMIT DROP"
                  .formatted(table.table()))
          .update();
    }
    return shadow;
  }

  /** They are looked at once {@link #counted} was called. */
  void add(CopyText more) {
    rows.add(more);
  }

  /** Puts rows of a migration, if there are any, in the place of those that were added. */
  void put(String migration, @Nullable CopyText instead) {
    for (Table table : Table.values()) {
      jdbc.sql("DELETE FROM pg_temp.replayed_%s WHERE migration_id = :id".formatted(table.table()))
          .param("id", migration)
          .update();
    }
    if (instead != null) {
      rows.add(instead);
      rows.flush();
    }
  }

  /** So that the rows are there, and the database knows how many. */
  void counted() {
    rows.flush();
    for (Table table : Table.values()) {
      jdbc.sql("ANALYZE pg_temp.replayed_" + table.table()).update();
    }
  }

  /** Rows of the read models that differ, of these migrations and by migration, count. */
  Map<String, Long> differing(Table table, Set<String> migrations) {
    Map<String, Long> differing = new TreeMap<>();
    jdbc.sql(
            """
            SELECT migration_id, count(*) AS rows
            FROM (SELECT * FROM read_model.%1$s WHERE migration_id = ANY (:migrations)) stored
            FULL JOIN
              (SELECT * FROM pg_temp.replayed_%1$s WHERE migration_id = ANY (:migrations)) replayed
              USING (%2$s)
            WHERE stored IS DISTINCT FROM replayed GROUP BY migration_id
            """
                .formatted(table.table(), String.join(", ", table.keys())))
        .param("migrations", texts(migrations))
        .query(
            row -> {
              differing.put(row.getString("migration_id"), row.getLong("rows"));
            });
    return differing;
  }

  /** The first of these rows, in the order of their keys. */
  List<RowDifference> rows(Table table, Set<String> migrations, int most) {
    return jdbc.sql(
            """
            SELECT to_jsonb(stored)::text AS stored, to_jsonb(replayed)::text AS replayed
            FROM read_model.%1$s stored FULL JOIN pg_temp.replayed_%1$s replayed USING (%2$s)
            WHERE stored IS DISTINCT FROM replayed AND migration_id = ANY (:migrations)
            ORDER BY %2$s LIMIT :most
            """
                .formatted(table.table(), String.join(", ", table.keys())))
        .param("migrations", texts(migrations))
        .param("most", most)
        .query((row, number) -> difference(table, row.getString(1), row.getString(2)))
        .list();
  }

  /** Puts the replayed rows of migrations in the place of what the read models have of them. */
  void replace(Set<String> migrations) {
    for (Table table : Table.values()) {
      jdbc.sql("DELETE FROM read_model.%s WHERE migration_id = ANY (:ids)".formatted(table.table()))
          .param("ids", texts(migrations))
          .update();
      String columns = String.join(", ", table.columns());
      jdbc.sql(
              "INSERT INTO read_model.%1$s (%2$s) SELECT %2$s FROM pg_temp.replayed_%1$s WHERE migration_id = ANY (:ids)"
                  .formatted(table.table(), columns))
          .param("ids", texts(migrations))
          .update();
    }
  }

  private static SqlArrayValue texts(Collection<String> texts) {
    return new SqlArrayValue("text", texts.toArray());
  }

  private static RowDifference difference(
      Table table, @Nullable String stored, @Nullable String replayed) {
    Map<String, JsonNode> before = row(stored);
    Map<String, JsonNode> after = row(replayed);
    RowDifference.Kind kind =
        before.isEmpty()
            ? RowDifference.Kind.MISSING
            : after.isEmpty() ? RowDifference.Kind.EXTRA : RowDifference.Kind.CHANGED;
    Map<String, JsonNode> known = before.isEmpty() ? after : before;
    List<RowDifference.Column> columns = new ArrayList<>();
    for (String column : known.keySet()) {
      JsonNode one = before.get(column);
      JsonNode other = after.get(column);
      if (!table.keys().contains(column) && (one == null || !one.equals(other))) {
        columns.add(new RowDifference.Column(column, text(one), text(other)));
      }
    }
    return new RowDifference(
        table.table(),
        table.keys().stream()
            .collect(Collectors.toMap(key -> key, key -> String.valueOf(text(known.get(key))))),
        kind,
        columns);
  }

  private static Map<String, JsonNode> row(@Nullable String json) {
    Map<String, JsonNode> row = new TreeMap<>();
    if (json != null) {
      JSON.readTree(json).forEachEntry(row::put);
    }
    return row;
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    String text = value.isString() ? value.asString() : value.toString();
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
  }
}
