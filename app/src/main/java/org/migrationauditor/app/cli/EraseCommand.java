package org.migrationauditor.app.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.Erasing;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.person.PersonTrace;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.person.PersonName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes unreadable what the history holds of a person. */
@Command(
    name = "erase",
    header = "Make a person's name and words in the history unreadable for ever.",
    description = {
      "",
      "Without --yes it only tells what would be erased and what not; without a person, who was erased. Every"
          + " event, proof and signed head stays valid: the person's key is destroyed, nothing else.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:erased, or listed",
      "1:the name stays in events that an earlier version stored in clear",
      "2:refused: nobody of that name is in the history; nothing was erased",
      "5:this machine is in the way: no database, a migration of theirs is run, pages are served"
    })
public final class EraseCommand implements Callable<Integer> {
  private static final String STAYS =
      """
        files that people attested with, outputs of scripts and who answered them in the home folder, words of others that name them
        reports, bundles and exports that were handed out
        backups, replicas and write-ahead logs of the database: they hold the key until they are overwritten\
      """;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "PERSON",
      arity = "0..1",
      description = "login or name, as the history has it")
  private @Nullable String name;

  @Option(names = "--yes", description = "erase; this cannot be undone")
  private boolean yes;

  @Option(names = "--as", paramLabel = "NAME", description = "who erases")
  private @Nullable String person;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why; it is kept for ever and must name nobody")
  private @Nullable String reason;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Home home = common.home();
    try (Platform platform = Platform.open(home)) {
      if (name == null) {
        platform.erasing().erasures().stream()
            .map(platform::opened)
            .forEach(event -> terminal.print(line(event)));
        return ExitStatus.OK;
      }
      Erasing.Found found = platform.erasing().find(name);
      if (found.id().isEmpty() && found.trace().streams().isEmpty()) {
        throw unknown(platform);
      }
      list(terminal, found);
      terminal.print(Terminal.safe(signed(found, home)));
      terminal.print(STAYS);
      terminal.print(Terminal.safe(yes ? erase(platform, found) : next(found)));
      return found.trace().total().inClear() > 0 ? ExitStatus.FAILED : ExitStatus.OK;
    }
  }

  private String erase(Platform platform, Erasing.Found found) {
    if (person == null || reason == null) {
      throw new CommandFailure(
          ExitStatus.REFUSED, "erase: --yes needs --as and --reason; nothing was erased");
    }
    if (new PersonName(reason).normal().contains(new PersonName(String.valueOf(name)).normal())) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "erase: the reason names whoever is to be erased, and is kept; nothing was erased, say it"
              + " without the name");
    }
    if (!platform.erasing().erase(found, person, reason, platform::expectNotRun)) {
      return "the destroyed key may still lie in the database's file; give the same command again once"
          + " nobody uses the database";
    }
    return found
        .id()
        .map(id -> "erased for ever; the history says: " + PersonName.erased(id).value())
        .orElse("there was nothing left to erase");
  }

  /** Nobody of that name; what an erasure of them broke off is finished all the same. */
  private CommandFailure unknown(Platform platform) {
    if (yes) {
      platform.erasing().compact();
    }
    return new CommandFailure(
        ExitStatus.REFUSED,
        "person '%s': the history knows nobody of that name; nothing was erased, ./auditor erase lists who was"
            .formatted(name));
  }

  private static String signed(Erasing.Found found, Home home) {
    return String.format(
        Locale.ROOT,
        "not reached, look after it yourself: %,d signed reports of these migrations in %s",
        found.reports(),
        home.reports());
  }

  private static String next(Erasing.Found found) {
    return found.id().isPresent()
        ? "nothing was erased; --yes --as NAME --reason TEXT erases"
        : "nothing was erased, and nothing of this can be";
  }

  private void list(Terminal terminal, Erasing.Found found) {
    found
        .trace()
        .streams()
        .forEach((stream, hits) -> terminal.print(Terminal.safe(line(stream, hits))));
    PersonTrace.Hits total = found.trace().total();
    if (total.inClear() > 0) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%,d texts were stored in clear by an earlier version and cannot be erased without breaking"
                  + " the log",
              total.inClear()));
    }
    if (found.id().isPresent() && !found.unfinished().isEmpty()) {
      terminal.print(
          "not finished; where they acted, nobody can approve, waive or name anyone once this is done: "
              + found.unfinished().stream()
                  .map(MigrationId::value)
                  .collect(Collectors.joining(", ")));
    }
  }

  private static String line(String stream, PersonTrace.Hits hits) {
    return String.format(
        Locale.ROOT,
        "%-34s %,d events: %,d names, %,d texts of theirs, %,d in clear",
        stream,
        hits.events(),
        hits.names(),
        hits.words(),
        hits.inClear());
  }

  private static String line(StoredEvent event) {
    return "%s  %s  %s"
        .formatted(
            Terminal.time(Instant.parse(event.timestamp())),
            Terminal.safe(event.streamId()),
            EventLine.of(event));
  }
}
