package org.migrationauditor.app.platform;

import java.net.BindException;
import java.sql.SQLException;
import org.migrationauditor.command.store.DatabaseUnavailableException;
import org.springframework.boot.web.server.PortInUseException;

/** What kept the program's parts from starting, as one sentence. */
final class StartFailure {
  private StartFailure() {}

  static RuntimeException explained(RuntimeException failure, String databaseUrl) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CommandFailure known -> {
          return known;
        }
        case DatabaseUnavailableException known -> {
          return known;
        }
        case PortInUseException inUse -> {
          return unavailable(
              "port %d: another program listens there; give another with --port"
                  .formatted(inUse.getPort()));
        }
        case BindException unbound -> {
          return unavailable(
              "the address cannot be listened on: %s; give another with --address or --port"
                  .formatted(unbound.getMessage()));
        }
        case SQLException sql -> {
          return unavailable(
              "database '%s': %s; see that it runs and that the roles and passwords are right"
                  .formatted(databaseUrl, firstLine(sql)));
        }
        default -> {}
      }
    }
    return failure;
  }

  private static CommandFailure unavailable(String sentence) {
    return new CommandFailure(ExitStatus.UNAVAILABLE, sentence);
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason was given");
  }
}
