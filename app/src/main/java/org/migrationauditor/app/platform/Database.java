package org.migrationauditor.app.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EmbeddedDatabase;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * The PostgreSQL that holds the history: the server that {@code spring.datasource.url} names, else
 * one embedded in the home.
 */
final class Database implements AutoCloseable {
  private static final String URL = "spring.datasource.url";

  private final DatabaseAccess access;
  private final @Nullable EmbeddedDatabase embedded;

  private Database(DatabaseAccess access, @Nullable EmbeddedDatabase embedded) {
    this.access = access;
    this.embedded = embedded;
  }

  static Database open(Path embeddedFolder) {
    Environment environment = new StandardEnvironment();
    String url = environment.getProperty(URL, "");
    if (url.isBlank()) {
      EmbeddedDatabase embedded = EmbeddedDatabase.open(embeddedFolder);
      return new Database(embedded.access(), embedded);
    }
    return new Database(
        new DatabaseAccess(
            url,
            required(environment, "spring.datasource.username"),
            required(environment, "spring.datasource.password"),
            required(environment, "spring.flyway.user"),
            required(environment, "spring.flyway.password")),
        null);
  }

  private static String required(Environment environment, String name) {
    String value = environment.getProperty(name, "");
    if (value.isBlank()) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          "database: '%s' is set and '%s' is not; set all five of them, see docs/operator-guide.md"
              .formatted(URL, name));
    }
    return value;
  }

  DatabaseAccess access() {
    return access;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
