package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Home;
import picocli.CommandLine.Option;

/** Options that every verb with a home understands. */
final class CommonOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "folder that keeps database, manifests and reports; default: $MIGRATION_AUDITOR_HOME, else"
              + " ~/.migration-auditor")
  private @Nullable Path home;

  private @Nullable Home opened;

  /** The home that the verb opened; empty when it opened none. */
  Optional<Home> opened() {
    return Optional.ofNullable(opened);
  }

  Home home() {
    opened = open();
    return opened;
  }

  private Home open() {
    if (home != null) {
      return Home.open(home);
    }
    String fromEnvironment = System.getenv("MIGRATION_AUDITOR_HOME");
    return Home.open(
        fromEnvironment != null && !fromEnvironment.isBlank()
            ? Path.of(fromEnvironment)
            : Path.of(userHome(), ".migration-auditor"));
  }

  /** As the shell's {@code ~}; Java's own idea of it comes from the password file. */
  private static String userHome() {
    return System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
  }
}
