package org.migrationauditor.command.action.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Durable;

/**
 * A program that outlives whoever started it. It runs in a session of its own; all that is known of
 * it is in one folder: {@code claim} (whoever makes it may start the program), {@code started} (who
 * runs), {@code output} (what it prints, for this user alone) and {@code exit} (its exit code).
 * {@code forgone} says that the claim was made to start nothing.
 */
public final class DetachedProgram {
  private static final String CLAIM = "claim";
  private static final String STARTED = "started";
  private static final String OUTPUT = "output";
  private static final String ANSWERS = "answers";
  private static final String EXIT = "exit";
  private static final String FORGONE = "forgone";
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 50;

  /** Reads no argument as code: {@code "$@"} starts the program as it was given. */
  private static final String WRAPPER =
      """
      folder=$1
      shift
      mkdir "$folder/claim" || exit 0
      {
        echo "$$"
        cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo unknown
        cat "/proc/$$/stat" 2>/dev/null || ps -o lstart= -p "$$"
      } >"$folder/started.tmp" || exit 1
      sync "$folder/started.tmp" 2>/dev/null || sync
      mv "$folder/started.tmp" "$folder/started" || exit 1
      sync "$folder" 2>/dev/null || sync
      trap : HUP INT QUIT TERM
      exec 3<"$folder/answers"
      rm -f "$folder/answers"
      "$@" <&3 3<&- >>"$folder/output" 2>&1
      echo "$?" >"$folder/exit.tmp"
      sync "$folder/exit.tmp" "$folder/output" 2>/dev/null || sync
      mv "$folder/exit.tmp" "$folder/exit"
      sync "$folder" 2>/dev/null || sync
      """;

  private static final String SESSION =
      "use POSIX qw(setsid); setsid(); exec { $ARGV[0] } @ARGV or exit 127;";

  private final Path folder;
  private @Nullable Process launched;

  /** How far a program has come. */
  public enum State {
    /** It may still be started; nothing was. */
    NOT_STARTED,
    RUNNING,
    /** Its exit code is known. */
    ENDED,
    /** It was started, runs no more, and left no exit code. */
    VANISHED
  }

  /** The program of one folder, started or not. */
  public DetachedProgram(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Starts it in a folder where none was started.
   *
   * @param program absolute path
   * @param answers lines for its standard input, which ends after them
   * @param workingDirectory null for the folder itself
   */
  public void start(
      Programs programs,
      Path program,
      List<String> arguments,
      List<String> answers,
      @Nullable Path workingDirectory)
      throws IOException {
    Durable.folder(folder);
    ownerOnly(output());
    ownerOnly(folder.resolve(ANSWERS));
    StringBuilder input = new StringBuilder();
    answers.forEach(answer -> input.append(answer).append('\n'));
    Files.writeString(folder.resolve(ANSWERS), input);
    Durable.force(folder);
    List<String> argv = new ArrayList<>(session(programs));
    argv.addAll(List.of("/bin/sh", "-c", WRAPPER, "sh", folder.toString(), program.toString()));
    argv.addAll(arguments);
    Path directory = workingDirectory == null ? folder : workingDirectory;
    launched =
        programs
            .builder(argv)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** Looks how far it has come. */
  public State state() throws IOException, InterruptedException {
    boolean ours = launched != null && launched.isAlive();
    if (Files.exists(folder.resolve(EXIT))) {
      return State.ENDED;
    }
    Optional<ProcessIdentity> identity = identity();
    if (identity.isEmpty()) {
      if (ours) {
        return State.RUNNING;
      }
      boolean claimed = Files.exists(folder.resolve(CLAIM));
      return claimed && !Files.exists(folder.resolve(FORGONE)) ? claimed() : State.NOT_STARTED;
    }
    if (identity.get().alive() || identity.get().sessionAlive()) {
      return State.RUNNING;
    }
    return Files.exists(folder.resolve(EXIT)) ? State.ENDED : State.VANISHED;
  }

  /**
   * Keeps a program that was never started from being started later, by a wrapper that is slow.
   *
   * @return false if it was started meanwhile
   */
  public boolean forgo() throws IOException {
    Durable.folder(folder);
    try {
      Files.createDirectory(folder.resolve(CLAIM));
      Durable.write(folder.resolve(FORGONE), "");
      return true;
    } catch (FileAlreadyExistsException e) {
      return Files.exists(folder.resolve(FORGONE));
    }
  }

  /**
   * Exit code of a program that has ended.
   *
   * @throws NoSuchFileException if it has not
   */
  public int exitCode() throws IOException {
    String code = Files.readString(folder.resolve(EXIT), StandardCharsets.US_ASCII).strip();
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException e) {
      throw new IOException("the exit code kept in '%s' is no number".formatted(folder), e);
    }
  }

  /** Where its output is kept, both streams together. */
  public Path output() {
    return folder.resolve(OUTPUT);
  }

  /** Someone claimed it and has not written who; that takes a moment or never ends. */
  private State claimed() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (Files.exists(folder.resolve(STARTED))) {
        return state();
      }
      Thread.sleep(POLL_MILLIS);
    }
    return State.VANISHED;
  }

  private Optional<ProcessIdentity> identity() throws IOException {
    try {
      return Optional.of(
          ProcessIdentity.parse(
              Files.readAllLines(folder.resolve(STARTED), StandardCharsets.ISO_8859_1)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static List<String> session(Programs programs) throws IOException {
    try {
      return List.of(programs.find("setsid").toString());
    } catch (NoSuchFileException e) {
      return List.of(programs.find("perl").toString(), "-e", SESSION);
    }
  }

  private static void ownerOnly(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
