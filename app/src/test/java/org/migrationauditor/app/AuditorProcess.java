package org.migrationauditor.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.migrationauditor.command.store.EmbeddedDatabase;

/**
 * The program as its users start it: {@code ./auditor}, a process of its own, a home of its own.
 */
final class AuditorProcess {
  private static final long MOST_SECONDS = 240;
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path home;

  AuditorProcess(Path home) {
    this.home = home;
  }

  /** With a home that finds PostgreSQL unpacked already, as one has that was used before. */
  static AuditorProcess unpacked(Path home) throws IOException {
    Path database = Files.createDirectories(home.resolve("postgres"), PRIVATE);
    Files.createSymbolicLink(database.resolve("server"), Unpacked.SERVER);
    return new AuditorProcess(home);
  }

  private static final class Unpacked {
    static final Path SERVER = server();

    private static Path server() {
      Path database = project().resolve("app/target/postgres");
      EmbeddedDatabase.open(database).close();
      return database.resolve("server");
    }
  }

  /**
   * How a run ended.
   *
   * @param out standard output
   * @param err standard error
   */
  record Ended(int status, String out, String err) {
    /** The lines of standard output that are JSON of one type. */
    List<String> json(String type) {
      return out.lines().filter(line -> line.startsWith("{\"type\":\"" + type + "\"")).toList();
    }
  }

  /** The project's folder, which holds the launcher. */
  static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("auditor"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder;
  }

  Path home() {
    return home;
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return end(start(builder(arguments)));
  }

  /** Starts and does not wait; output goes to files beside the home. */
  Process start(String... arguments) throws IOException {
    return start(builder(arguments)).process();
  }

  ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(project().resolve("auditor").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("MIGRATION_AUDITOR_HOME", home.toString());
    environment.putIfAbsent("AUDITOR_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"); // starts faster
    return builder;
  }

  private record Started(Process process, Path out, Path err) {}

  private static Started start(ProcessBuilder builder) throws IOException {
    Path out = Files.createTempFile("auditor", ".out");
    Path err = Files.createTempFile("auditor", ".err");
    Process process =
        builder
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Started(process, out, err);
  }

  /** Runs what a builder describes to its end. */
  static Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
    return end(start(builder));
  }

  private static Ended end(Started started) throws IOException, InterruptedException {
    if (!started.process().waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      started.process().destroyForcibly();
      throw new IllegalStateException(
          "still running after %d s: %s".formatted(MOST_SECONDS, Files.readString(started.err())));
    }
    Ended ended =
        new Ended(
            started.process().exitValue(),
            Files.readString(started.out(), StandardCharsets.UTF_8),
            Files.readString(started.err(), StandardCharsets.UTF_8));
    Files.delete(started.out());
    Files.delete(started.err());
    return ended;
  }

  /** Runs another program and gives its standard output. */
  static Ended tool(String... command) throws IOException, InterruptedException {
    return end(new ProcessBuilder(command));
  }
}
