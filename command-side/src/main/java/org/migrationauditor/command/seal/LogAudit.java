package org.migrationauditor.command.seal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.seal.LogFlaw.Kind;
import org.migrationauditor.command.seal.LogTables.Leaf;
import org.migrationauditor.command.seal.LogTables.Subtree;
import org.migrationauditor.command.seal.LogTables.Waiting;
import org.migrationauditor.command.seal.LogVerdict.EventTime;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.MerkleTree;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works every leaf, hash and head out anew from the rows of the event store and says what is not as
 * it was sealed. Memory is bounded by the number of migrations and heads.
 */
public final class LogAudit {
  private static final int PAGE = 2_000;
  private static final int MOST = 1_000;
  private static final int MOST_OF_LOG = 100;

  private final LogTables tables;
  private final NoteKey first;
  private final List<LogFlaw> flaws = new ArrayList<>();
  private final List<EventTime> clock = new ArrayList<>();
  private final Map<String, Long> next = new HashMap<>();
  private final Map<String, String> times = new HashMap<>();
  private final NavigableMap<Long, List<Checkpoint>> heads = new TreeMap<>();
  private final MerkleTree tree = new MerkleTree();
  private final TransactionTemplate snapshot;
  private long due;
  private boolean gap;
  private long ofLog;
  private long found;

  /**
   * To be used once.
   *
   * @param first key that signed the first head of this log
   */
  public LogAudit(DataSource dataSource, PlatformTransactionManager transactions, NoteKey first) {
    snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
    this.tables = new LogTables(JdbcClient.create(dataSource));
    this.first = first;
  }

  /**
   * Looks at all of it.
   *
   * @param kept notes of heads that were kept elsewhere, which must be heads of this log
   * @param progress takes the number of leaves looked at since it was told last
   */
  public LogVerdict verify(List<String> kept, LongConsumer progress) {
    return Objects.requireNonNull(
        snapshot.execute(status -> verdict(tables.heads(), kept, progress)));
  }

  private LogVerdict verdict(
      NavigableMap<Long, String> stored, List<String> kept, LongConsumer progress) {
    KeyChain keys = new KeyChain(first).with(tables.keyChanges());
    keys.refused().forEach(this::refused);
    long before = 0;
    for (Map.Entry<Long, String> head : stored.entrySet()) {
      expect(head.getKey(), head.getValue(), keys.of(before, head.getKey()));
      before = head.getKey();
    }
    kept.forEach(note -> expect(-1, note, List.of(keys.of(Heads.size(note)))));
    for (List<Leaf> page = tables.leaves(Long.MIN_VALUE, PAGE);
        !page.isEmpty();
        page = tables.leaves(page.getLast().position(), PAGE)) {
      look(page);
      progress.accept(page.size());
    }
    for (StoredEvent stranger : tables.strangers(MOST)) {
      tell(Kind.INSERTED, stranger.streamId(), stranger.sequence(), -1, "has no leaf in the log");
    }
    tables.queue(MOST).forEach(this::look);
    if (!gap) {
      lookAtEnd(stored);
    }
    flaws.sort(
        Comparator.comparingLong(flaw -> flaw.position() < 0 ? Long.MAX_VALUE : flaw.position()));
    return new LogVerdict(tree.size(), tables.waiting(), last(stored), flaws, found, clock);
  }

  private void lookAtEnd(NavigableMap<Long, String> stored) {
    heads.tailMap(tree.size(), false).values().forEach(late -> late.forEach(this::truncated));
    if (tree.size() > 0 && !stored.containsKey(tree.size())) {
      tell(Kind.LOG_REWRITTEN, null, 0, tree.size(), "no head covers the last leaves");
    }
    if (tables.subtrees() != LogTables.subtreesOf(tree.size())) {
      tell(Kind.LOG_REWRITTEN, null, 0, tree.size(), "it has other hashes than its leaves lead to");
    }
  }

  /** An event that waits to be sealed can be gone, or no longer be one. */
  private void look(Waiting waiting) {
    StoredEvent event = waiting.event();
    if (event == null) {
      tell(
          Kind.DELETED,
          null,
          waiting.globalIndex(),
          -1,
          "is gone before it was sealed; nothing is sealed from there on");
    } else if (hash(event).isEmpty()) {
      tell(
          Kind.EDITED,
          event.streamId(),
          event.sequence(),
          -1,
          "has no canonical form; nothing is sealed from there on");
    }
  }

  private @Nullable Checkpoint last(NavigableMap<Long, String> stored) {
    return stored.isEmpty() || !heads.containsKey(stored.lastKey())
        ? null
        : heads.get(stored.lastKey()).getFirst();
  }

  private void refused(Leaf change) {
    tell(change, Kind.INSERTED, "brings in a key, and the key before it did not sign that");
  }

  /** A head that the tree must have had, and each of the keys signed. */
  private void expect(long size, String note, List<NoteKey> signing) {
    try {
      Checkpoint head = Heads.read(note, signing.subList(signing.size() - 1, signing.size()));
      if (size >= 0 && head.size() != size) {
        tell(Kind.LOG_REWRITTEN, null, 0, size, "its head is of another size: " + head.size());
      }
      heads.computeIfAbsent(head.size(), none -> new ArrayList<>()).add(head);
      for (NoteKey key : signing) {
        Heads.read(note, List.of(key));
      }
    } catch (BrokenLogException e) {
      tell(Kind.LOG_REWRITTEN, null, 0, size, unsigned(note, signing));
    }
  }

  private static String unsigned(String note, List<NoteKey> signing) {
    return "a head is signed by %s, and the keys that were brought in for it are %s"
        .formatted(
            Heads.signers(note),
            signing.stream().map(NoteKey::shown).collect(Collectors.joining(" and ")));
  }

  private void truncated(Checkpoint head) {
    tell(
        Kind.TRUNCATED,
        null,
        0,
        head.size(),
        "a head was signed over %d events, and the log has %d".formatted(head.size(), tree.size()));
  }

  private void look(List<Leaf> page) {
    List<Optional<ContentDigest>> anew = page.parallelStream().map(LogAudit::anew).toList();
    for (int i = 0; i < page.size(); i++) {
      Leaf leaf = page.get(i);
      if (leaf.position() != due && !gap) {
        gap = true; // what comes after it leads to no head
        tell(
            Kind.LOG_REWRITTEN,
            null,
            0,
            due,
            "leaf %d is missing, or another came before it; what depends on it was not compared"
                .formatted(due));
      }
      due = leaf.position() + 1;
      look(leaf, anew.get(i));
      if (!gap) {
        grow(leaf.hash());
      }
    }
  }

  private void look(Leaf leaf, Optional<ContentDigest> anew) {
    StoredEvent event = leaf.event();
    if (event == null) {
      tell(leaf, Kind.DELETED, "is gone");
    } else if (!anew.equals(Optional.of(leaf.hash()))) {
      tell(leaf, Kind.EDITED, "says something else than when it was sealed");
    } else if (!event.streamId().equals(leaf.migration()) || event.sequence() != leaf.sequence()) {
      tell(leaf, Kind.LOG_REWRITTEN, "its leaf is noted as another event's");
    } else {
      order(leaf, event);
    }
    next.merge(leaf.migration(), leaf.sequence() + 1, Math::max);
  }

  private void order(Leaf leaf, StoredEvent event) {
    long expected = next.getOrDefault(leaf.migration(), 0L);
    if (leaf.sequence() != expected && !gap) {
      tell(leaf, Kind.REORDERED, "came where event %d was due".formatted(expected));
    }
    String before = times.put(leaf.migration(), event.timestamp());
    if (before != null && earlier(event.timestamp(), before) && clock.size() < MOST) {
      clock.add(new EventTime(leaf.migration(), leaf.sequence(), before, event.timestamp()));
    }
  }

  private static boolean earlier(String at, String before) {
    try {
      return Instant.parse(at).isBefore(Instant.parse(before));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void grow(ContentDigest leaf) {
    tree.add(
        leaf,
        (level, position, hash) -> {
          Subtree subtree = new Subtree(level, position, hash);
          if (subtree.stored() && tables.kept(subtree).filter(hash::equals).isEmpty()) {
            tell(
                Kind.LOG_REWRITTEN,
                null,
                0,
                tree.size(),
                "the hash over leaves %d to %d is missing or another"
                    .formatted(position << level, ((position + 1) << level) - 1));
          }
        });
    for (Checkpoint head : heads.getOrDefault(tree.size(), List.of())) {
      if (!head.root().equals(tree.root())) {
        tell(
            Kind.LOG_REWRITTEN,
            null,
            0,
            tree.size(),
            "its leaves do not lead to the head that was signed over them");
      }
    }
  }

  /** Of an event as it is now; empty when it is gone or has no canonical form any more. */
  private static Optional<ContentDigest> anew(Leaf leaf) {
    StoredEvent event = leaf.event();
    return event == null ? Optional.empty() : hash(event);
  }

  private static Optional<ContentDigest> hash(StoredEvent event) {
    try {
      return Optional.of(event.leaf());
    } catch (BrokenHistoryException | NullPointerException e) { // a superuser can leave nothing
      return Optional.empty();
    }
  }

  private void tell(Leaf leaf, Kind kind, String words) {
    tell(kind, leaf.migration(), leaf.sequence(), leaf.position(), words);
  }

  private void tell(
      Kind kind, @Nullable String migration, long sequence, long position, String words) {
    found++;
    if (kind == Kind.LOG_REWRITTEN && ++ofLog > MOST_OF_LOG) {
      return; // they would hide the events that were changed
    }
    if (flaws.size() < MOST) {
      flaws.add(new LogFlaw(kind, migration, sequence, position, words));
    }
  }
}
