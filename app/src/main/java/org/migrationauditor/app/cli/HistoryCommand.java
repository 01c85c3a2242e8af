package org.migrationauditor.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.query.ClockCheck;
import org.migrationauditor.messages.query.ClockJump;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the stored events. */
@Command(
    name = "history",
    header = "List every event of a migration.",
    description = {
      "",
      "With --json each event is printed whole, with its metadata. Names and words of people are printed as they"
          + " were given; they are stored sealed, as './auditor log prove' prints them. Where the host's clock was"
          + " set between two events, a line of its own says so.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:listed",
      "2:there is no such migration",
      "5:this machine is in the way: no database, disk full"
    })
public final class HistoryCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final KnownMigration migration = new KnownMigration();

  @Option(names = "--json", description = "print JSON Lines: each event with its metadata")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      List<StoredEvent> events = platform.events(migration.in(platform));
      Map<Long, ClockJump> clock = clock(events);
      Terminal terminal = Terminal.of(spec);
      int status = ExitStatus.OK;
      for (StoredEvent event : events) {
        ClockJump jump = clock.get(event.sequence());
        if (jump != null) {
          terminal.print(json ? ClockView.json(jump) : "   !  " + ClockView.sentence(jump));
        }
        try {
          StoredEvent readable = platform.opened(event);
          terminal.print(json ? json(readable) : line(readable));
        } catch (BrokenHistoryException e) {
          terminal.print(
              json ? json(event) : "   !  " + Terminal.safe(String.valueOf(e.getMessage())));
          status = ExitStatus.FAILED;
        }
      }
      return status;
    }
  }

  /** By the number of the later event; read from the rows, so that any history can be listed. */
  private static Map<Long, ClockJump> clock(List<StoredEvent> events) {
    ClockCheck check = new ClockCheck();
    events.forEach(
        event ->
            check.see(
                event.sequence(),
                Instant.parse(event.timestamp()),
                Json.members(event.metadataJson())));
    return check.jumps().stream()
        .collect(Collectors.toMap(ClockJump::after, Function.identity(), (first, last) -> last));
  }

  private static String line(StoredEvent event) {
    return "%4d  %s  %-20s %s"
        .formatted(
            event.sequence(),
            Terminal.time(Instant.parse(event.timestamp())),
            simpleName(event),
            EventLine.of(event));
  }

  private static String json(StoredEvent event) {
    return Json.line(
        "event",
        "sequence",
        event.sequence(),
        "timestamp",
        event.timestamp(),
        "event",
        simpleName(event),
        "revision",
        event.revision(),
        "payload",
        Json.stored(event.payloadJson()),
        "metadata",
        Json.stored(event.metadataJson()));
  }

  private static String simpleName(StoredEvent event) {
    return event.type().substring(event.type().lastIndexOf('.') + 1);
  }
}
