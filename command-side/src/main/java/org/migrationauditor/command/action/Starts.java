package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.command.action.terminal.HeldProgram;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.StepId;

/**
 * The starts of one step's script. Each has a folder {@code <workspace>/<stepId>/<attempt>}, with
 * {@code .<n>} behind when that one is taken.
 */
public final class Starts {
  private static final Pattern START = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?");

  /** No step has a name of capital letters. */
  private static final String OUTPUTS = "SHA256";

  private final Path folder;

  /**
   * Starts of a step, of which there may be none.
   *
   * @param workspace folder of the migration
   */
  public Starts(Path workspace, StepId step) {
    folder = workspace.resolve(step.value());
  }

  /**
   * File of an output that was recorded; it has the digest as its name.
   *
   * @param workspace folder of the migration
   */
  public static Path output(Path workspace, ContentDigest digest) {
    return workspace.resolve(OUTPUTS).resolve(digest.hex());
  }

  /** One start; {@code number} is 0 for the first of an attempt. */
  record Start(Path folder, int attempt, int number) {}

  /** The program that was started last; empty when none was. */
  public Optional<HeldProgram> last() throws IOException {
    return newest(Integer.MAX_VALUE).map(start -> new HeldProgram(start.folder()));
  }

  /** Whether the program that was started last still runs, or its end can still be read. */
  static boolean underWay(Path workspace, StepId step) throws InterruptedException {
    return lastIs(EnumSet.of(HeldProgram.State.RUNNING, HeldProgram.State.ENDED), workspace, step);
  }

  /** Whether the program that was started last still runs. */
  static boolean running(Path workspace, StepId step) throws InterruptedException {
    return lastIs(EnumSet.of(HeldProgram.State.RUNNING), workspace, step);
  }

  private static boolean lastIs(Set<HeldProgram.State> states, Path workspace, StepId step)
      throws InterruptedException {
    try {
      Optional<HeldProgram> last = new Starts(workspace, step).last();
      return last.isPresent() && states.contains(last.get().state());
    } catch (IOException e) {
      return false; // whoever performs the step meets the same and tells it
    }
  }

  /** The last start of an attempt up to this one. */
  Optional<Start> newest(int attempt) throws IOException {
    List<Start> starts = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        for (Path child : children) {
          Matcher start = START.matcher(String.valueOf(child.getFileName()));
          if (start.matches()) {
            int number = start.group(2) == null ? 0 : Integer.parseInt(start.group(2));
            starts.add(new Start(child, Integer.parseInt(start.group(1)), number));
          }
        }
      }
    }
    return starts.stream()
        .filter(start -> start.attempt() <= attempt)
        .max(Comparator.comparingInt(Start::attempt).thenComparingInt(Start::number));
  }

  /** A folder for another start, which is not made yet. */
  Path fresh(int attempt) {
    String name = String.valueOf(attempt);
    Path fresh = folder.resolve(name);
    for (int number = 1; Files.exists(fresh); number++) {
      fresh = folder.resolve(name + "." + number);
    }
    return fresh;
  }
}
