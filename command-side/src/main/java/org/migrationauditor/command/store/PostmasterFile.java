package org.migrationauditor.command.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL's {@code postmaster.pid} says of the server on a data folder. The file survives a
 * crash, and the number in it may belong to any process after a reboot.
 *
 * @param data the folder, absolute
 */
record PostmasterFile(Path data) {
  private static final int PID = 0;
  private static final int PORT = 3;

  /** Port of the server that runs on the folder; empty when none does. */
  Optional<Integer> port() throws IOException {
    List<String> lines = lines();
    return lines.size() > PORT && alive(lines) ? number(lines.get(PORT)) : Optional.empty();
  }

  /** Whether a server runs on the folder, or a part of one is still ending. */
  boolean inUse() throws IOException {
    return alive(lines()) || ProcessHandle.allProcesses().anyMatch(this::worksThere);
  }

  /**
   * Removes the file when its number belongs to a process that has nothing to do with PostgreSQL,
   * which PostgreSQL itself cannot tell. Only when nothing runs on the folder.
   */
  void removeWhenStale() throws IOException {
    List<String> lines = lines();
    Optional<Integer> pid = lines.isEmpty() ? Optional.empty() : number(lines.get(PID));
    boolean taken = pid.flatMap(number -> ProcessHandle.of(number)).isPresent();
    if (taken && !inUse()) {
      Files.delete(file());
    }
  }

  private boolean alive(List<String> lines) {
    return !lines.isEmpty()
        && number(lines.get(PID))
            .flatMap(pid -> ProcessHandle.of(pid))
            .filter(process -> process.isAlive() && (worksThere(process) || names(process)))
            .isPresent();
  }

  /** The working folder of each of its processes is the data folder. */
  private boolean worksThere(ProcessHandle process) {
    try {
      Path cwd = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.readSymbolicLink(cwd).equals(data);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // not ours to see, gone, or a system without /proc
    }
  }

  /** The server was started with the folder as an argument. */
  private boolean names(ProcessHandle process) {
    return process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
  }

  private List<String> lines() throws IOException {
    return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
  }

  private Path file() {
    return data.resolve("postmaster.pid");
  }

  private static Optional<Integer> number(String line) {
    try {
      return Optional.of(Integer.valueOf(line.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
