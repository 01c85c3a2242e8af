package org.migrationauditor.query.readmodel;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A real PostgreSQL for all tests of the module, with an owner and an application's role. */
public final class TestDatabase {
  private static final String APPLICATION = "auditor";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final EmbeddedPostgres SERVER = start();
  private static int databases;

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** An empty database whose schema {@code read_model} is in place. */
  public static synchronized TestDatabase migrated() {
    TestDatabase database = new TestDatabase("test" + databases++);
    JdbcClient.create(SERVER.getPostgresDatabase())
        .sql("CREATE DATABASE " + database.name)
        .update();
    ReadModelSchema.migrate(database.readModelOwner());
    return database;
  }

  public ReadModelOwner readModelOwner() {
    return new ReadModelOwner(owner(), APPLICATION);
  }

  public DataSource owner() {
    return SERVER.getDatabase("postgres", name);
  }

  public DataSource application() {
    return SERVER.getDatabase(APPLICATION, name);
  }

  /** What was read of the history stays known. */
  public void emptyReadModels() {
    JdbcClient owner = JdbcClient.create(owner());
    String tables =
        owner
            .sql(
                """
                SELECT string_agg('read_model.' || tablename, ', ') FROM pg_tables
                WHERE schemaname = 'read_model'
                    AND tablename NOT IN ('flyway_schema_history', 'token_entry')
                """)
            .query(String.class)
            .single();
    owner.sql("TRUNCATE " + tables).update();
  }

  /** An event store in the same database, its table made anew. */
  public JdbcEventStorageEngine events() {
    Jackson3Serializer serializer = Jackson3Serializer.builder().build();
    JdbcEventStorageEngine engine =
        JdbcEventStorageEngine.builder()
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .connectionProvider(new DataSourceConnectionProvider(owner()))
            .transactionManager(new SpringTransactionManager(new JdbcTransactionManager(owner())))
            .build();
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
    return engine;
  }

  private static EmbeddedPostgres start() {
    try {
      Awaitility.setDefaultTimeout(PATIENCE); // for machines that do much else
      EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
      JdbcClient.create(server.getPostgresDatabase())
          .sql("CREATE ROLE " + APPLICATION + " LOGIN")
          .update();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
