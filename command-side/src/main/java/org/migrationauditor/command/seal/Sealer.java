package org.migrationauditor.command.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.migrationauditor.command.seal.LogTables.Leaf;
import org.migrationauditor.command.seal.LogTables.Row;
import org.migrationauditor.command.seal.LogTables.Subtree;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.MerkleTree;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.evidence.TreeProofs;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.log.LogEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds stored events to the log and signs its heads. Several processes may do so at once, one after
 * the other; an event is taken out of the queue in the same transaction that adds its leaf and
 * signs the head over it, so a crash neither loses nor doubles one.
 */
public final class Sealer {
  private static final int BATCH = 2_000;

  private final LogTables tables;
  private final TransactionTemplate transactions;
  private final Supplier<KeyRing> keys;
  private final Optional<String> kept;

  /**
   * Seals under the keys of one log.
   *
   * @param keys whose name is the origin of the log; asked for each time after other processes had
   *     their turn, since they may have changed the key
   * @param kept a head that was signed before and kept elsewhere, which the log must still lead to
   */
  public Sealer(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Supplier<KeyRing> keys,
      Optional<String> kept) {
    this.tables = new LogTables(JdbcClient.create(dataSource));
    this.transactions = new TransactionTemplate(transactions);
    this.keys = keys;
    this.kept = kept;
  }

  /**
   * Seals every event that was committed before the call.
   *
   * @return the last head that was signed; empty when there was nothing to seal
   * @throws BrokenLogException if what is stored does not lead to the last head: nothing more was
   *     sealed
   * @throws org.migrationauditor.evidence.BrokenHistoryException if an event has no canonical form
   */
  public Optional<SignedNote> seal() {
    AtomicReference<SignedNote> last = new AtomicReference<>();
    boolean more = true;
    while (more) {
      more = Boolean.TRUE.equals(transactions.execute(status -> batch(last)));
    }
    return Optional.ofNullable(last.get());
  }

  /** Whether there may be more. */
  private boolean batch(AtomicReference<SignedNote> last) {
    tables.lock();
    List<Row> rows = tables.take(BATCH);
    if (rows.isEmpty()) {
      return false;
    }
    KeyRing ring = keys.get();
    KeyChain chain = new KeyChain(ring.first()).with(tables.keyChanges());
    MerkleTree tree = tree(chain);
    long from = tree.size();
    List<ContentDigest> leaves = rows.parallelStream().map(row -> row.event().leaf()).toList();
    List<Subtree> complete = new ArrayList<>();
    for (ContentDigest leaf : leaves) {
      tree.add(leaf, (level, position, hash) -> complete.add(new Subtree(level, position, hash)));
    }
    tables.append(from, rows, leaves);
    tables.complete(complete.stream().filter(Subtree::stored).toList());
    Checkpoint head = new Checkpoint(ring.first().name(), tree.size(), tree.root());
    SignedNote note = new SignedNote(head.text(), List.of());
    for (NoteKey key : chain.with(changes(from, rows, leaves)).of(from, head.size())) {
      note = note.with(ring.signer(key));
    }
    tables.head(head.size(), note.toString());
    last.set(note);
    return rows.size() == BATCH;
  }

  private static List<Leaf> changes(long from, List<Row> rows, List<ContentDigest> leaves) {
    List<Leaf> changes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      StoredEvent event = row.event();
      if (event.streamId().equals(LogEvent.STREAM)) {
        changes.add(
            new Leaf(
                from + i,
                row.globalIndex(),
                event.streamId(),
                event.sequence(),
                leaves.get(i),
                event));
      }
    }
    return changes;
  }

  /** As it was when the last head was signed, and never one that contradicts it. */
  private MerkleTree tree(KeyChain chain) {
    Optional<Checkpoint> last = tables.head().map(note -> Heads.read(note, chain));
    kept.map(note -> Heads.read(note, chain)).ifPresent(earlier -> requireGrown(earlier, last));
    if (last.isEmpty()) {
      return new MerkleTree();
    }
    Checkpoint head = last.get();
    MerkleTree tree = MerkleTree.of(head.size(), tables);
    if (!tree.root().equals(head.root())) {
      throw new BrokenLogException(
          "sealed log: what is stored does not lead to the head over %d events; nothing was sealed, run ./auditor log verify"
              .formatted(head.size()));
    }
    return tree;
  }

  private void requireGrown(Checkpoint earlier, Optional<Checkpoint> last) {
    long size = last.map(Checkpoint::size).orElse(0L);
    if (earlier.size() > size
        || !new TreeProofs(tables).root(earlier.size()).equals(earlier.root())) {
      throw new BrokenLogException(
          "sealed log: a head was signed over %d events, and the log has %d and does not lead to it; nothing was sealed, run ./auditor log verify"
              .formatted(earlier.size(), size));
    }
  }
}
