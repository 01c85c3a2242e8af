package org.migrationauditor.app.platform;

import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.messages.query.HistorySize;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.readmodel.ReadModelOwner;
import org.migrationauditor.query.readmodel.ReadModelSchema;
import org.migrationauditor.query.replay.Replay;
import org.migrationauditor.query.replay.ReplayResult;
import org.springframework.transaction.PlatformTransactionManager;

/** Replays of all that is stored into the read models of a home. */
public final class Replays {
  private final ReadModelOwner owner;
  private final StoredEvents events;
  private final DataSource database;
  private final PlatformTransactionManager transactions;
  private final MigrationHistory history;

  Replays(
      ReadModelOwner owner,
      StoredEvents events,
      DataSource database,
      PlatformTransactionManager transactions,
      MigrationHistory history) {
    this.owner = owner;
    this.events = events;
    this.database = database;
    this.transactions = transactions;
    this.history = history;
  }

  /** Events to be replayed, count. */
  public long events() {
    return events.sizes().stream().mapToLong(HistorySize::events).sum();
  }

  /**
   * Replays them all, see {@link Replay}.
   *
   * @param progress takes the number of events replayed since it was told last
   */
  public ReplayResult run(LongConsumer progress) {
    ReadModelSchema.migrate(owner);
    List<HistorySize> sizes = events.sizes();
    return new Replay(database, transactions, history).run(sizes, progress);
  }
}
