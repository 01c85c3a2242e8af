package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.Mark;

/**
 * A program on a terminal of its own that outlives whoever started it. A {@link TerminalHolder}, in
 * a session of its own, keeps what it prints and answers its prompts; all that is known of it is in
 * one folder, for this user alone.
 */
public final class HeldProgram {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration TYPING_LIMIT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 50;

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

  /**
   * What is to be told of a program that has ended.
   *
   * @param how it came about
   */
  public record Fact(String what, String how) {}

  /** The program of one folder, started or not. */
  public HeldProgram(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Starts it in a folder where none was started.
   *
   * @param argv absolute path and arguments
   * @param secrets values by name, for the rules; never in a file, an argument or an environment
   * @param workingDirectory null for the folder itself
   */
  public void start(
      Programs programs,
      List<String> argv,
      List<PromptRule> rules,
      Map<String, String> secrets,
      @Nullable Path workingDirectory)
      throws IOException {
    Durable.folder(folder);
    ownerOnly(folder.resolve(Kept.OUTPUT));
    ownerOnly(folder.resolve(Kept.TROUBLE));
    Durable.force(folder);
    programs.find("script");
    Path directory = workingDirectory == null ? folder : workingDirectory;
    Process holder =
        programs
            .builder(holder(programs))
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve(Kept.TROUBLE).toFile())
            .start();
    launched = holder;
    try (OutputStream out = holder.getOutputStream()) {
      new Order(argv, rules, secrets).write(out);
    }
  }

  /** A small Java, of the kind that runs this. */
  private List<String> holder(Programs programs) throws IOException {
    Path classes;
    try {
      classes =
          Path.of(HeldProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("this program does not know where it is", e);
    }
    return List.of(
        programs.find("setsid").toString(),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-cp",
        classes.toString(),
        TerminalHolder.class.getName(),
        folder.toString());
  }

  /** Looks how far it has come. */
  public State state() throws IOException, InterruptedException {
    boolean ours = launched != null && launched.isAlive();
    if (Files.exists(folder.resolve(Kept.EXIT))) {
      return State.ENDED;
    }
    Optional<ProcessIdentity> holder = ProcessIdentity.read(folder.resolve(Kept.STARTED));
    if (holder.isEmpty()) {
      if (ours) {
        return State.RUNNING;
      }
      boolean claimed = Files.exists(folder.resolve(Kept.CLAIM));
      return claimed && !Files.exists(folder.resolve(Kept.FORGONE)) ? claimed() : State.NOT_STARTED;
    }
    if (holder.get().alive() || sessionRuns()) {
      return State.RUNNING;
    }
    return Files.exists(folder.resolve(Kept.EXIT)) ? State.ENDED : State.VANISHED;
  }

  private boolean sessionRuns() throws IOException {
    Optional<ProcessIdentity> leader = ProcessIdentity.read(folder.resolve(Kept.SESSION));
    return leader.isPresent() && !leader.get().session().isEmpty();
  }

  /**
   * Keeps a program that was never started from being started later, by a holder that is slow.
   *
   * @return false if it was started meanwhile
   */
  public boolean forgo() throws IOException {
    Durable.folder(folder);
    try {
      Files.createDirectory(folder.resolve(Kept.CLAIM));
      Durable.write(folder.resolve(Kept.FORGONE), "");
      return true;
    } catch (FileAlreadyExistsException e) {
      return Files.exists(folder.resolve(Kept.FORGONE));
    }
  }

  /**
   * Exit code of a program that has ended.
   *
   * @throws NoSuchFileException if it has not
   */
  public int exitCode() throws IOException {
    String code = Files.readString(folder.resolve(Kept.EXIT), StandardCharsets.US_ASCII).strip();
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException e) {
      throw new IOException("the exit code kept in '%s' is no number".formatted(folder), e);
    }
  }

  /** Where its output is kept: lines of UTF-8, secrets masked, nothing that steers a terminal. */
  public Path output() {
    return folder.resolve(Kept.OUTPUT);
  }

  /** Which prompts were answered so far, and what else its holder tells. */
  public List<Fact> told() throws IOException {
    List<String> values = Mark.read(folder.resolve(Kept.TOLD)).map(Mark::values).orElse(List.of());
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i + 1 < values.size(); i += 2) {
      facts.add(new Fact(values.get(i), values.get(i + 1)));
    }
    return List.copyOf(facts);
  }

  /** The prompt at which it waits for a person; empty when it waits at none. */
  public Optional<Question> question() throws IOException {
    return Question.read(folder.resolve(Kept.QUESTION));
  }

  /**
   * Types a line at a prompt, for a person.
   *
   * @param secretName of a line that is masked in everything that comes; empty for other lines
   * @return whether the program got it; if not, it waits at that prompt no more
   */
  public boolean answer(Question question, String who, String secretName, String line)
      throws IOException, InterruptedException {
    int before = told().size();
    TypedLines.write(
        folder.resolve(Kept.TYPED),
        new Conversation.Typed(question.number(), who, secretName, line));
    long deadline = System.nanoTime() + TYPING_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (question().filter(question::equals).isEmpty()) {
        return told().size() > before;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return false;
  }

  /** Someone claimed it and has not written who; that takes a moment or never ends. */
  private State claimed() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (Files.exists(folder.resolve(Kept.STARTED))) {
        return state();
      }
      Thread.sleep(POLL_MILLIS);
    }
    return State.VANISHED;
  }

  private static void ownerOnly(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
