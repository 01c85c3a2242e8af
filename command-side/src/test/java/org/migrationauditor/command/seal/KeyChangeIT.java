package org.migrationauditor.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.seal.LogFlaw.Kind;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EventStoreSchema;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.command.store.TestDatabase;
import org.migrationauditor.evidence.KeyChange;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.messages.log.LogEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** A key brings in the next, and nothing else does. */
final class KeyChangeIT {
  private final DatabaseAccess access = TestDatabase.empty();
  private final NoteSigner one = signer();
  private final NoteSigner two = signer();
  private final NoteSigner three = signer();
  private DataSource application;
  private int stored;
  private int changes;

  @BeforeEach
  void prepare() {
    EventStoreSchema.migrate(access);
    application =
        new DriverManagerDataSource(
            access.url(), access.applicationUser(), access.applicationPassword());
  }

  @Test
  void bothSignTheHeadOverTheChangeAndTheNewOneAllAfterIt() throws Exception {
    String old = seal(3, one);
    tellChange(one, two);
    String over = seal(0, one, two);
    String later = seal(2, two);

    assertThat(signers(old)).containsExactly(one.key().shown());
    assertThat(signers(over)).containsExactly(one.key().shown(), two.key().shown());
    assertThat(signers(later)).containsExactly(two.key().shown());
    assertThat(flaws(old, over, later)).isEmpty();
    assertThat(SignedNote.parse(old.getBytes(StandardCharsets.UTF_8)).verify(List.of(one.key())))
        .hasSize(1);
    assertThat(new SealedLog(application).keys(one.key())).containsExactly(one.key(), two.key());
    assertThat(new StoredEvents(application).migrations()).hasSize(1);
  }

  @Test
  void twoChangesBeforeOneHeadAreSignedByAllThree() throws Exception {
    seal(1, one);
    tellChange(one, two);
    tellChange(two, three);
    String over = seal(0, one, two, three);

    assertThat(signers(over))
        .containsExactly(one.key().shown(), two.key().shown(), three.key().shown());
    assertThat(flaws(seal(1, three))).isEmpty();
  }

  @Test
  void nothingIsSealedWithoutTheKeyWhoseTurnItIsAndAllOnceItIsBack() {
    seal(3, one);
    tellChange(one, two);

    for (NoteSigner alone : List.of(one, two, three)) {
      assertThatThrownBy(() -> seal(0, alone))
          .isInstanceOf(BrokenLogException.class)
          .hasMessageContaining("is not in this home; nothing was sealed");
    }
    assertThat(new SealedLog(application).waiting()).isEqualTo(1);

    seal(1, three, two, one);
    assertThatThrownBy(() -> seal(1, one)).isInstanceOf(BrokenLogException.class);
    assertThat(flaws(seal(0, two))).isEmpty();
  }

  @Test
  void anEventThatTheKeyBeforeDidNotSignBringsInNone() {
    seal(3, one);
    tell(two, three, KeyChange.signed(two, three).toString()); // two never signed here
    tell(
        one,
        two,
        new SignedNote(KeyChange.signed(one, two).text(), List.of()).with(two).toString());
    tell(one, three, KeyChange.signed(one, two).toString());
    insert(LogEvent.STREAM, changes++, "{\"from\": [1]}");
    insert(LogEvent.STREAM, changes++, "{}");
    seal(0, one);

    assertThat(new SealedLog(application).keys(one.key())).containsExactly(one.key());
    assertThat(flaws())
        .hasSize(5)
        .allMatch(flaw -> flaw.kind() == Kind.INSERTED && LogEvent.STREAM.equals(flaw.migration()));
  }

  @Test
  void namesAHeadThatIsSignedByAKeyThatNoEventBroughtIn() throws Exception {
    seal(3, one);
    String note = seal(2, one);
    String forged =
        SignedNote.signed(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text(), two)
            .toString();
    tamper("UPDATE event_store.head SET note = $$" + forged + "$$ WHERE size = 5");

    assertThat(flaws())
        .first()
        .satisfies(
            flaw -> {
              assertThat(flaw.kind()).isEqualTo(Kind.LOG_REWRITTEN);
              assertThat(flaw.position()).isEqualTo(5);
              assertThat(flaw.words())
                  .isEqualTo(
                      "a head is signed by %s, and the keys that were brought in for it are %s"
                          .formatted(two.key().shown(), one.key().shown()));
            });
    assertThatThrownBy(() -> seal(1, one, two)).isInstanceOf(BrokenLogException.class);
    assertThat(flaws(forged)).hasSizeGreaterThan(1);
  }

  @Test
  void namesAHeadOverAChangeThatTheOldKeyDidNotSign() throws Exception {
    seal(3, one);
    tellChange(one, two);
    String over = seal(0, one, two);
    SignedNote both = SignedNote.parse(over.getBytes(StandardCharsets.UTF_8));
    tamper(
        "UPDATE event_store.head SET note = $$%s$$ WHERE size = 4"
            .formatted(SignedNote.signed(both.text(), two)));

    assertThat(flaws()).singleElement().matches(flaw -> flaw.position() == 4);
  }

  @Test
  void aChangeThatIsTakenOutOfTheHistoryIsMissed() {
    seal(3, one);
    tellChange(one, two);
    seal(0, one, two);
    seal(1, two);
    tamper("DELETE FROM event_store.domain_event WHERE aggregate_identifier = 'log:keys'");

    assertThat(flaws()).extracting(LogFlaw::kind).contains(Kind.DELETED, Kind.LOG_REWRITTEN);
  }

  private List<LogFlaw> flaws(String... kept) {
    return new LogAudit(application, new JdbcTransactionManager(application), one.key())
        .verify(List.of(kept), leaves -> {})
        .flaws();
  }

  private String seal(int events, NoteSigner... atHand) {
    for (int i = 0; i < events; i++) {
      insert("night", stored++, "{}");
    }
    new Sealer(
            application,
            new JdbcTransactionManager(application),
            () -> new KeyRing(one.key(), List.of(atHand)),
            Optional.empty())
        .seal();
    return new SealedLog(application).head().orElseThrow();
  }

  private void tellChange(NoteSigner from, NoteSigner to) {
    tell(from, to, KeyChange.signed(from, to).toString());
  }

  private void tell(NoteSigner from, NoteSigner to, String endorsement) {
    insert(
        LogEvent.STREAM,
        changes++,
        JsonMapper.builder()
            .build()
            .writeValueAsString(
                Map.of(
                    "from",
                    from.key().toString(),
                    "to",
                    to.key().toString(),
                    "reason",
                    "a laptop was lost",
                    "endorsement",
                    endorsement)));
  }

  private void insert(String stream, int sequence, String payload) {
    JdbcClient.create(application)
        .sql(
            """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                sequence_number, type, payload_type, payload, metadata, time_stamp)
            VALUES (:stream || :sequence, :stream, :sequence, 'T', 'T', :payload, '{}',
                '2026-01-01T00:00:00Z')
            """)
        .param("stream", stream)
        .param("sequence", sequence)
        .param("payload", payload)
        .update();
  }

  private static List<String> signers(String note) throws Exception {
    return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).signatures().stream()
        .map(SignedNote.Signature::key)
        .toList();
  }

  /** As a superuser does. */
  private void tamper(String sql) {
    try (Connection connection = TestDatabase.ownerConnection(access);
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NoteSigner signer() {
    try {
      return new NoteSigner(
          "host.example/migration-log", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
