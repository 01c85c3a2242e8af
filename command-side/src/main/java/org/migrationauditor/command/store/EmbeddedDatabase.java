package org.migrationauditor.command.store;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A PostgreSQL server of its own in one folder, shared by every process that opens it: the first
 * starts it, the last stops it. A process that is killed is no user any more, and a server that was
 * left running is used again. Passwords, data and the server's log lie in the folder, readable for
 * its owner only.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String NAME = "migration_auditor";
  private static final String APPLICATION = "auditor";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** The locks are the process's, so it keeps one of each folder. */
  private static final Map<Path, Opened> OPENED = new HashMap<>();

  private final Path folder;
  private final DatabaseAccess access;
  private boolean closed;

  private EmbeddedDatabase(Path folder, DatabaseAccess access) {
    this.folder = folder;
    this.access = access;
  }

  /** What this process holds of a folder, and how often it was opened. */
  private record Opened(SharedFolder shared, FileLock use, DatabaseAccess access, int times) {
    Opened times(int now) {
      return new Opened(shared, use, access, now);
    }
  }

  /**
   * Opens the database of the folder, which is made when it is not there.
   *
   * @throws DatabaseUnavailableException when the server cannot be started or reached
   */
  public static EmbeddedDatabase open(Path folder) {
    synchronized (OPENED) {
      try {
        Files.createDirectories(
            folder.toAbsolutePath(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path real = folder.toRealPath();
        Opened opened = OPENED.get(real);
        if (opened == null) {
          opened = enter(real);
        }
        OPENED.put(real, opened.times(opened.times() + 1));
        return new EmbeddedDatabase(real, opened.access());
      } catch (IOException e) {
        throw unavailable(folder, e);
      }
    }
  }

  /** Where it listens for as long as this is open, and who may enter. */
  public DatabaseAccess access() {
    return access;
  }

  @Override
  public void close() {
    synchronized (OPENED) {
      if (closed) {
        return;
      }
      closed = true;
      Opened opened = OPENED.remove(folder);
      if (opened == null) {
        return;
      }
      if (opened.times() > 1) {
        OPENED.put(folder, opened.times(opened.times() - 1));
        return;
      }
      try (SharedFolder shared = opened.shared()) {
        shared.behindGate(() -> end(folder, shared, opened.use()));
      } catch (IOException e) {
        throw unavailable(folder, e);
      }
    }
  }

  private static Opened enter(Path folder) throws IOException {
    SharedFolder shared = new SharedFolder(folder, PATIENCE);
    try {
      return shared.behindGate(() -> begin(folder, shared));
    } catch (IOException | RuntimeException e) {
      shared.close();
      throw e;
    }
  }

  private static Opened begin(Path folder, SharedFolder shared) throws IOException {
    FileLock use = shared.use();
    try {
      ServerPasswords passwords = ServerPasswords.in(folder);
      int port = new PostgresServer(folder).start(passwords);
      DatabaseAccess access =
          new DatabaseAccess(
              url(port, NAME),
              APPLICATION,
              passwords.application(),
              PostgresServer.OWNER,
              passwords.owner());
      makeDatabase(port, access);
      return new Opened(shared, use, access, 0);
    } catch (IOException | RuntimeException e) {
      end(folder, shared, use);
      throw e;
    }
  }

  private static boolean end(Path folder, SharedFolder shared, FileLock use) throws IOException {
    use.close();
    boolean last = shared.unused();
    if (last) {
      new PostgresServer(folder).stop();
    }
    return last;
  }

  private static void makeDatabase(int port, DatabaseAccess access) throws IOException {
    try (Connection connection = connect(url(port, "postgres"), access);
        Statement statement = connection.createStatement()) {
      boolean there;
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT count(*) > 0 FROM pg_database WHERE datname = '" + NAME + "'")) {
        there = rows.next() && rows.getBoolean(1);
      }
      if (!there) {
        statement.execute("CREATE DATABASE " + NAME + " TEMPLATE template0 ENCODING 'UTF8'");
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A server that was found running may still be recovering from a crash. */
  private static Connection connect(String url, DatabaseAccess access) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return DriverManager.getConnection(url, access.ownerUser(), access.ownerPassword());
      } catch (SQLException e) {
        boolean starting = "57P03".equals(e.getSQLState()); // cannot_connect_now
        if (!starting || System.nanoTime() - end > 0) {
          throw e;
        }
        try {
          Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  private static String url(int port, String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private static DatabaseUnavailableException unavailable(Path folder, IOException cause) {
    String denied = cause instanceof AccessDeniedException ? "permission denied: " : "";
    return new DatabaseUnavailableException(
        "database '"
            + folder
            + "': "
            + denied
            + cause.getMessage()
            + "; no event was stored, look at the folder and try again",
        cause);
  }
}
