package org.migrationauditor.query.readmodel;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** The schema {@code read_model}. */
public final class ReadModelSchema {
  static final String NAME = "read_model";

  private ReadModelSchema() {}

  /** Brings it to this version's shape; safe to call from several processes. */
  public static void migrate(ReadModelOwner owner) {
    Flyway.configure()
        .dataSource(owner.dataSource())
        .schemas(NAME)
        .locations("classpath:db/read_model")
        .placeholders(Map.of("applicationRole", owner.applicationRole()))
        .load()
        .migrate();
  }
}
