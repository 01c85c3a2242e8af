package org.migrationauditor.verifier.postgres;

import java.util.Locale;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * Databases of PostgreSQL 9.5 and newer: {@code
 * postgres:postgresql://<host>[:<port>]/<database>[?user=<name>]}. The user is {@code postgres}
 * unless named, its password the secret {@value #PASSWORD} with the user's name behind it, such as
 * {@code AUDITOR_POSTGRES_PASSWORD_KEYCLOAK}, or else {@value #PASSWORD} alone.
 */
public final class PostgresScheme implements ArchiveScheme {
  static final String PASSWORD = "AUDITOR_POSTGRES_PASSWORD";

  private static final String USER = "postgres";

  /** The secret of a user's own, what is no letter or digit in its name as underscores. */
  static String passwordOf(String user) {
    return "%s_%s"
        .formatted(PASSWORD, user.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT));
  }

  @Override
  public String scheme() {
    return "postgres";
  }

  @Override
  public View view() {
    return View.POSTGRES;
  }

  @Override
  public String meaning() {
    return "rows and definitions of a PostgreSQL database; its password is read from " + PASSWORD;
  }

  @Override
  public String example() {
    return scheme() + ":postgresql://localhost:5432/airflow";
  }

  @Override
  public InventorySource open(String rest, Access access) {
    return new PostgresSource(
        PostgresAddress.of(rest, example() + "?user=" + USER, USER), access.secrets());
  }
}
