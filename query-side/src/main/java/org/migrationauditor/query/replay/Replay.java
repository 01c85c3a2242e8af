package org.migrationauditor.query.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.HistorySize;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.replay.HistoryReader.Compared;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays every history into rows of its own, holds the read models against them, and puts right
 * what differs: all in one transaction, so that whoever reads sees the old rows or the new ones,
 * and a replay that breaks off changes nothing. Most rows are as they should be and are found so as
 * lines of text, many histories at once; the others are looked at by column, while whoever keeps
 * the read models up to date waits.
 */
public final class Replay {
  private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
  private static final int BATCH = 2_000; // events that are read at once, or one history
  private static final int AHEAD = 2 * THREADS; // batches in memory
  private static final long FLUSH = 4_000_000; // characters
  private static final int MOST_ROWS = 100; // told one by one
  private static final Pattern READ_UP_TO = Pattern.compile("\"index\":([0-9]{1,18})");

  private final DataSource database;
  private final PlatformTransactionManager transactions;
  private final HistoryReader reader;
  private final JdbcClient jdbc;
  private final Map<String, Long> replayed = new HashMap<>();
  private final Set<String> agreed = new HashSet<>();
  private final Map<String, String> unreadable = new TreeMap<>();
  private long events;

  /** To be used once; schema {@code read_model} is in place. */
  public Replay(
      DataSource database, PlatformTransactionManager transactions, MigrationHistory history) {
    this.database = database;
    this.transactions = transactions;
    this.reader = new HistoryReader(database, transactions, history);
    this.jdbc = JdbcClient.create(database);
  }

  /**
   * Replays these histories, which are all there are.
   *
   * @param progress takes the number of events replayed since it was told last
   */
  public ReplayResult run(List<HistorySize> histories, LongConsumer progress) {
    return Objects.requireNonNull(
        new TransactionTemplate(transactions)
            .execute(
                status -> {
                  keepNamesFromBeingErased();
                  Shadow shadow = Shadow.create(database);
                  replay(histories, shadow, progress);
                  shadow.counted();
                  return compare(histories, shadow);
                }));
  }

  /**
   * Names that are read here are written at the end, when nobody may have been erased meanwhile.
   */
  private void keepNamesFromBeingErased() {
    jdbc.sql("LOCK TABLE read_model.token_entry IN ACCESS SHARE MODE").update();
  }

  private void replay(List<HistorySize> histories, Shadow shadow, LongConsumer progress) {
    Deque<Future<List<Compared>>> ahead = new ArrayDeque<>();
    ExecutorService readers = Executors.newFixedThreadPool(THREADS);
    CopyText waiting = new CopyText();
    try {
      for (List<HistorySize> some : batches(histories)) {
        ahead.add(readers.submit(() -> reader.compared(some)));
        if (ahead.size() == AHEAD) {
          waiting = take(result(ahead.remove()), waiting, shadow, progress);
        }
      }
      while (!ahead.isEmpty()) {
        waiting = take(result(ahead.remove()), waiting, shadow, progress);
      }
      shadow.add(waiting);
    } finally {
      readers.shutdownNow();
    }
  }

  private static List<List<HistorySize>> batches(List<HistorySize> histories) {
    List<List<HistorySize>> batches = new ArrayList<>();
    long room = 0;
    for (HistorySize one : histories) {
      if (room <= 0) {
        batches.add(new ArrayList<>());
        room = BATCH;
      }
      batches.getLast().add(one);
      room -= one.events();
    }
    return batches;
  }

  /** What waits to be copied, once these are there. */
  private CopyText take(
      List<Compared> some, CopyText waiting, Shadow shadow, LongConsumer progress) {
    for (Compared one : some) {
      CopyText rows = keep(one.replayed());
      if (one.agreed()) {
        agreed.add(one.replayed().id().value());
      } else if (rows != null) {
        waiting.addAll(rows);
      }
      progress.accept(one.replayed().events());
    }
    if (waiting.size() < FLUSH) {
      return waiting;
    }
    shadow.add(waiting);
    return new CopyText();
  }

  private @Nullable CopyText keep(Replayed one) {
    events += one.events();
    if (one.rows() != null) {
      replayed.put(one.id().value(), one.events() - 1);
    } else if (!one.why().isEmpty()) {
      unreadable.put(one.id().value(), one.why());
    }
    return one.rows();
  }

  private static List<Compared> result(Future<List<Compared>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("replay: interrupted; nothing was changed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "replay: a history could not be read; nothing was changed", e);
    }
  }

  private ReplayResult compare(List<HistorySize> histories, Shadow shadow) {
    jdbc.sql("SET LOCAL lock_timeout = '30s'").update();
    jdbc.sql("LOCK TABLE read_model.migration IN SHARE ROW EXCLUSIVE MODE").update();
    Map<String, Long> stored = stored();
    Set<String> behind = new TreeSet<>();
    stored.forEach(
        (id, last) -> {
          if (!last.equals(replayed.get(id))) {
            behind.add(id);
            agreed.remove(id);
            put(shadow, id, last);
          }
        });
    Set<String> fresh = fresh(histories, stored);
    Set<String> doubtful = new TreeSet<>(stored.keySet());
    doubtful.addAll(replayed.keySet());
    doubtful.removeAll(agreed);
    doubtful.removeAll(fresh);
    doubtful.removeAll(unreadable.keySet());

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
    behind.forEach(id -> put(shadow, id, Long.MAX_VALUE));
    wrong.addAll(fresh);
    wrong.addAll(behind);
    wrong.removeAll(unreadable.keySet());
    shadow.replace(wrong);
    return new ReplayResult(
        events, replayed.size(), fresh.size(), different, rows, List.copyOf(unreadable.values()));
  }

  /** Number of the last event that the read models have of each migration. */
  private Map<String, Long> stored() {
    Map<String, Long> stored = new TreeMap<>();
    jdbc.sql("SELECT migration_id, last_sequence FROM read_model.migration")
        .query(
            row -> {
              stored.put(row.getString(1), row.getLong(2));
            });
    return stored;
  }

  /** Replays one history up to an event in place of what was replayed of it. */
  private void put(Shadow shadow, String name, long last) {
    shadow.remove(name);
    MigrationId id = idOrNull(name);
    if (id == null) {
      return; // a stranger's: no event is about it
    }
    Replayed again = reader.read(id, last);
    CopyText rows = again.rows();
    if (rows != null) {
      shadow.add(rows);
    } else if (!again.why().isEmpty()) {
      unreadable.put(name, again.why());
    }
  }

  private static @Nullable MigrationId idOrNull(String name) {
    try {
      return new MigrationId(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Migrations that whoever keeps the read models has not come to yet. */
  private Set<String> fresh(List<HistorySize> histories, Map<String, Long> stored) {
    long upTo =
        jdbc
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
    Set<String> fresh = new TreeSet<>();
    for (HistorySize one : histories) {
      String id = one.migrationId().value();
      if (replayed.containsKey(id) && !stored.containsKey(id) && one.first() > upTo) {
        fresh.add(id);
      }
    }
    return fresh;
  }
}
