package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.process.Secrets;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.verifier.Verifier;

/**
 * Answers a step's checks. A check of what a command prints may be asked again until it passes,
 * since a platform is ready only some time after its script has ended.
 */
final class Observer {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Programs programs;
  private final Console console;
  private final Verifier verifier;

  Observer(@Nullable Path toolsPath, Console console, Verifier verifier) {
    this.verifier = verifier;
    programs = new Programs(toolsPath);
    this.console = console;
  }

  /**
   * Answers every check, in order.
   *
   * @param patience how long what commands print is awaited, all together
   */
  List<Observation> observe(List<Check> checks, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Observation> seen = new ArrayList<>();
    for (Check check : checks) {
      boolean waits =
          check.bare() instanceof Check.CommandPrints
              || check.bare() instanceof Check.CommandPrintsNo;
      seen.add(waits ? awaited(check, deadline) : observe(check));
    }
    return List.copyOf(seen);
  }

  private Observation awaited(Check check, long deadline) throws InterruptedException {
    Observation seen = observe(check);
    if (seen.verdict() == Verdict.PASSED || System.nanoTime() - deadline >= 0) {
      return seen;
    }
    try (Console.Task task = console.task("waiting until " + seen.what())) {
      Duration pause = FIRST_PAUSE;
      while (seen.verdict() != Verdict.PASSED) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          break;
        }
        Thread.sleep(Duration.ofNanos(Math.min(left, pause.toNanos())));
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        seen = observe(check);
        task.advance(1, 0);
      }
    }
    return seen;
  }

  private Observation observe(Check check) throws InterruptedException {
    Look.Answer answer;
    try {
      answer = look(check).look();
    } catch (IOException e) {
      answer = Look.Answer.unknown(e);
    } catch (DirectoryIteratorException e) {
      answer = Look.Answer.unknown(Objects.requireNonNull(e.getCause()));
    } catch (InvalidPathException | SecurityException e) {
      answer = Look.Answer.unknown(PathBytes.shown(String.valueOf(e.getMessage())));
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new Observation(what(check), answer.verdict(), answer.seen() + stake(check, answer));
  }

  private static String stake(Check check, Look.Answer answer) {
    return check instanceof Check.AtStake some && answer.verdict() != Verdict.PASSED
        ? "; at stake: " + some.loss()
        : "";
  }

  private Look look(Check check) {
    return switch (check) {
      case Check.AtStake c -> look(c.check());
      case Check.Absent c -> () -> PathLooks.absent(c.path());
      case Check.FolderExists c -> () -> PathLooks.is(Node.Kind.FOLDER, c.path());
      case Check.FileExists c -> () -> PathLooks.is(Node.Kind.FILE, c.path());
      case Check.NotMounted c -> () -> MountLook.notMounted(c.tree(), c.processes());
      case Check.NotInUse c -> () -> UseLook.notInUse(c.tree(), c.processes());
      case Check.SameFileSystem c -> () -> PathLooks.sameFileSystem(c.one(), c.other());
      case Check.FreeSpace c -> () -> SpaceLook.freeSpace(c.target(), c.sources(), programs);
      case Check.NotNested c -> () -> PathLooks.notNested(c.tree());
      case Check.NoLinks c -> () -> TreeLooks.noLinks(c.tree());
      case Check.NoFiles c -> () -> TreeLooks.noFiles(c.tree(), c.glob());
      case Check.OwnedBy c -> () -> TreeLooks.ownedBy(c.tree(), c.uid(), c.gid());
      case Check.SetsVariables c -> () -> VariablesLook.sets(c.file(), c.variables());
      case Check.CommandPrints c ->
          () -> new CommandLook(programs, c.argv(), c.pattern()).prints(true);
      case Check.CommandPrintsNo c ->
          () -> new CommandLook(programs, c.argv(), c.pattern()).prints(false);
      case Check.PlatformVersion c -> new VersionLook(c, programs);
      case Check.DataFolder c -> () -> FolderLook.dataFolder(c);
      case Check.OneOrApart c -> () -> FolderLook.oneOrApart(c.one(), c.other());
      case Check.AssignsPath c ->
          () -> VariablesLook.assigns(c.file(), c.variable(), c.value().toString());
      case Check.LeavesEmpty c -> () -> VariablesLook.leavesEmpty(c.file(), c.variables());
      case Check.RefusesConnections c -> () -> PortLook.refuses(c.host(), c.port());
      case Check.RunsIdle c -> () -> RunsLook.idle(c, verifier);
      case Check.PacsAgrees c -> () -> new AgreementLook(verifier, console).agrees(c);
      case Check.ClockSynchronised c -> () -> ClockLook.synchronised(c.mark(), programs);
    };
  }

  /** The question of a check, in words. */
  static String what(Check check) {
    return switch (check) {
      case Check.AtStake c -> what(c.check());
      case Check.Absent c -> "nothing is at " + shown(c.path());
      case Check.FolderExists c -> shown(c.path()) + " is a folder";
      case Check.FileExists c -> shown(c.path()) + " is a file";
      case Check.NotMounted c -> "nothing is mounted on or below " + shown(c.tree());
      case Check.NotInUse c ->
          "no process of %s uses %s".formatted(shown(c.processes()), shown(c.tree()));
      case Check.SameFileSystem c ->
          "%s and %s are on one file system".formatted(shown(c.one()), shown(c.other()));
      case Check.FreeSpace c ->
          "there is room at %s for a copy of %s"
              .formatted(
                  shown(c.target()),
                  c.sources().stream().map(Observer::shown).collect(Collectors.joining(", ")));
      case Check.NotNested c -> shown(c.tree()) + " holds no copy of itself";
      case Check.NoLinks c -> "no link is below " + shown(c.tree());
      case Check.NoFiles c ->
          "no file below %s is named like '%s'"
              .formatted(shown(c.tree()), PathBytes.shown(c.glob()));
      case Check.OwnedBy c ->
          "all of %s belongs to %d:%d".formatted(shown(c.tree()), c.uid(), c.gid());
      case Check.SetsVariables c ->
          "%s sets %s".formatted(shown(c.file()), String.join(", ", c.variables()));
      case Check.CommandPrints c ->
          "'%s' prints a line like '%s'".formatted(shown(c.argv()), PathBytes.shown(c.pattern()));
      case Check.CommandPrintsNo c ->
          "'%s' prints no line like '%s'".formatted(shown(c.argv()), PathBytes.shown(c.pattern()));
      case Check.PlatformVersion c -> "the platform is %s".formatted(c.version());
      case Check.DataFolder c ->
          "%s can be renamed and written, as step '%s' needs"
              .formatted(shown(c.folder()), c.neededBy());
      case Check.OneOrApart c ->
          c.one().equals(c.other())
              ? shown(c.one()) + " is one folder for both"
              : "%s and %s are folders apart".formatted(shown(c.one()), shown(c.other()));
      case Check.AssignsPath c ->
          "%s sets %s to %s".formatted(shown(c.file()), c.variable(), shown(c.value()));
      case Check.LeavesEmpty c ->
          "%s leaves %s empty".formatted(shown(c.file()), String.join(", ", c.variables()));
      case Check.RefusesConnections c ->
          String.format(Locale.ROOT, "port %d of %s refuses connections", c.port(), c.host());
      case Check.RunsIdle c ->
          "no run of %s is queued or running".formatted(String.join(", ", c.dags()));
      case Check.PacsAgrees c ->
          "the files in %s and the rows of '%s' agree"
              .formatted(shown(c.files()), PathBytes.shown(c.database().toString()));
      case Check.ClockSynchronised c -> "the clock is synchronised";
    };
  }

  private static String shown(Path path) {
    return "'" + PathBytes.shown(path) + "'";
  }

  private static String shown(List<String> argv) {
    return PathBytes.shown(String.join(" ", Secrets.maskedArgv(argv)));
  }
}
