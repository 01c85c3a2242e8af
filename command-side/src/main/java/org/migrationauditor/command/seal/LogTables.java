package org.migrationauditor.command.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.evidence.MerkleTree;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.evidence.Subtrees;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.log.LogEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Reads and writes {@code unsealed}, {@code sealed_event}, {@code subtree} and {@code head}. */
final class LogTables implements Subtrees {
  private static final long LOCK = 0x5365_616C_6564_4C6FL; // any number, the same everywhere

  /** Of each {@value} levels of the tree one is stored. */
  private static final int LEVELS = 8;

  private static final int HASH_BYTES = 32;

  private final JdbcClient jdbc;

  LogTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An event and its number in the store. */
  record Row(long globalIndex, StoredEvent event) {}

  /** An event in the queue. */
  record Waiting(long globalIndex, @Nullable StoredEvent event) {}

  /** A subtree that became complete. */
  record Subtree(int level, long position, ContentDigest hash) {
    boolean stored() {
      return level % LEVELS == 0;
    }
  }

  /** Until the end of the transaction no other process seals. */
  void lock() {
    jdbc.sql("SET LOCAL lock_timeout = '10s'").update(); // another that seals may hang
    jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(row -> {});
  }

  /** The last note that was signed, as it is stored. */
  Optional<String> head() {
    return jdbc.sql("SELECT note FROM event_store.head ORDER BY size DESC LIMIT 1")
        .query(String.class)
        .optional();
  }

  /** Every note that was signed, the oldest first, by its size. */
  NavigableMap<Long, String> heads() {
    NavigableMap<Long, String> heads = new TreeMap<>();
    jdbc.sql("SELECT size, note FROM event_store.head")
        .query(
            row -> {
              heads.put(row.getLong("size"), Objects.requireNonNullElse(row.getString("note"), ""));
            });
    return heads;
  }

  /** Takes the first of those that wait out of the queue, in the order of their numbers. */
  List<Row> take(int most) {
    return jdbc.sql(
            """
            WITH taken AS (
                DELETE FROM event_store.unsealed WHERE global_index IN (
                    SELECT global_index FROM event_store.unsealed ORDER BY global_index LIMIT :most)
                RETURNING global_index)
            SELECT taken.global_index AS waiting, e.*
            FROM taken LEFT JOIN event_store.domain_event e USING (global_index)
            ORDER BY taken.global_index
            """)
        .param("most", most)
        .query((row, number) -> waiting(row))
        .list();
  }

  /** Adds leaves behind those that are there. */
  void append(long from, List<Row> rows, List<ContentDigest> leaves) {
    jdbc.sql(
            """
            INSERT INTO event_store.sealed_event
            SELECT :from + place - 1, index, migration, number, decode(leaf, 'hex')
            FROM unnest(:indexes::bigint[], :migrations::text[], :numbers::bigint[],
                :leaves::text[]) WITH ORDINALITY AS added (index, migration, number, leaf, place)
            """)
        .param("from", from)
        .param("indexes", array("bigint", rows, Row::globalIndex))
        .param("migrations", array("text", rows, row -> row.event().streamId()))
        .param("numbers", array("bigint", rows, row -> row.event().sequence()))
        .param("leaves", array("text", leaves, ContentDigest::hex))
        .update();
  }

  void complete(List<Subtree> subtrees) {
    jdbc.sql(
            """
            INSERT INTO event_store.subtree
            SELECT level, position, decode(hash, 'hex')
            FROM unnest(:levels::smallint[], :positions::bigint[], :hashes::text[])
                AS complete (level, position, hash)
            """)
        .param("levels", array("smallint", subtrees, subtree -> (short) subtree.level()))
        .param("positions", array("bigint", subtrees, Subtree::position))
        .param("hashes", array("text", subtrees, subtree -> subtree.hash().hex()))
        .update();
  }

  void head(long size, String note) {
    jdbc.sql("INSERT INTO event_store.head (size, note) VALUES (:size, :note)")
        .param("size", size)
        .param("note", note)
        .update();
  }

  /** Worked out from what is stored of the level, or of the next one below that is. */
  @Override
  public ContentDigest hash(int level, long position) {
    int stored = level / LEVELS * LEVELS;
    int above = level - stored;
    List<ContentDigest> hashes = stored(stored, position << above, 1L << above);
    if (hashes.size() != 1L << above) {
      throw new BrokenLogException(
          "sealed log: hashes of level %d from %d on are missing; nothing was sealed or proven, run ./auditor log verify"
              .formatted(stored, position << above));
    }
    MerkleTree subtree = new MerkleTree();
    hashes.forEach(hash -> subtree.add(hash, (atLevel, at, complete) -> {}));
    return subtree.root();
  }

  /** A leaf, and the event that it is of as the store has it now. */
  record Leaf(
      long position,
      long globalIndex,
      String migration,
      long sequence,
      ContentDigest hash,
      @Nullable StoredEvent event) {}

  private static final String LEAVES =
      """
      SELECT s.position, s.global_index AS sealed, s.aggregate_identifier AS migration,
          s.sequence_number AS number, s.leaf, e.*
      FROM event_store.sealed_event s LEFT JOIN event_store.domain_event e USING (global_index)
      """;

  /** Leaves behind a position, in their order; empty at the end. */
  List<Leaf> leaves(long after, int most) {
    return jdbc.sql(LEAVES + "WHERE s.position > :after ORDER BY s.position LIMIT :most")
        .param("after", after)
        .param("most", most)
        .query((row, number) -> leaf(row))
        .list();
  }

  /** Leaves of the events of the log itself, in their order. */
  List<Leaf> keyChanges() {
    return jdbc.sql(LEAVES + "WHERE s.aggregate_identifier = :stream ORDER BY s.position")
        .param("stream", LogEvent.STREAM)
        .query((row, number) -> leaf(row))
        .list();
  }

  private static Leaf leaf(ResultSet row) throws SQLException {
    return new Leaf(
        row.getLong("position"),
        row.getLong("sealed"),
        row.getString("migration"),
        row.getLong("number"),
        digest(row.getBytes("leaf")),
        event(row));
  }

  /** Events that neither have a leaf nor wait for one. */
  List<StoredEvent> strangers(int most) {
    return jdbc.sql(
            """
            SELECT e.* FROM event_store.domain_event e
            WHERE NOT EXISTS (
                    SELECT 1 FROM event_store.sealed_event s WHERE s.global_index = e.global_index)
                AND NOT EXISTS (
                    SELECT 1 FROM event_store.unsealed u WHERE u.global_index = e.global_index)
            ORDER BY e.global_index LIMIT :most
            """)
        .param("most", most)
        .query((row, number) -> StoredEvents.event(row))
        .list();
  }

  /** Position of an event's leaf; empty while it has none. */
  Optional<Long> position(MigrationId id, long sequence) {
    return jdbc.sql(
            """
            SELECT position FROM event_store.sealed_event
            WHERE aggregate_identifier = :id AND sequence_number = :sequence
            ORDER BY position DESC LIMIT 1
            """)
        .param("id", id.value())
        .param("sequence", sequence)
        .query(Long.class)
        .optional();
  }

  /** Number of the migration's last event among the first leaves; empty when none is. */
  Optional<Long> last(MigrationId id, long size) {
    return jdbc.sql(
            """
            SELECT sequence_number FROM event_store.sealed_event
            WHERE aggregate_identifier = :id AND position < :size
            ORDER BY sequence_number DESC LIMIT 1
            """)
        .param("id", id.value())
        .param("size", size)
        .query(Long.class)
        .optional();
  }

  /** Those that wait for a leaf, the first of them; an event is null when its row is gone. */
  List<Waiting> queue(int most) {
    return jdbc.sql(
            """
            SELECT u.global_index AS waiting, e.*
            FROM event_store.unsealed u LEFT JOIN event_store.domain_event e USING (global_index)
            ORDER BY u.global_index LIMIT :most
            """)
        .param("most", most)
        .query((row, number) -> new Waiting(row.getLong("waiting"), event(row)))
        .list();
  }

  /** What is stored of subtrees, count. */
  long subtrees() {
    return jdbc.sql("SELECT count(*) FROM event_store.subtree").query(Long.class).single();
  }

  /** How many are stored of a tree of that many leaves. */
  static long subtreesOf(long leaves) {
    long all = 0;
    for (long at = leaves >> LEVELS; at > 0; at >>= LEVELS) {
      all += at;
    }
    return all;
  }

  /** Leaves, count. */
  long size() {
    return jdbc.sql("SELECT count(*) FROM event_store.sealed_event").query(Long.class).single();
  }

  /** Events that wait for a leaf, count. */
  long waiting() {
    return jdbc.sql("SELECT count(*) FROM event_store.unsealed").query(Long.class).single();
  }

  /** The stored hash over a subtree of a level that is stored; empty when it is missing. */
  Optional<ContentDigest> kept(Subtree subtree) {
    return stored(subtree.level(), subtree.position(), 1).stream().findFirst();
  }

  /** Hashes of a level that is stored, in their order. */
  List<ContentDigest> stored(int level, long from, long count) {
    return jdbc.sql(
            level == 0
                ? """
                  SELECT leaf AS hash FROM event_store.sealed_event
                  WHERE position >= :from AND position < :from + :count ORDER BY position
                  """
                : """
                  SELECT hash FROM event_store.subtree WHERE level = :level
                      AND position >= :from AND position < :from + :count ORDER BY position
                  """)
        .param("level", level)
        .param("from", from)
        .param("count", count)
        .query((row, number) -> digest(row.getBytes("hash")))
        .list();
  }

  private static Row waiting(ResultSet row) throws SQLException {
    long globalIndex = row.getLong("waiting");
    StoredEvent event = event(row);
    if (event == null) {
      throw new BrokenLogException(
          "sealed log: event %d of the store waited to be sealed and is gone; nothing was sealed, compare the store with a backup"
              .formatted(globalIndex));
    }
    return new Row(globalIndex, event);
  }

  /** Null where the row holds none. */
  private static @Nullable StoredEvent event(ResultSet row) throws SQLException {
    return row.getString("aggregate_identifier") == null ? null : StoredEvents.event(row);
  }

  /** Of what should be 32 bytes; zeros when it is not. */
  private static ContentDigest digest(byte @Nullable [] hash) {
    return ContentDigest.of(
        hash == null || hash.length != HASH_BYTES ? new byte[HASH_BYTES] : hash);
  }

  private static <T> SqlArrayValue array(String type, List<T> all, Function<T, Object> value) {
    return new SqlArrayValue(type, all.stream().map(value).toArray());
  }
}
