package org.migrationauditor.query.replay;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of the read models that is not what the replay gives.
 *
 * @param table without its schema
 * @param key primary key, by column
 * @param kind whether it is missing, too much, or otherwise
 * @param columns those that differ; all but the key when the row is on one side only
 */
public record RowDifference(
    String table, Map<String, String> key, Kind kind, List<Column> columns) {
  public RowDifference {
    key = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(key)));
    columns = List.copyOf(columns);
  }

  /** How a row differs. */
  public enum Kind {
    /** The read models lacked it. */
    MISSING,
    /** The read models had it, and no event says so. */
    EXTRA,
    /** It said something else. */
    CHANGED
  }

  /**
   * A column that differs; values longer than 200 characters are cut.
   *
   * @param stored in the read models; null for none
   * @param replayed from the events; null for none
   */
  public record Column(String name, @Nullable String stored, @Nullable String replayed) {}
}
