package org.migrationauditor.command.store;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/** A process of its own that opens the database of a folder and keeps it until it is told. */
final class DatabaseUser {
  private final Process process;
  private final BufferedReader said;
  private final BufferedWriter told;

  private DatabaseUser(Process process) {
    this.process = process;
    this.said = process.inputReader();
    this.told = process.outputWriter();
  }

  static DatabaseUser start(Path folder) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            DatabaseUser.class.getName(),
            folder.toString());
    return new DatabaseUser(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Waits until it is open; where it listens. */
  String url() throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith("open ")) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException("the process ended before it opened the database");
    }
    return line.substring("open ".length());
  }

  /** Has it close the database and end. */
  void leave() throws IOException, InterruptedException {
    told.write("close\n");
    told.flush();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("the process did not end well");
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public static void main(String[] arguments) {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(arguments[0]));
        Scanner in = new Scanner(System.in, StandardCharsets.UTF_8)) {
      EventStoreSchema.migrate(database.access());
      System.out.println("open " + database.access().url());
      in.nextLine();
    }
  }
}
