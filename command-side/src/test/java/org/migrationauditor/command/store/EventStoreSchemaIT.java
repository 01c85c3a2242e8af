package org.migrationauditor.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

final class EventStoreSchemaIT {
  private static final String INSERT =
      """
      INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
          sequence_number, type, payload_type, payload, metadata, time_stamp)
      VALUES ('e1', 'site-a', 0, 'Migration', 'T', '{}', '{}', '2026-01-01T00:00:00Z')
      """;

  private final DatabaseAccess access = TestDatabase.empty();

  @Test
  void severalProcessesMayMigrateAtOnce() throws Exception {
    List<Callable<Boolean>> starts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      starts.add(
          () -> {
            EventStoreSchema.migrate(access);
            return true;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(starts.size())) {
      for (Future<Boolean> start : threads.invokeAll(starts)) {
        assertThat(start.get()).isTrue();
      }
    }
    TestDatabase.application(access).sql(INSERT).update();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event_store.domain_event SET payload = '{}'",
        "DELETE FROM event_store.domain_event",
        "TRUNCATE event_store.domain_event",
        "ALTER TABLE event_store.domain_event DISABLE TRIGGER ALL",
        "DROP TRIGGER history_stands ON event_store.domain_event",
        "DROP TABLE event_store.domain_event",
        "DROP SCHEMA event_store CASCADE",
        "CREATE TABLE event_store.mine (a int)",
        "DELETE FROM event_store.flyway_schema_history",
        "SELECT * FROM event_store.domain_event FOR UPDATE",
        "ALTER ROLE postgres NOLOGIN",
        "SET ROLE postgres"
      })
  void theApplicationAddsAndReadsAndNothingElse(String sql) {
    EventStoreSchema.migrate(access);
    JdbcClient application = TestDatabase.application(access);
    application.sql(INSERT).update();

    assertThatThrownBy(() -> execute(application, sql))
        .rootCause()
        .hasMessageMatching("(?s).*(permission denied|must be owner|refused).*");
    assertThat(count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event_store.domain_event SET payload = '{}' WHERE false",
        "DELETE FROM event_store.domain_event",
        "TRUNCATE event_store.domain_event"
      })
  void notEvenTheOwnerChangesWhatIsStored(String sql) {
    EventStoreSchema.migrate(access);
    JdbcClient owner = TestDatabase.owner(access);
    owner.sql(INSERT).update();

    assertThatThrownBy(() -> execute(owner, sql))
        .rootCause()
        .hasMessageContaining("domain_event was refused; history is only added to");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void leavesARoleAloneThatIsThere() {
    TestDatabase.owner(access)
        .sql("CREATE ROLE " + access.applicationUser() + " LOGIN PASSWORD 'other' NOINHERIT")
        .update();

    EventStoreSchema.migrate(access);

    assertThat(
            TestDatabase.owner(access)
                .sql("SELECT rolinherit FROM pg_roles WHERE rolname = :role")
                .param("role", access.applicationUser())
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void refusesAnApplicationThatCouldRewriteHistory() {
    TestDatabase.owner(access)
        .sql("CREATE ROLE " + access.applicationUser() + " LOGIN SUPERUSER")
        .update();

    assertThatThrownBy(() -> EventStoreSchema.migrate(access))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessage(
            "event store: database '%s': role '%s' may change or remove stored events; no migration was touched, look at the database's settings and roles"
                .formatted(access.url(), access.applicationUser()));
  }

  @Test
  void refusesOneRoleForBoth() {
    DatabaseAccess same = new DatabaseAccess(access.url(), "postgres", "a", "postgres", "a");

    assertThatThrownBy(() -> EventStoreSchema.migrate(same))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("application and owner are the same role");
  }

  @Test
  void saysWhenTheDatabaseIsNotThere() {
    DatabaseAccess wrong =
        new DatabaseAccess(access.url() + "gone", "a", "secret-one", "postgres", "secret-two");

    assertThatThrownBy(() -> EventStoreSchema.migrate(wrong))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("does not exist")
        .hasMessageNotContainingAny("secret-one", "secret-two");
  }

  @Test
  void showsNoPassword() {
    assertThat(
            new DatabaseAccess(
                "jdbc:postgresql://h/d?password=secret", "a", "secret", "o", "secret"))
        .hasToString(
            "DatabaseAccess[url=jdbc:postgresql://h/d, applicationUser=a, ownerUser=o, passwords=***]");
  }

  private static void execute(JdbcClient client, String sql) {
    if (sql.startsWith("SELECT")) {
      client.sql(sql).query().listOfRows();
    } else {
      client.sql(sql).update();
    }
  }

  private long count() {
    return TestDatabase.owner(access)
        .sql("SELECT count(*) FROM event_store.domain_event")
        .query(Long.class)
        .single();
  }
}
