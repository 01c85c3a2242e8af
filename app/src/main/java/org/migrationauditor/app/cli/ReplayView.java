package org.migrationauditor.app.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.Replays;
import org.migrationauditor.query.replay.ReplayResult;
import org.migrationauditor.query.replay.RowDifference;

/** A replay under way and its result, as lines of text. */
final class ReplayView {
  private final Terminal terminal;
  private final EventProgress progress = new EventProgress("replayed");

  ReplayView(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Replays, and tells on standard error every few seconds how far it is. */
  ReplayResult run(Platform platform) {
    Replays replays = platform.replays();
    progress.expect(replays.events());
    return replays.run(progress::advance);
  }

  void print(ReplayResult result) {
    result.rows().forEach(row -> terminal.print(Terminal.safe(line(row))));
    if (result.different() > result.rows().size()) {
      terminal.print(
          String.format(Locale.ROOT, "and %,d more", result.different() - result.rows().size()));
    }
    result.unreadable().forEach(why -> terminal.print(Terminal.safe(why)));
    terminal.print(
        String.format(
            Locale.ROOT,
            "%,d events of %,d migrations replayed in %.1f s, %,.0f events/s; %,d migrations were new to the pages",
            result.events(),
            result.migrations(),
            progress.seconds(),
            progress.rate(),
            result.fresh()));
    if (result.different() > 0) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%,d rows were not what the history gives, and now are",
              result.different()));
    } else if (result.unreadable().isEmpty()) {
      terminal.print("what the pages showed is what the history gives");
    }
    if (!result.unreadable().isEmpty()) {
      terminal.print(
          "%d histories could not be replayed; their rows are as they were"
              .formatted(result.unreadable().size()));
    }
  }

  void json(ReplayResult result) {
    result.rows().forEach(row -> terminal.print(Json.line("row", row)));
    terminal.print(
        Json.line(
            "replay",
            "events",
            result.events(),
            "migrations",
            result.migrations(),
            "fresh",
            result.fresh(),
            "different",
            result.different(),
            "unreadable",
            result.unreadable(),
            "eventsPerSecond",
            Math.round(progress.rate())));
  }

  private static String line(RowDifference row) {
    String key =
        row.key().entrySet().stream()
            .map(column -> column.getKey() + " " + column.getValue())
            .collect(Collectors.joining(", "));
    String columns =
        row.columns().stream()
            .map(
                column ->
                    "%s %s instead of %s"
                        .formatted(
                            column.name(), quoted(column.stored()), quoted(column.replayed())))
            .collect(Collectors.joining("; "));
    return switch (row.kind()) {
      case MISSING -> "MISSING %s (%s)".formatted(row.table(), key);
      case EXTRA -> "EXTRA   %s (%s)".formatted(row.table(), key);
      case CHANGED -> "CHANGED %s (%s): %s".formatted(row.table(), key, columns);
    };
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "nothing" : "'" + value + "'";
  }
}
