package org.migrationauditor.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.migrationauditor.command.seal.KeyRing;
import org.migrationauditor.command.seal.LogAudit;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.command.seal.Sealer;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EmbeddedDatabase;
import org.migrationauditor.command.store.EventStoreSchema;
import org.migrationauditor.evidence.NoteSigner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Seals events that lie in a real PostgreSQL and verifies the log over them. Each event is one of a
 * rehearsal, in migrations of 250 events.
 */
final class SealingLog {
  private static final int EVENTS_OF_A_MIGRATION = 250;

  private final DatabaseAccess access;
  private final NoteSigner signer;

  private SealingLog(DatabaseAccess access, NoteSigner signer) {
    this.access = access;
    this.signer = signer;
  }

  /**
   * Takes a folder for the database, a file with the payload and one with the metadata of an event,
   * and a count of events; ends with status 0 if the log is sound.
   */
  public static void main(String[] args) throws Exception {
    long events = Long.parseLong(args[3]);
    boolean sound;
    try (EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(args[0]))) {
      NoteSigner signer =
          new NoteSigner(
              "benchmark.example/migration-log",
              KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      SealingLog log = new SealingLog(database.access(), signer);
      EventStoreSchema.migrate(database.access());
      String payload = Files.readString(Path.of(args[1])).strip();
      String metadata = Files.readString(Path.of(args[2])).strip();
      System.out.printf(
          Locale.ROOT, "%d events of %d bytes%n", events, payload.length() + metadata.length());
      log.time("stored", events, () -> log.store(events, payload, metadata));
      log.time("sealed", events, log::seal);
      sound = log.time("verified", events, log::verify);
    }
    System.exit(sound ? 0 : 1);
  }

  /** Something that takes its time. */
  private interface Work<T> {
    T run() throws Exception;
  }

  private <T> T time(String what, long events, Work<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "%-10s %8.1f s %9.0f events/s%n", what, seconds, events / seconds);
    return result;
  }

  private long store(long events, String payload, String metadata) {
    return JdbcClient.create(
            new DriverManagerDataSource(access.url(), access.ownerUser(), access.ownerPassword()))
        .sql(
            """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                sequence_number, type, payload_type, time_stamp, payload, metadata)
            SELECT 'e' || i, 'night-' || i / :each, i % :each, 'Migration',
                'org.migrationauditor.messages.migration.StepSucceeded',
                to_char(timestamptz '2026-01-01Z' + i * interval '1 second',
                    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                :payload, :metadata
            FROM generate_series(0, :events - 1) AS made (i)
            """)
        .param("each", EVENTS_OF_A_MIGRATION)
        .param("payload", payload)
        .param("metadata", metadata)
        .param("events", events)
        .update();
  }

  private long seal() {
    try (SingleConnectionDataSource application = application()) {
      new Sealer(
              application,
              new JdbcTransactionManager(application),
              () -> KeyRing.of(signer),
              Optional.empty())
          .seal();
      return 0;
    }
  }

  private boolean verify() {
    try (SingleConnectionDataSource application = application()) {
      LogVerdict verdict =
          new LogAudit(application, new JdbcTransactionManager(application), signer.key())
              .verify(List.of(), leaves -> {});
      verdict.flaws().forEach(System.err::println);
      return verdict.flaws().isEmpty();
    }
  }

  private SingleConnectionDataSource application() {
    return new SingleConnectionDataSource(
        access.url(), access.applicationUser(), access.applicationPassword(), true);
  }
}
