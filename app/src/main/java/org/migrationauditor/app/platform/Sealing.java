package org.migrationauditor.app.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.migrationauditor.app.reporting.ReportSeal;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.command.seal.BrokenLogException;
import org.migrationauditor.command.seal.KeyRing;
import org.migrationauditor.command.seal.LogAudit;
import org.migrationauditor.command.seal.LogTiles;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.command.seal.SealedLog;
import org.migrationauditor.command.seal.Sealer;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.KeyChange;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.evidence.bundle.EarlierHead;
import org.migrationauditor.evidence.bundle.EventProof;
import org.migrationauditor.evidence.bundle.SealedHistory;
import org.migrationauditor.messages.log.ChangeLogKey;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.report.SealedHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;

/** Seals the history of a home and keeps its last head beside the database. */
public final class Sealing implements ReportSeal {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  private static final int MOST_BYTES = (1 << 20) + 1; // one more than a note may have

  private final LogKey keys;
  private final Path kept;
  private final DataSource database;
  private final PlatformTransactionManager transactions;
  private final SealedLog log;

  Sealing(Home home, DataSource database, PlatformTransactionManager transactions) {
    this.keys = new LogKey(home.keys());
    this.kept = home.checkpoint();
    this.database = database;
    this.transactions = transactions;
    this.log = new SealedLog(database);
  }

  /** What was sealed. */
  public SealedLog log() {
    return log;
  }

  /** Keys whose heads count, the first one first. */
  public List<NoteKey> known() {
    return log.keys(ring().first());
  }

  /**
   * Brings in another key: an event tells it, and the head over that event is signed by both. What
   * a crash leaves half done is taken up by the next sealing, or by trying once more.
   *
   * @param commands decides on the change and stores its event
   * @param reason why, in a few words
   */
  void rotate(Consumer<ChangeLogKey> commands, String reason) {
    seal();
    KeyRing ring = ring();
    NoteKey now = known().getLast();
    NoteSigner next = keys.toBringIn(ring, now);
    commands.accept(
        new ChangeLogKey(
            now.toString(),
            next.key().toString(),
            reason,
            KeyChange.signed(ring.signer(now), next).toString()));
    seal();
  }

  /**
   * Seals what is stored and not sealed yet.
   *
   * @throws BrokenLogException if the log contradicts its last head, or the one kept beside the
   *     database; nothing was sealed
   */
  public void seal() {
    if (log.waiting() > 0) {
      new Sealer(database, transactions, this::ring, keptHere()).seal();
    }
    settle();
    keep();
  }

  /**
   * Every event of a migration with its proof under the last head, once all is sealed.
   *
   * @throws BrokenLogException as {@link #seal} does
   * @throws CommandFailure if an event is not in the log, or another than was sealed
   */
  SealedHistory history(MigrationId id, List<StoredEvent> events) {
    seal();
    List<NoteKey> known = known();
    String note = log.head().orElseThrow(() -> notSealed(id, 0, "is not in the log"));
    Checkpoint head = log.checkpoint(note, known);
    List<EventProof> proofs = new ArrayList<>();
    for (StoredEvent event : events) {
      proofs.add(proof(id, event, head));
    }
    return new SealedHistory(events, proofs, note, known.reversed(), earlier(proofs, head, known));
  }

  @Override
  public ReportSeal.Sealed over(StoredEvent event) {
    seal();
    MigrationId id = new MigrationId(event.streamId());
    List<NoteKey> known = known();
    String note =
        log.head().orElseThrow(() -> notSealed(id, event.sequence(), "is not in the log"));
    Checkpoint head = log.checkpoint(note, known);
    return new ReportSeal.Sealed(
        new SealedHead(head.origin(), head.size(), head.root(), known.getLast().toString(), note),
        proof(id, event, head));
  }

  private EventProof proof(MigrationId id, StoredEvent event, Checkpoint head) {
    InclusionProof proof =
        log.inclusion(id, event.sequence(), head.size())
            .orElseThrow(() -> notSealed(id, event.sequence(), "is not in the log"));
    if (!proof.proves(event.leaf(), head.root())) {
      throw notSealed(id, event.sequence(), "says something else than when it was sealed");
    }
    return new EventProof(event.sequence(), event.leaf(), proof.index(), proof.path());
  }

  /** For each event the first head over it, but for the last. */
  private List<EarlierHead> earlier(List<EventProof> proofs, Checkpoint head, List<NoteKey> known) {
    NavigableMap<Long, String> heads = log.heads();
    return proofs.stream()
        .map(proof -> heads.higherKey(proof.index()))
        .filter(size -> size != null && size < head.size())
        .distinct()
        .map(heads::get)
        .map(
            note ->
                new EarlierHead(
                    note, log.consistency(log.checkpoint(note, known).size(), head.size()).path()))
        .toList();
  }

  private static CommandFailure notSealed(MigrationId id, long event, String what) {
    return new CommandFailure(
        ExitStatus.FAILED,
        "migration '%s': event %d %s; nothing was written, run ./auditor log verify"
            .formatted(id, event, what));
  }

  /**
   * Seals, and writes the log as tiles for a web server.
   *
   * @return tiles that were added, count
   */
  public long tiles(Path folder) throws IOException {
    seal();
    Optional<String> head = log.head();
    return head.isEmpty() ? 0 : new LogTiles(database).write(folder, head.get(), known());
  }

  /** Seals what can be, and looks at the whole log, against the head kept here and others. */
  public LogVerdict verify(List<Path> heads, LongConsumer progress) {
    sealIfPossible();
    List<String> notes = new ArrayList<>(keptHere().stream().toList());
    heads.forEach(head -> notes.add(read(head)));
    return new LogAudit(database, transactions, ring().first()).verify(notes, progress);
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
    } catch (RuntimeException e) { // rows may be a stranger's
      LOG.warn("not sealed: {}", e.getMessage());
    }
  }

  private KeyRing ring() {
    return keys.ring(Files.exists(kept) || log.head().isPresent());
  }

  private void settle() {
    try {
      if (keys.changing()) {
        keys.settle(known().getLast());
      }
    } catch (IOException e) {
      LOG.warn("the log's new key not put in its place: {}", e.getMessage());
    }
  }

  private Optional<String> keptHere() {
    return Files.exists(kept) ? Optional.of(read(kept)) : Optional.empty();
  }

  /** Keeps the last head, unless a later one is kept. */
  private void keep() {
    try {
      Optional<String> last = log.head();
      if (last.isPresent() && size(last.get()) > keptHere().map(Sealing::size).orElse(0L)) {
        Durable.write(kept, last.get().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      LOG.warn("head not kept in {}: {}", kept, e.getMessage());
    }
  }

  /** Of what may be no head; 0 then. */
  private static long size(String note) {
    try {
      return Checkpoint.parse(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text())
          .size();
    } catch (InvalidNoteException e) {
      return 0;
    }
  }

  private static String read(Path head) {
    try (InputStream in = Files.newInputStream(head)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "head '%s': %s; nothing was verified, give a file that can be read"
              .formatted(head, Home.reason(e)));
    }
  }
}
