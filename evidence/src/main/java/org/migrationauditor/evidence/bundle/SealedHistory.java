package org.migrationauditor.evidence.bundle;

import java.util.List;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.StoredEvent;

/**
 * A migration's history and its place in the log.
 *
 * @param events all of them, in the order of their sequence
 * @param proofs one for each event, in the same order
 * @param head note that the proofs lead to
 * @param keys that sign heads of the log, the current one first
 * @param earlier heads that were signed while the migration ran, the oldest first
 */
public record SealedHistory(
    List<StoredEvent> events,
    List<EventProof> proofs,
    String head,
    List<NoteKey> keys,
    List<EarlierHead> earlier) {
  public SealedHistory {
    events = List.copyOf(events);
    proofs = List.copyOf(proofs);
    keys = List.copyOf(keys);
    earlier = List.copyOf(earlier);
  }
}
