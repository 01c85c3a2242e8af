package org.migrationauditor.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.command.seal.LogFlaw.Kind;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EventStoreSchema;
import org.migrationauditor.command.store.TestDatabase;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.MigrationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The log seals whatever is stored once, proves it, and finds what a superuser does to it. */
final class SealedLogIT {
  private static final MigrationId NIGHT = new MigrationId("night");
  private static final String ORIGIN = "host.example/migration-log";

  private final DatabaseAccess access = TestDatabase.empty();
  private final NoteSigner signer = signer();
  private DataSource application;
  private JdbcClient superuser;

  @BeforeEach
  void prepare() {
    EventStoreSchema.migrate(access);
    application =
        new DriverManagerDataSource(
            access.url(), access.applicationUser(), access.applicationPassword());
    superuser = TestDatabase.owner(access);
  }

  @Test
  void provesEachEventUnderEachHeadAndThatHeadsGrewFromEachOther() {
    SealedLog log = new SealedLog(application);
    List<Checkpoint> heads = new ArrayList<>();
    List<ContentDigest> leaves = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      add(NIGHT, round * 100, 100);
      add(new MigrationId("other"), round * 2, 2);
      heads.add(checkpoint(sealer(signer).seal().orElseThrow()));
    }
    assertThat(sealer(signer).seal()).as("nothing is new").isEmpty();
    assertThat(log.checkpoint(log.head().orElseThrow(), List.of(signer.key())))
        .isEqualTo(heads.getLast());
    new LogTables(JdbcClient.create(application))
        .leaves(-1, 1_000)
        .forEach(leaf -> leaves.add(leaf.hash()));

    assertThat(heads).extracting(Checkpoint::size).containsExactly(102L, 204L, 306L, 408L);
    for (Checkpoint head : heads) {
      for (int event = 0; event < 400; event += 7) {
        int position = event / 100 * 102 + event % 100;
        long size = head.size();
        assertThat(log.inclusion(NIGHT, event, size))
            .as("event %d under %d", event, size)
            .matches(
                proof ->
                    position >= size
                        ? proof.isEmpty()
                        : proof.orElseThrow().proves(leaves.get(position), head.root()));
      }
      assertThat(
              log.consistency(heads.getFirst().size(), head.size())
                  .proves(heads.getFirst().root(), head.root()))
          .isTrue();
    }
    assertSound(408);
  }

  @Test
  void anEventThatWasCommittedLateIsSealedLate() throws SQLException {
    try (Connection slow = TestDatabase.ownerConnection(access);
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(insert("slow", 0, 1));
      add(NIGHT, 0, 3);
      sealer(signer).seal();
      slow.commit();
    }
    assertThat(audit().unsealed()).isEqualTo(1);

    sealer(signer).seal();

    assertThat(new SealedLog(application).inclusion(new MigrationId("slow"), 0, 4))
        .hasValueSatisfying(proof -> assertThat(proof.index()).isEqualTo(3));
    assertSound(4);
  }

  @Test
  void severalWritersAndSealersAtOnceLoseAndDoubleNothing() throws Exception {
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      MigrationId id = new MigrationId("writer-" + writer);
      work.add(
          () -> {
            for (int event = 0; event < 50; event++) {
              add(id, event, 1);
            }
            return true;
          });
      work.add(
          () -> {
            for (int seal = 0; seal < 20; seal++) {
              sealer(signer).seal();
            }
            return true;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    sealer(signer).seal();

    assertSound(200);
  }

  @ParameterizedTest
  @CsvSource({
    "payload, '{\"i\": 6}'",
    "metadata, '{\"who\": \"anna\"}'",
    "time_stamp, '2026-01-01T00:00:05.001Z'",
    "payload_type, U",
    "payload_revision, 2",
    "payload, '{'",
  })
  void namesAnEventOfWhichAnythingWasEdited(String column, String value) {
    seal(10);
    tamper(
        "UPDATE event_store.domain_event SET %s = '%s' WHERE sequence_number = 5"
            .formatted(column, value));

    assertFlaws("EDITED night 5");
  }

  @Test
  void namesOneThatWasDeleted() {
    seal(10);
    tamper("DELETE FROM event_store.domain_event WHERE sequence_number = 9");

    assertFlaws("DELETED night 9");
  }

  @Test
  void namesOneThatWasInsertedBesideTheProgram() {
    seal(10);
    tamper(insert("night", 10, 1));

    assertFlaws("INSERTED night 10");
  }

  @Test
  void namesBothWhenTwoAreSwapped() {
    seal(10);
    tamper(
        "UPDATE event_store.domain_event SET sequence_number = sequence_number + 1000"
            + " WHERE sequence_number IN (3, 4)",
        "UPDATE event_store.domain_event SET sequence_number = 2007 - sequence_number - 1000"
            + " WHERE sequence_number > 1000");

    assertFlaws("EDITED night 3", "EDITED night 4");
  }

  @Test
  void findsALeafThatWasMadeToFitAnEditedEvent() {
    seal(10);
    seal(10, 10);
    tamper("UPDATE event_store.domain_event SET payload = '{}' WHERE sequence_number = 5");
    ContentDigest leaf = leafOf(5);
    tamper(
        "UPDATE event_store.sealed_event SET leaf = '\\x%s' WHERE sequence_number = 5"
            .formatted(leaf.hex()));

    assertThat(audit().flaws())
        .extracting(LogFlaw::kind, LogFlaw::position)
        .containsExactly(tuple(Kind.LOG_REWRITTEN, 10L), tuple(Kind.LOG_REWRITTEN, 20L));
    assertThatThrownBy(
            () -> {
              add(NIGHT, 20, 1);
              sealer(signer).seal();
            })
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining("does not lead to the head over 20 events; nothing was sealed");
  }

  @Test
  void findsATailThatWasCutOffOnceAHeadIsKeptElsewhere() {
    seal(10);
    String kept = seal(10, 10);
    tamper(
        "DELETE FROM event_store.domain_event WHERE sequence_number >= 10",
        "DELETE FROM event_store.sealed_event WHERE position >= 10",
        "DELETE FROM event_store.head WHERE size > 10");

    assertThat(audit().flaws()).as("nothing here can tell").isEmpty();
    assertThat(audit(kept).flaws())
        .singleElement()
        .satisfies(
            flaw -> {
              assertThat(flaw.kind()).isEqualTo(Kind.TRUNCATED);
              assertThat(flaw.words()).contains("over 20 events, and the log has 10");
            });
  }

  @Test
  void signsNothingOverALogThatAKeptHeadContradicts() {
    seal(10);
    String kept = seal(10, 10);
    tamper(
        "DELETE FROM event_store.domain_event WHERE sequence_number >= 10",
        "DELETE FROM event_store.sealed_event WHERE position >= 10",
        "DELETE FROM event_store.head WHERE size > 10");
    add(new MigrationId("another"), 0, 20);
    Sealer warned =
        new Sealer(
            application,
            new JdbcTransactionManager(application),
            () -> KeyRing.of(signer),
            Optional.of(kept));

    assertThatThrownBy(warned::seal)
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining("a head was signed over 20 events, and the log has 10");

    sealer(signer).seal();
    assertThatThrownBy(
            () -> {
              add(NIGHT, 10, 1);
              warned.seal();
            })
        .as("it is as long again, and another")
        .isInstanceOf(BrokenLogException.class);
  }

  @Test
  void namesTheEventsThatWereChangedThoughLeavesAreMissing() {
    seal(10);
    tamper(
        "DELETE FROM event_store.sealed_event WHERE position = 0",
        "UPDATE event_store.domain_event SET payload = '{}' WHERE sequence_number = 5");

    assertFlaws("LOG_REWRITTEN null 0", "EDITED night 5", "INSERTED night 0");
  }

  @Test
  void findsWhatWasPutOutOfItsSight() {
    seal(10);
    tamper(
        "ALTER TABLE event_store.sealed_event DROP CONSTRAINT sealed_event_position_check",
        insert("night", 10, 1),
        "INSERT INTO event_store.sealed_event SELECT -1, global_index, 'night', 10, '\\x"
            + "00".repeat(32)
            + "' FROM event_store.domain_event WHERE sequence_number = 10",
        "INSERT INTO event_store.sealed_event VALUES (9223372036854775807, -7, 'night', 11, '\\x"
            + "00".repeat(32)
            + "')",
        "INSERT INTO event_store.subtree VALUES (8, 5, '\\x" + "00".repeat(32) + "')");

    assertThat(audit().flaws()).extracting(SealedLogIT::words).contains("DELETED night 11");
    assertThat(audit().flaws()).extracting(LogFlaw::kind).contains(Kind.LOG_REWRITTEN);
  }

  @Test
  void namesEventsThatAreGoneOrBrokenBeforeTheyWereSealed() {
    seal(3);
    add(NIGHT, 3, 3);
    tamper(
        "DELETE FROM event_store.domain_event WHERE sequence_number = 4",
        "UPDATE event_store.domain_event SET payload = '{' WHERE sequence_number = 5");

    assertThat(audit().flaws())
        .extracting(LogFlaw::kind, LogFlaw::migration)
        .containsExactly(tuple(Kind.DELETED, null), tuple(Kind.EDITED, "night"));
    assertThat(audit().unsealed()).isEqualTo(3);
  }

  @Test
  void aLeafOrAColumnOfNothingEndsNoVerification() {
    seal(3);
    tamper(
        "ALTER TABLE event_store.sealed_event ALTER leaf DROP NOT NULL",
        "UPDATE event_store.sealed_event SET leaf = NULL WHERE position = 1",
        "ALTER TABLE event_store.domain_event ALTER payload DROP NOT NULL",
        "UPDATE event_store.domain_event SET payload = NULL WHERE sequence_number = 2",
        "ALTER TABLE event_store.head ALTER note DROP NOT NULL",
        "UPDATE event_store.head SET note = NULL");

    assertThat(audit().flaws())
        .extracting(SealedLogIT::words)
        .contains("EDITED night 1", "EDITED night 2");
  }

  @Test
  void findsALogThatWasBuiltAnewUnderAnotherKey() {
    String kept = seal(10);
    tamper(
        "UPDATE event_store.domain_event SET payload = '{}' WHERE sequence_number = 5",
        "DELETE FROM event_store.head",
        "DELETE FROM event_store.sealed_event",
        "INSERT INTO event_store.unsealed SELECT global_index FROM event_store.domain_event");
    sealer(signer()).seal();

    assertThat(audit(kept).flaws()).extracting(LogFlaw::kind).contains(Kind.LOG_REWRITTEN);
    assertThat(audit().flaws()).as("its head is of another key").isNotEmpty();
  }

  @Test
  void findsEveryRandomEditAndNothingElse() {
    seal(200);
    Random random = new Random(7);
    List<String> columns = List.of("payload", "metadata", "time_stamp", "payload_type");
    for (int round = 0; round < 40; round++) {
      int event = random.nextInt(200);
      String column = columns.get(random.nextInt(columns.size()));
      String before =
          superuser
              .sql(
                  "SELECT %s FROM event_store.domain_event WHERE sequence_number = %d"
                      .formatted(column, event))
              .query(String.class)
              .single();
      int at = random.nextInt(before.length());
      char other = (char) (before.charAt(at) ^ (1 << random.nextInt(3)));
      String edited = before.substring(0, at) + other + before.substring(at + 1);
      set(column, event, edited);

      assertThat(audit().flaws())
          .as("%s of %d: %s", column, event, edited)
          .extracting(SealedLogIT::words)
          .containsExactly("EDITED night " + event);
      set(column, event, before);
    }
    assertSound(200);
  }

  @Test
  void anEventThatIsGoneBeforeItWasSealedStopsTheSealing() {
    add(NIGHT, 0, 3);
    tamper("DELETE FROM event_store.domain_event WHERE sequence_number = 1");

    assertThatThrownBy(() -> sealer(signer).seal())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining("waited to be sealed and is gone; nothing was sealed");
  }

  @Test
  void tellsWhereAClockWentBack() {
    add(NIGHT, 0, 5);
    superuser
        .sql(insert("night", 5, 1).replace("00:00:05", "23:00:05").replace("2026", "2025"))
        .update();
    sealer(signer).seal();

    assertThat(audit().flaws()).isEmpty();
    assertThat(audit().clockWentBack())
        .singleElement()
        .matches(time -> time.migration().equals("night") && time.sequence() == 5);
  }

  @Test
  void neitherApplicationNorOwnerChangesTheLog() {
    seal(3);
    for (String table : List.of("sealed_event", "subtree", "head")) {
      for (JdbcClient anyone : List.of(superuser, JdbcClient.create(application))) {
        assertThatThrownBy(() -> anyone.sql("DELETE FROM event_store." + table).update())
            .as(table)
            .rootCause()
            .hasMessageMatching("(?s).*(permission denied|refused).*");
      }
    }
  }

  private void assertSound(long events) {
    LogVerdict verdict = audit();
    assertThat(verdict.flaws()).isEmpty();
    assertThat(verdict.events()).isEqualTo(events);
    assertThat(verdict.unsealed()).isZero();
    assertThat(verdict.head()).isNotNull().extracting(Checkpoint::size).isEqualTo(events);
  }

  private void assertFlaws(String... expected) {
    assertThat(audit().flaws()).extracting(SealedLogIT::words).containsExactly(expected);
  }

  private static String words(LogFlaw flaw) {
    return "%s %s %d".formatted(flaw.kind(), flaw.migration(), flaw.sequence());
  }

  private LogVerdict audit(String... kept) {
    return new LogAudit(application, new JdbcTransactionManager(application), signer.key())
        .verify(List.of(kept), leaves -> {});
  }

  private Sealer sealer(NoteSigner by) {
    return new Sealer(
        application,
        new JdbcTransactionManager(application),
        () -> KeyRing.of(by),
        Optional.empty());
  }

  /** The note of the head. */
  private String seal(int events) {
    return seal(0, events);
  }

  private String seal(int from, int events) {
    add(NIGHT, from, events);
    return sealer(signer).seal().orElseThrow().toString();
  }

  private void add(MigrationId id, int from, int events) {
    JdbcClient.create(application).sql(insert(id.value(), from, events)).update();
  }

  private static String insert(String id, int from, int events) {
    return """
        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
            sequence_number, type, payload_type, payload, metadata, time_stamp)
        SELECT '%1$s' || i, '%1$s', i, 'Migration', 'T', '{"i": ' || i || '}', '{"who": "olga"}',
            to_char(timestamp '2026-01-01' + i * interval '1 second',
                'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM generate_series(%2$d, %2$d + %3$d - 1) i
        """
        .formatted(id, from, events);
  }

  private void set(String column, int event, @Nullable String value) {
    tamper(
        "UPDATE event_store.domain_event SET %s = $$%s$$ WHERE sequence_number = %d"
            .formatted(column, value, event));
  }

  /** As a superuser does, past every trigger and constraint of the schema that can be put off. */
  private void tamper(String... statements) {
    try (Connection connection = TestDatabase.ownerConnection(access);
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(
          "ALTER TABLE event_store.domain_event DROP CONSTRAINT IF EXISTS"
              + " domain_event_payload_check");
      statement.execute(
          "ALTER TABLE event_store.domain_event DROP CONSTRAINT IF EXISTS"
              + " domain_event_metadata_check");
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentDigest leafOf(long sequence) {
    return new LogTables(JdbcClient.create(application))
        .leaves(-1, 1_000).stream()
            .filter(leaf -> leaf.sequence() == sequence)
            .map(LogTables.Leaf::event)
            .findFirst()
            .orElseThrow()
            .leaf();
  }

  private static Checkpoint checkpoint(SignedNote note) {
    try {
      return Checkpoint.parse(note.text());
    } catch (InvalidNoteException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NoteSigner signer() {
    try {
      return new NoteSigner(ORIGIN, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
