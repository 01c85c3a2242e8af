package org.migrationauditor.command.store;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The PostgreSQL server of a folder: listens on the loopback address only, asks for passwords,
 * writes through to the disk before it answers, and outlives the process that starts it. Not for
 * use by several processes at once.
 */
final class PostgresServer {
  static final String OWNER = "auditor_owner";

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long LOG_BYTES = 16 << 20;
  private static final int PORTS_TRIED = 5;
  private static final Pattern TROUBLE =
      Pattern.compile(".*?(?:FATAL|PANIC|ERROR|[Ee]rror|could not|cannot)(.*)");

  private final Path folder;
  private final Path data;
  private final Path log;

  /** The folder must exist and be absolute, without links. */
  PostgresServer(Path folder) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.log = folder.resolve("postgresql.log");
  }

  /** Port of the server, which is started when it does not run. */
  int start(ServerPasswords passwords) throws IOException {
    PostmasterFile postmaster = new PostmasterFile(data);
    Optional<Integer> running = postmaster.port();
    if (running.isPresent()) {
      return running.get(); // it survived whoever started it
    }
    Path programs = ServerPrograms.in(folder);
    if (Files.notExists(data)) {
      initialise(programs, passwords);
    }
    awaitEndOf(postmaster);
    postmaster.removeWhenStale();
    if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
      Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return start(programs);
  }

  /** Ends it and waits until everything is on disk; nothing happens when it does not run. */
  void stop() throws IOException {
    if (new PostmasterFile(data).port().isEmpty()) {
      return;
    }
    Path programs = ServerPrograms.in(folder);
    Ended stopped = run(programs, "pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
    if (stopped.exitCode() != 0) {
      throw trouble("PostgreSQL did not stop", stopped.output(), "stop it by hand");
    }
  }

  private int start(Path programs) throws IOException {
    for (int left = PORTS_TRIED; ; left--) {
      long before = Files.exists(log) ? Files.size(log) : 0;
      int port = freePort();
      String settings =
          "-p "
              + port
              + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
              + " -c fsync=on -c full_page_writes=on -c synchronous_commit=on"
              + " -c max_connections=60 -c shared_buffers=64MB -c timezone=UTC"
              + " -c log_timezone=UTC -c logging_collector=off -c log_statement=none";
      Ended started =
          run(
              programs,
              "pg_ctl",
              "start",
              "-D",
              data.toString(),
              "-l",
              log.toString(),
              "-w",
              "-t",
              Long.toString(PATIENCE.toSeconds()),
              "-o",
              settings);
      if (started.exitCode() == 0) {
        return port;
      }
      String told = logSince(before) + "\n" + started.output();
      if (left == 1 || !told.contains("could not bind")) {
        throw trouble("PostgreSQL did not start", told, "see '" + log + "' and try again");
      }
    }
  }

  private void initialise(Path programs, ServerPasswords passwords) throws IOException {
    Path fresh = folder.resolve("data.new"); // one that was cut short is never taken for a whole
    ServerPrograms.remove(fresh);
    Path passwordFile = folder.resolve("password.tmp");
    ServerPasswords.write(passwordFile, passwords.owner() + "\n");
    try {
      Ended made =
          run(
              programs,
              "initdb",
              "-D",
              fresh.toString(),
              "-U",
              OWNER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-instructions");
      if (made.exitCode() != 0) {
        throw trouble("PostgreSQL made no database", made.output(), "put that right and try again");
      }
      Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /** Processes of a server that was killed notice that, and end by themselves. */
  private void awaitEndOf(PostmasterFile postmaster) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (postmaster.inUse()) {
      if (System.nanoTime() - end > 0) {
        throw trouble(
            "processes of an earlier PostgreSQL are still at work there", "", "end them first");
      }
      try {
        Thread.sleep(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw trouble("interrupted while it was started", "", "try again");
      }
    }
  }

  private Ended run(Path programs, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble("interrupted while " + program + " ran", "", "try again");
    }
  }

  private String logSince(long position) throws IOException {
    if (Files.notExists(log)) {
      return "";
    }
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(position, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private DatabaseUnavailableException trouble(String what, String output, String next) {
    String reason =
        output
            .lines()
            .map(TROUBLE::matcher)
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group().strip())
            .findFirst()
            .map(line -> " (" + line + ")")
            .orElse("");
    return new DatabaseUnavailableException(
        "database '%s': %s%s; no event was stored, %s".formatted(folder, what, reason, next), null);
  }

  /** How a program ended, and what it printed. */
  private record Ended(int exitCode, String output) {}
}
