package org.migrationauditor.app.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far reading has come and how fast it is. What was passed over is part of the way and not of
 * the rate. Safe for use by many threads.
 */
final class ReadingRate {
  private final LongSupplier nanos;
  private final long start;
  private long totalEntries;
  private long totalBytes;
  private long entries;
  private long bytes;
  private long passedEntries;
  private long passedBytes;

  /**
   * @param nanos a clock as {@link System#nanoTime}
   */
  ReadingRate(LongSupplier nanos) {
    this.nanos = nanos;
    start = nanos.getAsLong();
  }

  synchronized void total(long allEntries, long allBytes) {
    totalEntries = allEntries;
    totalBytes = allBytes;
  }

  synchronized void read(long moreEntries, long moreBytes) {
    entries += moreEntries;
    bytes += moreBytes;
  }

  synchronized void passed(long moreEntries, long moreBytes) {
    passedEntries += moreEntries;
    passedBytes += moreBytes;
  }

  /** Bytes that are done, read or not. */
  synchronized long bytesDone() {
    return bytes + passedBytes;
  }

  /** How much is done of what is known to be there, such as {@code 41 %}; empty when unknown. */
  synchronized String percent() {
    long done = totalBytes > 0 ? bytes + passedBytes : entries + passedEntries;
    long total = totalBytes > 0 ? totalBytes : totalEntries;
    return total == 0 ? "" : Math.min(100, Math.floorDiv(done * 100, total)) + " %";
  }

  /**
   * One line, such as {@code 1,000 of 4,000 entries, 1.0 GiB of 4.0 GiB, 50 entries/s, 51.2 MiB/s,
   * 0:01:00 left}.
   */
  synchronized String line() {
    double seconds = Math.max(1e-3, (nanos.getAsLong() - start) / 1e9);
    String left = left(seconds);
    return String.format(
        Locale.ROOT,
        "%,d%s entries, %s%s, %,.0f entries/s, %s/s%s",
        entries + passedEntries,
        totalEntries == 0 ? "" : String.format(Locale.ROOT, " of %,d", totalEntries),
        Terminal.size(bytes + passedBytes),
        totalBytes == 0 ? "" : " of " + Terminal.size(totalBytes),
        entries / seconds,
        Terminal.size((long) (bytes / seconds)),
        left.isEmpty() ? "" : ", " + left + " left");
  }

  /** Time left at the rate of whichever is slower, entries or bytes; empty when not known. */
  private String left(double seconds) {
    double byEntries = left(totalEntries - entries - passedEntries, entries / seconds);
    double byBytes = left(totalBytes - bytes - passedBytes, bytes / seconds);
    double most = Math.max(byEntries, byBytes);
    if (totalEntries == 0 || !Double.isFinite(most)) {
      return "";
    }
    Duration time = Duration.ofSeconds((long) Math.ceil(most));
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static double left(long rest, double rate) {
    return rest <= 0 ? 0 : rest / rate;
  }
}
