package org.migrationauditor.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EmbeddedDatabase;
import picocli.CommandLine;

/**
 * The same verbs as {@link AuditorProcess} has, without a process for each: for tests of many
 * verbs, which would wait for Java and PostgreSQL to start most of the time.
 */
final class AuditorInProcess implements AutoCloseable {
  private final Path home;
  private final EmbeddedDatabase database;

  /** With a home of its own, whose database runs until this is closed. */
  AuditorInProcess(Path home) throws IOException {
    this.home = AuditorProcess.unpacked(home).home();
    this.database = EmbeddedDatabase.open(home.resolve("postgres"));
  }

  Path home() {
    return home;
  }

  Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine auditor =
        Auditor.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Ended(auditor.execute(atHome(auditor, arguments)), out.toString(), err.toString());
  }

  /** Changes what is stored as a superuser can, past every trigger. */
  void tamper(String sql) throws SQLException {
    DatabaseAccess access = database.access();
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(sql);
    }
  }

  private String[] atHome(CommandLine auditor, String... arguments) {
    CommandLine verb = Objects.requireNonNull(auditor.getSubcommands().get(arguments[0]));
    CommandLine below = arguments.length > 1 ? verb.getSubcommands().get(arguments[1]) : null;
    return hasHome(verb) && (below == null || hasHome(below))
        ? Stream.concat(Arrays.stream(arguments), Stream.of("--home", home.toString()))
            .toArray(String[]::new)
        : arguments;
  }

  private static boolean hasHome(CommandLine verb) {
    return verb.getCommandSpec().findOption("--home") != null;
  }

  @Override
  public void close() {
    database.close();
  }
}
