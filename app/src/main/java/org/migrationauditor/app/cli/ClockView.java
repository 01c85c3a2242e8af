package org.migrationauditor.app.cli;

import java.time.Duration;
import java.util.Locale;
import org.migrationauditor.messages.query.ClockJump;

/** Where the host's clock was set, in words. */
final class ClockView {
  private ClockView() {}

  /**
   * Such as {@code the clock was set back by 1:00:00.000 between event 4 (...) and event 5 (...)}.
   */
  static String sentence(ClockJump jump) {
    return "%s by %s%s between event %d (%s) and event %d (%s)"
        .formatted(
            jump.millis() < 0
                ? "the clock was set back"
                : "the clock was set ahead, or the host slept,",
            jump.measured() ? "" : "at least ",
            time(Math.abs(jump.millis())),
            jump.before(),
            Terminal.time(jump.beforeAt()),
            jump.after(),
            Terminal.time(jump.afterAt()));
  }

  static String json(ClockJump jump) {
    return Json.line("clock", jump);
  }

  private static String time(long millis) {
    Duration duration = Duration.ofMillis(millis);
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d.%03d",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart(),
        duration.toMillisPart());
  }
}
