package org.migrationauditor.query.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.HistorySize;

/**
 * Looks by column at the rows that were not found to agree, and puts right those that differ: while
 * whoever keeps the read models up to date waits.
 */
final class Mending {
  private static final int MOST_ROWS = 100; // told one by one

  private final ReadModels readModels;
  private final HistoryReader reader;
  private final Histories replayed;
  private final Shadow shadow;

  /**
   * Of what was replayed.
   *
   * @param shadow holds the rows of those that may not agree
   */
  Mending(ReadModels readModels, HistoryReader reader, Histories replayed, Shadow shadow) {
    this.readModels = readModels;
    this.reader = reader;
    this.replayed = replayed;
    this.shadow = shadow;
  }

  /**
   * Puts right what differs.
   *
   * @param agreed migrations whose rows agreed with all of their events when they were read
   */
  ReplayResult of(List<HistorySize> histories, Set<String> agreed) {
    Map<String, Long> stored = readModels.stored();
    Set<String> behind = behind(stored);
    behind.forEach(agreed::remove);
    behind.forEach(id -> put(id, stored.getOrDefault(id, -1L)));
    List<String> strays = readModels.strays();
    Set<String> fresh = fresh(histories, stored);
    strays.forEach(fresh::remove);
    Set<String> doubtful = new TreeSet<>(stored.keySet());
    doubtful.addAll(replayed.last().keySet());
    doubtful.addAll(strays);
    doubtful.removeAll(agreed);
    doubtful.removeAll(fresh);
    doubtful.removeAll(replayed.unreadable().keySet());

    Set<String> wrong = new TreeSet<>();
    List<RowDifference> rows = new ArrayList<>();
    long different = 0;
    for (Table table : Table.values()) {
      Map<String, Long> differing = shadow.differing(table, doubtful);
      different += differing.values().stream().mapToLong(Long::longValue).sum();
      wrong.addAll(differing.keySet());
      if (!differing.isEmpty() && rows.size() < MOST_ROWS) {
        rows.addAll(shadow.rows(table, differing.keySet(), MOST_ROWS - rows.size()));
      }
    }
    behind.forEach(id -> put(id, Long.MAX_VALUE));
    wrong.addAll(fresh);
    wrong.addAll(behind);
    wrong.removeAll(replayed.unreadable().keySet());
    shadow.replace(wrong);
    return replayed.result(fresh.size(), different, rows);
  }

  /** Migrations of which the read models do not have all events that were replayed, or more. */
  private Set<String> behind(Map<String, Long> stored) {
    Set<String> behind = new TreeSet<>();
    stored.forEach(
        (id, last) -> {
          if (!last.equals(replayed.last().get(id))) {
            behind.add(id);
          }
        });
    return behind;
  }

  /** Migrations that whoever keeps the read models has not come to yet. */
  private Set<String> fresh(List<HistorySize> histories, Map<String, Long> stored) {
    long upTo = readModels.readUpTo();
    Set<String> fresh = new TreeSet<>();
    for (HistorySize one : histories) {
      String id = one.migrationId().value();
      if (replayed.last().containsKey(id) && !stored.containsKey(id) && one.first() > upTo) {
        fresh.add(id);
      }
    }
    return fresh;
  }

  /** Replays one history up to an event in place of what was replayed of it. */
  private void put(String name, long last) {
    MigrationId id = idOrNull(name);
    if (id == null) {
      shadow.put(name, null); // a stranger's: no event is about it
      return;
    }
    Replayed again = reader.read(id, last);
    shadow.put(name, again.rows());
    if (!again.why().isEmpty()) {
      replayed.failed(name, again.why());
    }
  }

  private static @Nullable MigrationId idOrNull(String name) {
    try {
      return new MigrationId(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
