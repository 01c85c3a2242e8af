package org.migrationauditor.command.seal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.migrationauditor.evidence.NoteSigner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A process of its own, which stores events of one migration and seals them until it is killed. */
final class SealingProcess {
  /** Stores one event more of a migration. */
  static final String NEXT_EVENT =
      """
      INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
          sequence_number, type, payload_type, payload, metadata, time_stamp)
      SELECT :migration || count(*), :migration, count(*), 'Migration', 'T', '{}', '{}',
          '2026-01-01T00:00:00Z'
      FROM event_store.domain_event WHERE aggregate_identifier = :migration
      """;

  private SealingProcess() {}

  /**
   * Takes URL, user and password of the database, the file of the signer and a migration. Prints
   * each head that it signed, a line each with | for the ends of its lines.
   */
  public static void main(String[] args) throws Exception {
    DriverManagerDataSource database = new DriverManagerDataSource(args[0], args[1], args[2]);
    NoteSigner signer = NoteSigner.parse(Files.readString(Path.of(args[3])));
    Sealer sealer =
        new Sealer(
            database,
            new JdbcTransactionManager(database),
            () -> KeyRing.of(signer),
            Optional.empty());
    JdbcClient jdbc = JdbcClient.create(database);
    while (true) {
      jdbc.sql(NEXT_EVENT).param("migration", args[4]).update();
      sealer.seal().ifPresent(note -> System.out.println(note.toString().replace('\n', '|')));
    }
  }
}
