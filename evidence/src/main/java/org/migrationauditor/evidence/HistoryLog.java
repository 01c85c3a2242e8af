package org.migrationauditor.evidence;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.stream.Stream;
import org.migrationauditor.messages.report.HistoryHead;

/**
 * The history of one migration as a sealed log: each event is a leaf, and the leaf's entry is the
 * SHA-256 over the event's canonical form.
 */
public final class HistoryLog {
  private HistoryLog() {}

  /**
   * The head over a whole stream, read once and in constant memory. The caller closes the stream.
   *
   * @param events of one migration, in the order of their sequence, from 0 on without a gap
   * @throws BrokenHistoryException if an event is missing, doubled, of another migration, or has no
   *     canonical form
   */
  public static HistoryHead head(Stream<StoredEvent> events) {
    MerkleTree tree = new MerkleTree();
    MessageDigest sha256 = TreeHash.sha256();
    StoredEvent[] first = new StoredEvent[1];
    events
        .sequential()
        .forEachOrdered(
            event -> {
              if (tree.size() == 0) {
                first[0] = event;
              }
              requireNext(first[0], tree.size(), event);
              tree.add(sha256.digest(CanonicalEvent.of(event)));
            });
    return new HistoryHead(tree.size(), tree.root());
  }

  private static void requireNext(StoredEvent first, long expected, StoredEvent event) {
    if (!event.streamId().equals(first.streamId())) {
      throw new BrokenHistoryException(
          String.format(
              Locale.ROOT,
              "history of '%s': event %d is of '%s'; no head can be given, give the events of one"
                  + " migration",
              first.streamId(),
              expected,
              event.streamId()));
    }
    if (event.sequence() != expected) {
      throw new BrokenHistoryException(
          String.format(
              Locale.ROOT,
              "history of '%s': expected event %d, found event %d; an event was removed, doubled or"
                  + " moved, compare the store with a backup",
              first.streamId(),
              expected,
              event.sequence()));
    }
  }
}
