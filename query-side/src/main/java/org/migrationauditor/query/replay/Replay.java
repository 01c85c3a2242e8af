package org.migrationauditor.query.replay;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
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
 * text, many histories at once; the others are left to {@link Mending}. Into read models that were
 * never filled rows are written as they come.
 */
public final class Replay {
  private final DataSource database;
  private final PlatformTransactionManager transactions;
  private final HistoryReader reader;
  private final ReadModels readModels;

  /** Schema {@code read_model} is in place. */
  public Replay(
      DataSource database, PlatformTransactionManager transactions, MigrationHistory history) {
    this.database = database;
    this.transactions = transactions;
    this.reader = new HistoryReader(database, transactions, history);
    this.readModels = new ReadModels(JdbcClient.create(database));
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
                  readModels.keepNamesFromBeingErased();
                  return writersWaitForFirstRows(status)
                      ? fill(histories, new Histories(progress))
                      : compare(histories, new Histories(progress));
                }));
  }

  /** Whether the read models were never filled; if so, nobody else writes them from now on. */
  private boolean writersWaitForFirstRows(TransactionStatus status) {
    if (!readModels.unfilled()) {
      return false;
    }
    Object unlocked = status.createSavepoint();
    readModels.lockWriters();
    if (!readModels.unfilled()) {
      status.rollbackToSavepoint(unlocked);
      return false;
    }
    return true;
  }

  private ReplayResult fill(List<HistorySize> histories, Histories replayed) {
    CopyIn rows = new CopyIn(database, "read_model.");
    Readers.each(
        inOrderOfKeys(histories),
        reader::replayed,
        one -> {
          replayed.add(one);
          CopyText its = one.rows();
          if (its != null) {
            rows.add(its);
          }
        });
    rows.flush();
    return replayed.result(replayed.last().size(), 0, List.of());
  }

  /** So that indexes grow at their end. */
  private static List<HistorySize> inOrderOfKeys(List<HistorySize> histories) {
    return histories.stream()
        .sorted(Comparator.comparing(history -> history.migrationId().value()))
        .toList();
  }

  private ReplayResult compare(List<HistorySize> histories, Histories replayed) {
    Shadow shadow = Shadow.create(database);
    Set<String> agreed = new HashSet<>();
    Readers.each(
        histories,
        reader::compared,
        one -> {
          replayed.add(one.replayed());
          CopyText its = one.replayed().rows();
          if (one.agreed()) {
            agreed.add(one.replayed().id().value());
          } else if (its != null) {
            shadow.add(its);
          }
        });
    shadow.counted();
    readModels.lockWriters();
    return new Mending(readModels, reader, replayed, shadow).of(histories, agreed);
  }
}
