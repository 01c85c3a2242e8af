package org.migrationauditor.app.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How far work on many events is, told on standard error every few seconds. */
final class EventProgress {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String what;
  private final long begun = System.nanoTime();
  private long total;
  private long done;
  private long told = begun;

  /**
   * Begins now.
   *
   * @param what is done to an event, such as {@code replayed}
   */
  EventProgress(String what) {
    this.what = what;
  }

  /** How many events there are in all, count. */
  void expect(long events) {
    total = events;
  }

  /** So many more are done, count. */
  void advance(long events) {
    done += events;
    long now = System.nanoTime();
    if (now - told >= EVERY_NANOS) {
      told = now;
      long left = (long) Math.ceil(Math.max(0, total - done) / rate());
      System.err.println(
          String.format(
              Locale.ROOT,
              "%s %,d of %,d events, %,.0f events/s, %s left",
              what,
              done,
              total,
              rate(),
              Duration.ofSeconds(left).toString().substring(2).toLowerCase(Locale.ROOT)));
    }
  }

  double seconds() {
    return Math.max(1e-3, (System.nanoTime() - begun) / 1e9);
  }

  /** Events a second so far. */
  double rate() {
    return done / seconds();
  }
}
