package org.migrationauditor.command.action;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.migrationauditor.command.action.process.Command;
import org.migrationauditor.command.action.process.PatternSearch;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.Trouble;

/** Looks at what a command prints. Its lines are counted and never kept. */
final class CommandLook {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Programs programs;
  private final List<String> argv;
  private final String pattern;

  CommandLook(Programs programs, List<String> argv, String pattern) {
    this.programs = programs;
    this.argv = argv;
    this.pattern = pattern;
  }

  Look.Answer prints(boolean wanted) throws InterruptedException {
    if (argv.isEmpty()) {
      return Look.Answer.unknown("no command is given");
    }
    Optional<PatternSearch> search = PatternSearch.of(pattern);
    if (search.isEmpty()) {
      return Look.Answer.unknown("'%s' is no pattern".formatted(pattern));
    }
    Matches matches = new Matches(search.get());
    Command.Ending ending;
    try {
      ending = Command.run(programs, argv, LIMIT, matches);
    } catch (IOException e) {
      return Look.Answer.unknown("could not be run: " + Trouble.of(e));
    }
    return judged(ending, matches, wanted);
  }

  private static Look.Answer judged(Command.Ending ending, Matches matches, boolean wanted) {
    String seen =
        String.format(Locale.ROOT, "%d of %d lines match", matches.matching, matches.lines);
    if (ending.timedOut()) {
      return Look.Answer.unknown(
          String.format(Locale.ROOT, "%s, stopped after %d seconds", seen, LIMIT.toSeconds()));
    }
    seen += String.format(Locale.ROOT, ", exit code %d", ending.exitCode());
    if (ending.exitCode() != 0) {
      return Look.Answer.unknown(seen);
    }
    if (matches.matching > 0) {
      return wanted ? Look.Answer.passed(seen) : Look.Answer.failed(seen);
    }
    if (!ending.complete() || matches.tooHard) {
      return Look.Answer.unknown(seen + ", not all of it was seen");
    }
    return wanted ? Look.Answer.failed(seen) : Look.Answer.passed(seen);
  }

  private static final class Matches implements Consumer<String> {
    private final PatternSearch search;
    private int lines;
    private int matching;
    private boolean tooHard;

    Matches(PatternSearch search) {
      this.search = search;
    }

    @Override
    public void accept(String line) {
      lines++;
      switch (search.in(line)) {
        case FOUND -> matching++;
        case NOT_FOUND -> {}
        case TOO_HARD -> tooHard = true;
      }
    }
  }
}
