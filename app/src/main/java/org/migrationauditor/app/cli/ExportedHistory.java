package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.export.History;
import org.migrationauditor.app.export.Syslog;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.run.HostName;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.messages.migration.MigrationId;

/** The history of a migration in a home, as this user exports it now. */
record ExportedHistory(Platform platform, MigrationId migration) {
  private static final String CERTIFICATES = "AUDITOR_SYSLOG_CERTIFICATES";
  private static final Pattern SERVER =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\]):([1-9][0-9]{0,4})");
  private static final int MOST_PORT = 65_535;

  History history() {
    return new History(
        migration.value(),
        () -> platform.stored(migration).map(platform::opened),
        new History.Reader(user(), HostName.get(), now(), log()));
  }

  /**
   * Sends it to an audit repository.
   *
   * @param address host and port
   * @return messages, count
   */
  long send(String address) throws IOException {
    Matcher server = SERVER.matcher(address);
    if (!server.matches() || Integer.parseInt(server.group(2)) > MOST_PORT) {
      throw refused("syslog '%s': is no HOST:PORT".formatted(address));
    }
    return syslog(server.group(1), Integer.parseInt(server.group(2)))
        .send(history().auditMessages().iterator(), HostName.get(), now());
  }

  private static Syslog syslog(String host, int port) {
    @Nullable String certificates = System.getenv(CERTIFICATES);
    try {
      return Syslog.at(
          host,
          port,
          certificates == null || certificates.isBlank() ? null : Path.of(certificates));
    } catch (IOException e) {
      throw refused("environment: '%s': %s".formatted(CERTIFICATES, e.getMessage()));
    }
  }

  private static CommandFailure refused(String what) {
    return new CommandFailure(ExitStatus.REFUSED, what + "; nothing was sent, correct it");
  }

  /** Name of the log; its keys have it. */
  private String log() {
    NoteKey key = platform.sealing().known().getLast();
    return key.name();
  }

  private static String user() {
    return System.getProperty("user.name", "unknown");
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }
}
