package org.migrationauditor.command.seal;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import javax.sql.DataSource;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.ConsistencyProof;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.evidence.TreeProofs;
import org.migrationauditor.messages.migration.MigrationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proofs of what the log holds. */
public final class SealedLog {
  private final LogTables tables;
  private final TreeProofs proofs;

  public SealedLog(DataSource dataSource) {
    tables = new LogTables(JdbcClient.create(dataSource));
    proofs = new TreeProofs(tables);
  }

  /** The last head's note; empty while nothing is sealed. */
  public Optional<String> head() {
    return tables.head();
  }

  /** Every head's note, by the leaves that it is over, count. */
  public NavigableMap<Long, String> heads() {
    return tables.heads();
  }

  /** Leaves, count. */
  public long size() {
    return tables.size();
  }

  /** Events that no head covers yet, count. */
  public long waiting() {
    return tables.waiting();
  }

  /**
   * Keys that sign its heads, in the order in which events brought them in.
   *
   * @param first the one that signed the first head
   */
  public List<NoteKey> keys(NoteKey first) {
    return new KeyChain(first).with(tables.keyChanges()).all();
  }

  /**
   * The event that brought a key in; empty of the first one.
   *
   * @param first key that signed the first head
   */
  public Optional<StoredEvent> keyChange(NoteKey first, NoteKey key) {
    return new KeyChain(first).with(tables.keyChanges()).change(key);
  }

  /**
   * What a note says.
   *
   * @throws BrokenLogException if it is no head that one of the keys signed
   */
  public Checkpoint checkpoint(String note, List<NoteKey> known) {
    return Heads.read(note, known);
  }

  /**
   * Proves that an event is among the first leaves; empty when it is not, or not yet.
   *
   * @param size leaves of the head that the proof is for, count
   */
  public Optional<InclusionProof> inclusion(MigrationId id, long sequence, long size) {
    return tables
        .position(id, sequence)
        .filter(position -> position < size)
        .map(position -> proofs.inclusion(position, size));
  }

  /**
   * The last event of a migration among the first leaves, by its number; empty when none is.
   *
   * @param size leaves, count
   */
  public Optional<Long> last(MigrationId id, long size) {
    return tables.last(id, size);
  }

  /**
   * Proves that the log of one size grew into that of another.
   *
   * @throws IndexOutOfBoundsException if there is no such size
   */
  public ConsistencyProof consistency(long first, long second) {
    return proofs.consistency(first, second);
  }
}
