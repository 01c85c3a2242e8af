package org.migrationauditor.query.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.HistorySize;
import org.migrationauditor.query.history.MigrationHistory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays every history into rows, holds the read models against them, and puts right what differs:
 * all in one transaction, so that whoever reads sees the old rows or the new ones, and a replay
 * that breaks off changes nothing. Most rows are as they should be and are found so as lines of
 * text, many histories at once; the others are looked at by column, while whoever keeps the read
 * models up to date waits. Into read models that were never filled rows are written as they come.
 */
public final class Replay {
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
                  return writersWaitForFirstRows(status)
                      ? fill(histories, progress)
                      : compare(histories, progress);
                }));
  }

  /**
   * Names that are read here are written at the end, when nobody may have been erased meanwhile.
   */
  private void keepNamesFromBeingErased() {
    jdbc.sql("LOCK TABLE read_model.token_entry IN ACCESS SHARE MODE").update();
  }

  /** Whether the read models were never filled; if so, nobody else writes them from now on. */
  private boolean writersWaitForFirstRows(TransactionStatus status) {
    if (!unfilled()) {
      return false;
    }
    Object unlocked = status.createSavepoint();
    lockWriters();
    if (!unfilled()) {
      status.rollbackToSavepoint(unlocked);
      return false;
    }
    return true;
  }

  private boolean unfilled() {
    return readUpTo() < 0
        && jdbc.sql("SELECT NOT EXISTS (" + rows("SELECT FROM") + ")")
            .query(Boolean.class)
            .single();
  }

  private void lockWriters() {
    jdbc.sql("SET LOCAL lock_timeout = '30s'").update();
    jdbc.sql("LOCK TABLE read_model.migration IN SHARE ROW EXCLUSIVE MODE").update();
  }

  private ReplayResult fill(List<HistorySize> histories, LongConsumer progress) {
    CopyIn readModels = new CopyIn(database, "read_model.");
    Readers.each(
        histories,
        reader::replayed,
        one -> {
          count(one, progress);
          CopyText rows = one.rows();
          if (rows != null) {
            readModels.add(rows);
          }
        });
    readModels.flush();
    return result(replayed.size(), 0, List.of());
  }

  private void count(Replayed one, LongConsumer progress) {
    events += one.events();
    if (one.rows() != null) {
      replayed.put(one.id().value(), one.events() - 1);
    } else if (!one.why().isEmpty()) {
      unreadable.put(one.id().value(), one.why());
    }
    progress.accept(one.events());
  }

  private ReplayResult result(int fresh, long different, List<RowDifference> rows) {
    return new ReplayResult(
        events, replayed.size(), fresh, different, rows, List.copyOf(unreadable.values()));
  }

  private ReplayResult compare(List<HistorySize> histories, LongConsumer progress) {
    Shadow shadow = Shadow.create(database);
    Readers.each(
        histories,
        reader::compared,
        one -> {
          count(one.replayed(), progress);
          CopyText rows = one.replayed().rows();
          if (one.agreed()) {
            agreed.add(one.replayed().id().value());
          } else if (rows != null) {
            shadow.add(rows);
          }
        });
    shadow.counted();
    lockWriters();
    return putRight(histories, shadow);
  }

  private ReplayResult putRight(List<HistorySize> histories, Shadow shadow) {
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
    List<String> strays = strays();
    Set<String> fresh = fresh(histories, stored);
    strays.forEach(fresh::remove);
    Set<String> doubtful = new TreeSet<>(stored.keySet());
    doubtful.addAll(replayed.keySet());
    doubtful.addAll(strays);
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
    return result(fresh.size(), different, rows);
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

  /** Of whom the read models have rows without having them among the migrations. */
  private List<String> strays() {
    return jdbc.sql(
            "SELECT DISTINCT migration_id FROM ("
                + rows("SELECT migration_id FROM")
                + ") rows WHERE NOT EXISTS (SELECT FROM read_model.migration WHERE"
                + " migration.migration_id = rows.migration_id)")
        .query((row, number) -> row.getString(1))
        .list();
  }

  private static String rows(String select) {
    return Stream.of(Table.values())
        .map(table -> select + " read_model." + table.table())
        .collect(Collectors.joining(" UNION ALL "));
  }

  /** Replays one history up to an event in place of what was replayed of it. */
  private void put(Shadow shadow, String name, long last) {
    MigrationId id = idOrNull(name);
    if (id == null) {
      shadow.put(name, null); // a stranger's: no event is about it
      return;
    }
    Replayed again = reader.read(id, last);
    shadow.put(name, again.rows());
    if (!again.why().isEmpty()) {
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
    long upTo = readUpTo();
    Set<String> fresh = new TreeSet<>();
    for (HistorySize one : histories) {
      String id = one.migrationId().value();
      if (replayed.containsKey(id) && !stored.containsKey(id) && one.first() > upTo) {
        fresh.add(id);
      }
    }
    return fresh;
  }

  /** Index of the last event that whoever keeps the read models has read, -1 before the first. */
  private long readUpTo() {
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
}
