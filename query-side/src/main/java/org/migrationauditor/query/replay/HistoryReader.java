package org.migrationauditor.query.replay;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.HistorySize;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.history.Recorded;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Replays histories, whatever is stored of them. Safe for use by several threads. */
final class HistoryReader {
  private final DataSource database;
  private final TransactionTemplate snapshot;
  private final MigrationHistory history;

  HistoryReader(
      DataSource database, PlatformTransactionManager transactions, MigrationHistory history) {
    this.database = database;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
    this.history = history;
  }

  /**
   * A replayed history.
   *
   * @param agreed whether the read models held its rows at that time, each and no other
   */
  record Compared(Replayed replayed, boolean agreed) {}

  /** Replays them whole, and holds the read models against them. */
  List<Compared> compared(List<HistorySize> histories) {
    return inSnapshot(
        histories,
        ids -> {
          StoredRows stored = StoredRows.of(ids, database);
          return ids.stream().map(id -> compared(read(id, Long.MAX_VALUE), stored)).toList();
        });
  }

  /** Replays them whole. */
  List<Replayed> replayed(List<HistorySize> histories) {
    return inSnapshot(histories, ids -> ids.stream().map(id -> read(id, Long.MAX_VALUE)).toList());
  }

  private <T> List<T> inSnapshot(
      List<HistorySize> histories, Function<List<MigrationId>, List<T>> reading) {
    List<MigrationId> ids = histories.stream().map(HistorySize::migrationId).toList();
    return Objects.requireNonNull(snapshot.execute(status -> reading.apply(ids)));
  }

  private static Compared compared(Replayed replayed, StoredRows stored) {
    CopyText rows = replayed.rows();
    return new Compared(replayed, rows != null && stored.are(replayed.id(), rows));
  }

  /**
   * Replays one up to an event.
   *
   * @throws RuntimeException when the database fails, which tells nothing about the history
   */
  Replayed read(MigrationId id, long last) {
    try {
      List<Recorded> recorded = history.events(id);
      List<Recorded> until =
          recorded.size() - 1 > last ? recorded.subList(0, (int) last + 1) : recorded;
      return new Replayed(id, until.size(), MigrationRows.of(id, until).orElse(null), "");
    } catch (RuntimeException e) { // rows may be a stranger's
      if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException) {
        throw e;
      }
      return new Replayed(id, 0, null, String.valueOf(e.getMessage()));
    }
  }
}
