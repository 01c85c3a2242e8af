package org.migrationauditor.verifier.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.Archives;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/** A database in the PostgreSQL of Kaapana 0.1.3 against one in the newest. */
final class VersionsIT {
  private static PostgresServer old;
  private static PostgresServer newest;

  @TempDir private Path dir;
  private Verifier verifier;

  @BeforeAll
  static void startServers() throws Exception {
    newest = PostgresServer.newest();
    old = PostgresServer.old();
  }

  @AfterAll
  static void stopServers() throws Exception {
    newest.close();
    old.close();
  }

  @BeforeEach
  void openVerifier() {
    verifier = new Verifier(dir, new PseudonymKey(new byte[32]));
  }

  @Test
  void aDatabaseIsTheSameInAnotherVersion() throws Exception {
    ComparisonSummary same = compare(Clinic.ascending(old), Clinic.descending(newest));

    assertThat(same.findings()).isEmpty();
    assertThat(same.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(same.compared()).isGreaterThan(30);
  }

  @Test
  void whatDiffersHasACodeOfItsKind() throws Exception {
    String after = Clinic.descending(newest);
    newest.run(
        after,
        """
        UPDATE patient SET weight = weight + 1e-14 WHERE pk = 1;
        DELETE FROM study WHERE pk = 9;
        SELECT setval('lab.numbers', 41);
        ALTER TABLE patient ALTER small TYPE integer;
        DROP INDEX study_patient;
        CREATE INDEX study_uid ON study (uid);
        GRANT INSERT ON study TO reader;
        """);

    assertThat(found(compare(Clinic.ascending(old), after)))
        .containsExactly(
            "FAILED",
            "MISSING index/public/study/study_patient",
            "EXTRA index/public/study/study_uid",
            "ROWS_DIFFER rows/public/patient 302 rows in the first inventory, 302 in the second,"
                + " not the same",
            "ROWS_DIFFER rows/public/study 200 rows in the first inventory, 199 in the second, not"
                + " the same",
            "SEQUENCE_DIFFERS sequence/lab/numbers last value 42 in the first inventory, 41 in the"
                + " second, or other parameters",
            "DEFINITION_DIFFERS table/public/patient defined otherwise",
            "ATTRIBUTES_CHANGED table/public/study same content, other attributes: grants");
  }

  @Test
  void whatTwoVersionsWriteInTwoWaysIsNotCompared() throws Exception {
    String before = Clinic.ascending(old);
    String after = Clinic.ascending(newest);
    for (PostgresServer server : List.of(old, newest)) {
      server.run(
          server == old ? before : after,
          "CREATE VIEW plain AS SELECT uid FROM study WHERE pk = 1");
    }

    assertThat(found(compare(before, after)))
        .containsExactly(
            "INDETERMINATE",
            "DEFINITION_REWRITTEN query/public/plain written by PostgreSQL 9.6 in the first"
                + " inventory, by 18 in the second");
  }

  @Test
  void twoDatabasesWithoutTablesAreNotEqual() throws Exception {
    assertThat(compare(old.database(), newest.database()).verdict())
        .isEqualTo(Verdict.INDETERMINATE);
  }

  private ComparisonSummary compare(String before, String after) throws Exception {
    return verifier.compare(
        inventory("before", old.address(before)),
        inventory("after", newest.address(after)),
        List.of());
  }

  private InventorySummary inventory(String name, String address) throws Exception {
    return verifier.inventory(
        new InventoryName(name), Archives.address("postgres:" + address), Progress.UNWATCHED);
  }

  /** The verdict, then each finding but those of deletion and creation with its detail. */
  private List<String> found(ComparisonSummary comparison) throws Exception {
    List<String> found = new ArrayList<>();
    found.add(comparison.verdict().name());
    verifier
        .findings(comparison.manifest(), null, 100)
        .forEach(
            finding ->
                found.add(
                    switch (finding.code()) {
                      case MISSING, EXTRA -> "%s %s".formatted(finding.code(), finding.key());
                      default ->
                          "%s %s %s".formatted(finding.code(), finding.key(), finding.detail());
                    }));
    return found;
  }
}
