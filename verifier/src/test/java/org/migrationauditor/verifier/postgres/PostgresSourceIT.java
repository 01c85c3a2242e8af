package org.migrationauditor.verifier.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;

final class PostgresSourceIT extends InventorySourceContract {
  private static final String OWNER = "postgres";

  private static PostgresServer server;
  private static String clinic;
  private static SortedMap<String, InventoryEntry> whole;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.newest();
    clinic = Clinic.ascending(server);
    whole = read(clinic, OWNER);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  protected InventorySource filled() {
    return server.source(clinic, OWNER);
  }

  /** Each row with the place it lies at, and what the sequence and the catalogs say. */
  @Override
  protected Object state() throws Exception {
    List<String> state = new ArrayList<>();
    for (String rows :
        List.of(
            "patient t",
            "study t",
            "cache t",
            "pg_largeobject t",
            "pg_class t WHERE relnamespace <> 'pg_catalog'::regnamespace")) {
      state.add(
          text(clinic, "SELECT md5(string_agg(t::text || ctid || xmin || xmax, '')) FROM " + rows));
    }
    state.add(text(clinic, "SELECT concat(last_value, is_called, log_cnt) FROM lab.numbers"));
    return state;
  }

  @Test
  void tellsEveryObjectByItsKindAndName() {
    assertThat(whole.keySet())
        .contains(
            "constraint/lab/code/code_check",
            "constraint/public/study/one_uid",
            "constraint/public/study/study_patient_fk_fkey",
            "database/properties",
            "default/public/patient/at",
            "extension/plpgsql",
            "function/public/total(integer)",
            "function/public/twice(integer)",
            "index/public/study/study_low",
            "query/public/recent",
            "rows/pg_catalog/pg_largeobject",
            "rows/public/cache",
            "rows/public/counted",
            "rows/public/patient",
            "rule/public/cache/quiet",
            "schema/lab",
            "sequence/lab/numbers",
            "table/public/patient",
            "trigger/public/study/touch",
            "type/lab/mood",
            "type/lab/pair",
            "view/public/recent")
        .doesNotContain("rows/public/recent", "index/public/study/study_pkey");
    assertThat(entry(whole, "rows/public/patient").kind()).isEqualTo(EntryKind.TABLE);
    assertThat(entry(whole, "rows/public/patient").recorded().attributes())
        .isEqualTo(Map.of("rows", "302"));
    assertThat(entry(whole, "sequence/lab/numbers").recorded().attributes())
        .containsEntry("last-value", "42");
    assertThat(entry(whole, "table/public/study").recorded().attributes().get("grants"))
        .contains("clinician:SELECT*", "reader:SELECT");
  }

  @Test
  void theDigestOfRowsIsThatOfTheirLines() throws Exception {
    String database = server.database();
    server.run(
        database,
        """
        CREATE TABLE t (n int, t text, f float8, g float4[]);
        INSERT INTO t VALUES (1, NULL, 0.1, NULL), (2, E'tab\\t', NULL, ARRAY[1.5]);
        """);
    RowDigest rows = new RowDigest();
    rows.add(
        "2\ttab\\t\t\\N\t\\\\x0000000100000000000002bc0000000100000001000000043fc00000\n"
            .getBytes(UTF_8));
    rows.add("1\t\\N\t\\\\x3fb999999999999a\t\\N\n".getBytes(UTF_8));

    assertThat(entry(read(database, OWNER), "rows/public/t").digest()).isEqualTo(rows.digest());
  }

  @Test
  void noValueOfARowIsInAnyEntry() {
    assertThat(whole.toString()).doesNotContain("Doe", "1.2.17", "10.0.0.1", "abab");
  }

  @Test
  void theOrderOfRowsAndWhatWasThereBeforeMakeNoDifference() throws Exception {
    assertThat(read(Clinic.descending(server), OWNER)).isEqualTo(whole);
  }

  @Test
  void settingsOfADatabaseMakeNoDifference() throws Exception {
    String database = server.database(clinic);
    for (String setting :
        List.of(
            "datestyle = 'SQL, DMY'",
            "timezone = 'Asia/Kathmandu'",
            "intervalstyle = 'iso_8601'",
            "extra_float_digits = -5",
            "bytea_output = 'escape'",
            "xmlbinary = 'hex'",
            "search_path = 'lab, public'",
            "quote_all_identifiers = on",
            "default_transaction_isolation = 'read committed'")) {
      server.run("postgres", "ALTER DATABASE %s SET %s".formatted(database, setting));
    }

    assertThat(read(database, OWNER)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rows/public/study | DELETE FROM study WHERE pk = 7",
        "rows/public/study | INSERT INTO study VALUES (900, NULL, 'x')",
        "rows/public/study | UPDATE study SET patient_fk = 8 WHERE pk = 7",
        "rows/public/study | UPDATE study SET patient_fk = 15 - patient_fk WHERE pk IN (7, 8)",
        "rows/public/study | UPDATE study SET patient_fk = NULL WHERE pk = 7",
        "rows/public/cache | INSERT INTO cache VALUES ('a', NULL)",
        "rows/public/cache | UPDATE cache SET v = '' WHERE v IS NULL",
        "rows/public/cache | UPDATE cache SET k = v, v = k WHERE v = ''",
        "rows/public/empty | INSERT INTO empty DEFAULT VALUES",
        "rows/public/patient | UPDATE patient SET name = concat(name, ' ') WHERE pk = 1",
        "rows/public/patient | UPDATE patient SET weight = weight + 1e-14 WHERE pk = 1",
        "rows/public/patient | UPDATE patient SET height = '-0' WHERE pk = 2000",
        "rows/public/patient | UPDATE patient SET at = at + interval '1 microsecond' WHERE pk = 1",
        "rows/public/patient | UPDATE patient SET amount = 1 WHERE pk = 1",
        "rows/public/patient | UPDATE patient SET name = E'a\\\\nb' WHERE pk = 2001",
        "rows/pg_catalog/pg_largeobject | SELECT lo_put(777, 2999, '\\x00')",
        "rows/pg_catalog/pg_largeobject | SELECT lo_put(777, 3000, '\\x00')",
        "rows/pg_catalog/pg_largeobject | SELECT lo_create(778)",
        "sequence/lab/numbers | SELECT nextval('lab.numbers')",
        "sequence/lab/numbers | ALTER SEQUENCE lab.numbers INCREMENT 1",
        "table/public/patient | ALTER TABLE patient ALTER small TYPE integer",
        "table/public/patient | ALTER TABLE patient ALTER note TYPE varchar(21) COLLATE \"POSIX\"",
        "table/public/patient | ALTER TABLE patient ALTER note TYPE varchar(20) COLLATE \"C\"",
        "table/public/study | ALTER TABLE study ALTER uid DROP NOT NULL",
        "table/public/patient | ALTER TABLE patient RENAME weight TO mass",
        "table/public/cache | ALTER TABLE cache SET LOGGED",
        "default/public/patient/small | ALTER TABLE patient ALTER small SET DEFAULT 1",
        "default/public/patient/small | ALTER TABLE patient ALTER small DROP DEFAULT",
        "default/public/patient/flag | ALTER TABLE patient ALTER flag SET DEFAULT true",
        "index/public/study/study_patient | DROP INDEX study_patient",
        "index/public/study/study_patient | DROP INDEX study_patient; CREATE INDEX study_patient ON study"
            + " (patient_fk DESC)",
        "constraint/public/study/one_uid | ALTER TABLE study DROP CONSTRAINT one_uid",
        "trigger/public/study/touch | ALTER TABLE study DISABLE TRIGGER touch",
        "query/public/recent | CREATE OR REPLACE VIEW recent AS SELECT uid, uid::text AS name FROM study",
        "function/public/twice(integer) | CREATE OR REPLACE FUNCTION twice(n integer DEFAULT 2)"
            + " RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 3'",
        "type/lab/mood | ALTER TYPE lab.mood ADD VALUE 'tired' BEFORE 'sad'",
        "policy/public/study/mine | CREATE POLICY mine ON study USING (pk = 1)",
        "table/public/patient | GRANT INSERT ON patient TO clinician",
        "table/public/patient | ALTER TABLE patient OWNER TO clinician",
        "schema/new | CREATE SCHEMA new",
      })
  void oneChangeIsInOneEntry(String key, String change) throws Exception {
    String database = server.database(clinic);
    server.run(database, change);

    assertThat(changed(whole, read(database, OWNER))).containsExactly(key);
  }

  @Test
  void anyRandomChangeOfOneRowIsFoundAndItsReturnToo() throws Exception {
    Random random = new Random(11);
    String database = server.database(clinic);
    for (int round = 0; round < 12; round++) {
      int pk = 1 + random.nextInt(300);
      String column = List.of("name", "code", "note").get(random.nextInt(3));
      server.run(
          database,
          """
          CREATE TABLE lab.kept AS SELECT * FROM patient WHERE pk = %1$d;
          UPDATE patient SET %2$s = overlay(%2$s::text placing '%3$c' from 1 for 1) WHERE pk = %1$d
          """
              .formatted(pk, column, 'E' + random.nextInt(20)));
      assertThat(changed(whole, read(database, OWNER))).contains("rows/public/patient");

      server.run(
          database,
          """
          DELETE FROM study WHERE patient_fk = %1$d;
          DELETE FROM patient WHERE pk = %1$d;
          INSERT INTO patient SELECT * FROM lab.kept;
          INSERT INTO study SELECT %1$d, %1$d, '1.2.%1$d' WHERE %1$d <= 200;
          DROP TABLE lab.kept
          """
              .formatted(pk));
      assertThat(changed(whole, read(database, OWNER))).isEmpty();
    }
  }

  @Test
  void whatTheUserMayNotReadIsIncompleteAndAllElseIsRead() throws Exception {
    String database = server.database(clinic);
    server.run(
        database,
        """
        REVOKE SELECT ON study FROM reader;
        REVOKE SELECT ON SEQUENCE lab.numbers FROM reader;
        """);

    SortedMap<String, InventoryEntry> entries = read(database, PostgresServer.READER);

    assertIncomplete(entries, "rows/public/study", "may not be read by this user");
    assertIncomplete(entries, "sequence/lab/numbers", "may not be read by this user");
    assertIncomplete(entries, "rows/pg_catalog/pg_largeobject", "may not be read by this user");
    assertThat(entry(entries, "rows/public/patient"))
        .isEqualTo(entry(whole, "rows/public/patient"));
    assertThat(changed(whole, entries))
        .containsExactlyInAnyOrder(
            "rows/public/study",
            "sequence/lab/numbers",
            "rows/pg_catalog/pg_largeobject",
            "table/public/study");
  }

  @Test
  void rowsThatASchemaHidesAreIncomplete() throws Exception {
    String database = server.database(clinic);
    server.run(
        database,
        "CREATE TABLE lab.hidden (n int); GRANT SELECT ON lab.hidden TO reader;"
            + " REVOKE USAGE ON SCHEMA lab FROM reader");

    assertIncomplete(
        read(database, PostgresServer.READER), "rows/lab/hidden", "may not be read by this user");
  }

  @Test
  void rowsThatAPolicyHidesAreIncomplete() throws Exception {
    String database = server.database(clinic);
    server.run(
        database,
        "CREATE POLICY mine ON study USING (pk = 1); ALTER TABLE study ENABLE ROW LEVEL SECURITY");

    assertIncomplete(
        read(database, PostgresServer.READER), "rows/public/study", "row-level security");
    assertThat(entry(read(database, OWNER), "rows/public/study").complete()).isTrue();
  }

  @Test
  void eachPartitionHasItsRowsAndItsParentHasNone() throws Exception {
    String database = server.database();
    server.run(
        database,
        """
        CREATE TABLE log (n int, t text) PARTITION BY RANGE (n);
        CREATE TABLE log_low PARTITION OF log FOR VALUES FROM (0) TO (10);
        CREATE TABLE log_high PARTITION OF log DEFAULT;
        INSERT INTO log VALUES (1, 'a'), (2, 'b'), (50, 'c');
        CREATE TABLE parent (n int);
        CREATE TABLE child () INHERITS (parent);
        INSERT INTO parent VALUES (1);
        INSERT INTO child VALUES (2), (3);
        """);

    SortedMap<String, InventoryEntry> entries = read(database, OWNER);

    assertThat(rows(entries))
        .isEqualTo(
            Map.of(
                "rows/public/log_low", "2",
                "rows/public/log_high", "1",
                "rows/public/parent", "1",
                "rows/public/child", "2"));
    assertThat(entries).containsKey("table/public/log");
  }

  @Test
  void rowsThatLieElsewhereAndObjectsOfUnknownKindsAreIncomplete() throws Exception {
    String database = server.database();
    server.run(
        database,
        """
        CREATE FOREIGN DATA WRAPPER far;
        CREATE SERVER away FOREIGN DATA WRAPPER far;
        CREATE FOREIGN TABLE elsewhere (n int) SERVER away;
        CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
        CREATE MATERIALIZED VIEW unfilled AS SELECT 1 AS n WITH NO DATA;
        """);

    SortedMap<String, InventoryEntry> entries = read(database, OWNER);

    assertIncomplete(entries, "rows/public/elsewhere", "foreign table");
    assertIncomplete(entries, "other/pg_operator", "1 operators");
    assertIncomplete(entries, "other/pg_foreign_server", "1 foreign servers");
    assertThat(entries)
        .doesNotContainKey("rows/public/unfilled")
        .containsKey("view/public/unfilled");
  }

  @Test
  void aTableThatIsEmptiedMeanwhileIsIncomplete() throws Exception {
    String database = server.database(clinic);
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();

    server
        .source(database, OWNER)
        .list(
            unread -> {
              InventoryEntry entry = unread.read(bytes -> {});
              if (entries.isEmpty()) {
                change(database, "TRUNCATE cache; INSERT INTO study VALUES (900, NULL, 'x')");
              }
              entries.put(entry.key(), entry);
            });

    assertIncomplete(entries, "rows/public/cache", "was emptied or written anew");
    assertThat(changed(whole, entries)).containsExactly("rows/public/cache");
  }

  @Test
  void stopsInTheMiddleOfATableWhenInterrupted() throws Exception {
    String database = server.database();
    server.run(database, "CREATE TABLE big AS SELECT generate_series(1, 1000000) AS n");
    String reading =
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'migration-auditor'"
            + " AND datname = '%s' AND query LIKE 'COPY%%'".formatted(database);
    FutureTask<Boolean> listing =
        new FutureTask<>(
            () -> {
              try {
                server.source(database, OWNER).list(unread -> {});
                return false;
              } catch (InterruptedException e) {
                return true;
              }
            });
    Thread thread = new Thread(listing);
    thread.start();
    while (text(database, reading).equals("0") && !listing.isDone()) {
      Thread.sleep(5);
    }

    thread.interrupt();

    assertThat(listing.get()).isTrue();
    while (!text(database, reading).equals("0")) {
      Thread.sleep(5); // until the contract's time is over
    }
  }

  @Test
  void namesThatLookLikeKeysHaveKeysOfTheirOwn() throws Exception {
    String database = server.database();
    server.run(
        database,
        """
        CREATE TABLE "a/b" ("c/d" int DEFAULT 1, "e""f" text);
        CREATE SCHEMA a;
        CREATE TABLE a."b" (x int);
        CREATE TABLE "a\\x2Fb" (x int);
        CREATE SEQUENCE "it's";
        """);

    assertThat(read(database, OWNER).keySet())
        .contains(
            "rows/public/a\\x2Fb",
            "rows/public/a\\x5Cx2Fb",
            "rows/a/b",
            "default/public/a\\x2Fb/c\\x2Fd",
            "sequence/public/it's");
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    assertThatIOException()
        .isThrownBy(() -> read("nowhere", OWNER))
        .withMessageContaining("database's name");
  }

  private static void change(String database, String sql) {
    try {
      server.run(database, sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static SortedMap<String, InventoryEntry> read(String database, String user)
      throws IOException, InterruptedException {
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();
    server
        .source(database, user)
        .list(
            unread -> {
              InventoryEntry entry = unread.read(bytes -> {});
              assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
            });
    return entries;
  }

  private static SortedSet<String> changed(
      Map<String, InventoryEntry> before, Map<String, InventoryEntry> after) {
    SortedSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    return keys;
  }

  private static Map<String, String> rows(SortedMap<String, InventoryEntry> entries) {
    Map<String, String> rows = new TreeMap<>();
    entries.forEach(
        (key, entry) -> {
          if (entry.kind() == EntryKind.TABLE) {
            rows.put(key, entry.recorded().attributes().getOrDefault("rows", "none"));
          }
        });
    return rows;
  }

  private static void assertIncomplete(
      SortedMap<String, InventoryEntry> entries, String key, String problem) {
    InventoryEntry entry = entry(entries, key);
    assertThat(entry.complete()).isFalse();
    assertThat(entry.digest()).isNull();
    assertThat(entry.problem()).contains(problem);
  }

  private static InventoryEntry entry(SortedMap<String, InventoryEntry> entries, String key) {
    return Objects.requireNonNull(entries.get(key), key);
  }

  private static String text(String database, String sql) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
