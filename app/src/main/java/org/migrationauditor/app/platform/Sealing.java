package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.migrationauditor.command.action.ReportIssuer;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.command.seal.BrokenLogException;
import org.migrationauditor.command.seal.LogAudit;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.command.seal.SealedLog;
import org.migrationauditor.command.seal.Sealer;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.messages.migration.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;

/** Seals the history of a home and keeps its last head beside the database. */
public final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  private final Path keys;
  private final Path kept;
  private final DataSource database;
  private final PlatformTransactionManager transactions;
  private final SealedLog log;

  Sealing(Home home, DataSource database, PlatformTransactionManager transactions) {
    this.keys = home.keys();
    this.kept = home.root().resolve("checkpoint");
    this.database = database;
    this.transactions = transactions;
    this.log = new SealedLog(database);
  }

  /** What was sealed. */
  public SealedLog log() {
    return log;
  }

  /** Keys whose heads count. */
  public List<NoteKey> known() {
    return List.of(LogKey.of(keys).key());
  }

  /**
   * Seals what is stored and not sealed yet.
   *
   * @throws BrokenLogException if the log contradicts its last head; nothing was sealed
   */
  public void seal() {
    if (log.waiting() > 0) {
      new Sealer(database, transactions, LogKey.of(keys)).seal().ifPresent(this::keep);
    }
  }

  /** Seals what can be, and looks at the whole log, against the head kept here and others that were kept elsewhere. */
  public LogVerdict verify(List<Path> heads) {
    sealIfPossible();
    List<String> notes = new ArrayList<>();
    if (Files.exists(kept)) {
      notes.add(read(kept));
    }
    heads.forEach(head -> notes.add(read(head)));
    return new LogAudit(database, known()).verify(notes);
  }

  /** Issues reports once the history below them is sealed. */
  ReportIssuer before(ReportIssuer reports) {
    return id -> {
      try {
        seal();
      } catch (BrokenLogException | BrokenHistoryException e) {
        throw new IOException(e.getMessage(), e);
      }
      return reports.issue(id);
    };
  }

  /** Seals after each step; what keeps it from that keeps no step from running. */
  RunWatcher watching(RunWatcher watcher) {
    return new RunWatcher() {
      @Override
      public void starting(Step step, int number, int of, int attempt, boolean resumed) {
        watcher.starting(step, number, of, attempt, resumed);
      }

      @Override
      public void ended(Step step, Outcome outcome) {
        watcher.ended(step, outcome);
        sealIfPossible();
      }
    };
  }

  /** What is not sealed now is sealed the next time; reports are not issued before. */
  void sealIfPossible() {
    try {
      seal();
    } catch (BrokenLogException
        | BrokenHistoryException
        | CommandFailure
        | DataAccessException
        | TransactionException e) {
      LOG.warn("not sealed: {}", e.getMessage());
    }
  }

  private void keep(SignedNote head) {
    try {
      Durable.write(kept, head.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("head not kept in {}: {}", kept, e.getMessage());
    }
  }

  private static String read(Path head) {
    try {
      return Files.readString(head);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "head '%s': %s; nothing was verified, give a file that can be read"
              .formatted(head, Home.reason(e)));
    }
  }
}
