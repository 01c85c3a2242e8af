package org.migrationauditor.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.readmodel.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lines that PostgreSQL writes against those that it was given. */
final class StoredRowsIT {
  private static final MigrationId ID = new MigrationId("site-a");
  private static final ContentDigest DIGEST = new ContentDigest("0f".repeat(32));
  private static final Instant MICROS = Instant.parse("2026-03-01T22:00:00.123450Z");
  private static final Instant WHOLE = Instant.parse("2026-03-01T22:00:00Z");
  private static final String STRANGE =
      "\\ \t\n\r\b\f\u000B\0\u0001 \\N {\",\"} \u05d0\ud83d\ude00";
  private static final List<String[]> ARRAYS =
      List.of(
          new String[] {},
          new String[] {""},
          new String[] {"null", "NULL", "nil"},
          new String[] {"a b", "a\u00a0b", "\u000B", STRANGE},
          new String[] {"{", "}", ",", "\"", "\\", "'", ";"});

  private final DataSource database = TestDatabase.migrated().application();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(database));

  @Test
  void readAsTheyWereWrittenWhateverTheyHold() {
    CopyText rows = rows();
    transaction.executeWithoutResult(
        status -> {
          Shadow shadow = Shadow.create(database);
          shadow.put(ID.value(), rows);
          shadow.replace(Set.of(ID.value()));
        });

    assertThat(agree(rows)).isTrue();

    for (String change :
        List.of(
            "UPDATE read_model.parameter SET value = value || ' '",
            "UPDATE read_model.migration SET last_at = last_at + interval '1 microsecond'",
            "UPDATE read_model.step SET proven_by = proven_by || 'x'::text WHERE position = 0",
            "DELETE FROM read_model.parameter",
            "INSERT INTO read_model.parameter VALUES ('site-a', 'more', '')")) {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql(change).update();
            assertThat(StoredRows.of(List.of(ID), database).are(ID, rows)).as(change).isFalse();
            status.setRollbackOnly();
          });
    }
    assertThat(agree(rows)).isTrue();
  }

  private boolean agree(CopyText rows) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> StoredRows.of(List.of(ID), database).are(ID, rows)));
  }

  private static CopyText rows() {
    CopyText rows = new CopyText();
    rows.add(
        Table.MIGRATION,
        ID,
        STRANGE,
        DIGEST,
        true,
        "h",
        "t",
        WHOLE,
        7L,
        MICROS,
        null,
        null,
        null,
        null,
        null,
        null);
    rows.add(Table.PARAMETER, ID, "\\N", STRANGE);
    for (int i = 0; i < ARRAYS.size(); i++) {
      rows.add(
          Table.STEP,
          ID,
          "s" + i,
          i,
          STRANGE,
          "",
          "A",
          "OPERATOR",
          false,
          ARRAYS.get(i),
          new String[] {},
          true,
          null,
          "SUCCEEDED",
          1,
          0,
          "",
          STRANGE,
          MICROS,
          WHOLE,
          5L,
          null,
          DIGEST,
          "",
          false,
          null,
          ARRAYS.get(i));
    }
    return rows;
  }
}
