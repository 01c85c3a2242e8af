package org.migrationauditor.command.action.copy;

import java.util.concurrent.TimeUnit;

/** Keeps many threads together below a number of bytes a second. */
final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final double nanosPerByte;
  private long free = System.nanoTime();

  /** A pace of so many bytes a second; 0 for no limit. */
  Pace(long bytesPerSecond) {
    nanosPerByte = bytesPerSecond == 0 ? 0 : (double) SECOND / bytesPerSecond;
  }

  /** Waits until these bytes are within the limit. */
  void await(int bytes) throws InterruptedException {
    if (nanosPerByte > 0) {
      TimeUnit.NANOSECONDS.sleep(turn(System.nanoTime(), bytes));
    }
  }

  /** How long a thread must wait that asks at some moment, nanoseconds. */
  synchronized long turn(long now, int bytes) {
    long begin = Math.max(now, free);
    free = begin + (long) (bytes * nanosPerByte);
    return begin - now;
  }
}
