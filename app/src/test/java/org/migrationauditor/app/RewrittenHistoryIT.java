package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;

/** What is said of reports where somebody changed the events that they tell of. */
final class RewrittenHistoryIT {
  private static final String EVENTS = "event_store.domain_event";
  private static final String FIFTH =
      " WHERE sequence_number = 5 AND aggregate_identifier = (SELECT aggregate_identifier FROM "
          + EVENTS
          + " WHERE payload_type LIKE '%MigrationPlanned')";

  @TempDir private static Path folder;
  private static AuditorInProcess auditor;
  private static List<Path> reports = List.of();

  @BeforeAll
  static void issue() throws Exception {
    auditor = new AuditorInProcess(folder.resolve("home"));
    Ended demo = auditor.run("demo", "--dir", folder.resolve("host").toString());
    assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
    try (Stream<Path> files = Files.walk(auditor.home().resolve("reports"))) {
      reports = files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
  }

  @AfterAll
  static void close() {
    auditor.close();
  }

  @Test
  void anEventThatWasTakenOutFailsTheHistoryAndLosesNoAnswer() throws SQLException {
    auditor.tamper("CREATE TABLE taken AS SELECT * FROM " + EVENTS + FIFTH);
    auditor.tamper("DELETE FROM " + EVENTS + FIFTH);
    try {
      expectFailed("event 5: event 6 stands in its place");
    } finally {
      auditor.tamper("INSERT INTO " + EVENTS + " OVERRIDING SYSTEM VALUE SELECT * FROM taken");
    }
  }

  @Test
  void anEventWithOtherWordsFailsTheHistoryAndLosesNoAnswer() throws SQLException {
    auditor.tamper("CREATE TABLE typed AS SELECT payload_type FROM " + EVENTS + FIFTH);
    auditor.tamper("UPDATE " + EVENTS + " SET payload_type = 'org.example.Other'" + FIFTH);
    try {
      expectFailed("event 5: its type is not known to this version of the program");
    } finally {
      auditor.tamper(
          "UPDATE " + EVENTS + " SET payload_type = (SELECT payload_type FROM typed)" + FIFTH);
    }
  }

  /** Two files at once: each has every answer. */
  private static void expectFailed(String why) {
    Ended check =
        auditor.run(
            "verify-report", "--log", reports.getFirst().toString(), reports.getLast().toString());

    assertThat(check.status()).as(check.out() + check.err()).isEqualTo(1);
    assertThat(check.out().lines().filter(line -> line.startsWith("FAILED        history: ")))
        .hasSize(2);
    assertThat(check.out().lines().filter(line -> line.startsWith("FAILED        log: ")))
        .hasSize(2);
    assertThat(check.out().lines())
        .filteredOn(line -> line.startsWith("INDETERMINATE standing: the history cannot be read: "))
        .hasSize(2)
        .allMatch(line -> line.contains(why));
    assertThat(check.out()).contains("FAILED " + reports.getFirst(), "FAILED " + reports.getLast());
  }
}
