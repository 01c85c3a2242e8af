package org.migrationauditor.query.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** What became of the histories that were replayed. */
final class Histories {
  private final LongConsumer progress;
  private final Map<String, Long> last = new HashMap<>();
  private final Map<String, String> unreadable = new TreeMap<>();
  private long events;

  /**
   * None yet.
   *
   * @param progress takes the number of events replayed since it was told last
   */
  Histories(LongConsumer progress) {
    this.progress = progress;
  }

  void add(Replayed one) {
    events += one.events();
    if (one.rows() != null) {
      last.put(one.id().value(), one.events() - 1);
    } else if (!one.why().isEmpty()) {
      unreadable.put(one.id().value(), one.why());
    }
    progress.accept(one.events());
  }

  /** Of one that was replayed up to an event. */
  void failed(String migration, String why) {
    unreadable.put(migration, why);
  }

  /** Number of the last event of each that has rows. */
  Map<String, Long> last() {
    return last;
  }

  /** Why, by migration. */
  Map<String, String> unreadable() {
    return unreadable;
  }

  ReplayResult result(int fresh, long different, List<RowDifference> rows) {
    return new ReplayResult(
        events, last.size(), fresh, different, rows, List.copyOf(unreadable.values()));
  }
}
