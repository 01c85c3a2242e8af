package org.migrationauditor.app.cli;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.Parameters;

/** The migration that a verb is about: the one named, or the only one there is. */
final class KnownMigration {
  @Parameters(
      paramLabel = "MIGRATION",
      arity = "0..1",
      description = "name of the migration; may be left out when there is only one")
  private @Nullable String name;

  MigrationId in(Platform platform) {
    return platform.resolve(name);
  }
}
