package org.migrationauditor.verifier.pacsdb;

import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.postgres.PostgresAddress;

/**
 * Databases of dcm4chee 5.22 to 5.35 on PostgreSQL: {@code
 * pacsdb:postgresql://<host>[:<port>]/<database>[?user=<name>]}. The user is {@code pacs} unless
 * named, its password the secret {@value #PASSWORD}.
 */
public final class PacsDatabaseScheme implements ArchiveScheme {
  private static final String USER = "pacs";

  static final String PASSWORD = "AUDITOR_PACSDB_PASSWORD";

  @Override
  public String scheme() {
    return "pacsdb";
  }

  @Override
  public View view() {
    return View.PACS_DATABASE;
  }

  @Override
  public String meaning() {
    return "the database of a dcm4chee archive; its password is read from " + PASSWORD;
  }

  @Override
  public String example() {
    return scheme() + ":postgresql://localhost:5432/pacsdb";
  }

  @Override
  public InventorySource open(String rest, Access access) {
    return new PacsDatabaseSource(
        PostgresAddress.of(rest, example() + "?user=" + USER, USER), access.secrets());
  }
}
