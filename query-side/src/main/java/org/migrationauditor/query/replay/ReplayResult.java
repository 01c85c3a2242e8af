package org.migrationauditor.query.replay;

import java.util.List;

/**
 * How a replay ended.
 *
 * @param events replayed, count
 * @param migrations replayed, count
 * @param fresh of these, those that the read models had not come to yet, count
 * @param different rows of the others that were not what the replay gives, count
 * @param rows the first of them
 * @param unreadable a sentence for each history that could not be replayed; its rows are as before
 */
public record ReplayResult(
    long events,
    long migrations,
    long fresh,
    long different,
    List<RowDifference> rows,
    List<String> unreadable) {
  public ReplayResult {
    rows = List.copyOf(rows);
    unreadable = List.copyOf(unreadable);
  }
}
