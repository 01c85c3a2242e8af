package org.migrationauditor.messages.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.EventMetadata;

/**
 * Holds the times of events, in their order, against the clock that nobody sets. A time before that
 * of the event before is always told. Any other difference is told from half a minute on: a command
 * may wait as long for the database between one clock and the other, and time servers correct a
 * clock by up to half a thousandth of the time.
 */
public final class ClockCheck {
  private static final long LEAST_MILLIS = 30_000;
  private static final long SLEW = 2_000; // one part in
  private static final long MOST_SECONDS = 1_000_000_000_000L; // a stored time may be anything
  private static final long NANOS = 1_000_000;
  private static final String UNKNOWN = "unknown";

  private final List<ClockJump> jumps = new ArrayList<>();
  private @Nullable Reading last;

  /**
   * Looks at the next event.
   *
   * @param metadata by the keys of {@link EventMetadata}
   * @return how the clock was set since the event before; empty when it was not
   */
  public Optional<ClockJump> see(long sequence, Instant at, Map<String, ?> metadata) {
    Reading now =
        new Reading(
            sequence,
            at,
            text(metadata, EventMetadata.HOST),
            text(metadata, EventMetadata.BOOT_ID),
            nanos(text(metadata, EventMetadata.MONOTONIC_NANOS)));
    Reading before = last;
    last = now;
    Optional<ClockJump> jump = before == null ? Optional.empty() : compare(before, now);
    jump.ifPresent(jumps::add);
    return jump;
  }

  /** In order. */
  public List<ClockJump> jumps() {
    return List.copyOf(jumps);
  }

  private static Optional<ClockJump> compare(Reading before, Reading now) {
    long passed = millis(Duration.between(before.at(), now.at()));
    long set = passed;
    boolean measured = now.comparable(before);
    if (measured) {
      long ran = (now.nanos().orElseThrow() - before.nanos().orElseThrow()) / NANOS;
      set = passed - ran;
      if (passed >= 0 && Math.abs(set) <= LEAST_MILLIS + Math.abs(ran) / SLEW) {
        return Optional.empty();
      }
    } else if (passed >= 0) {
      return Optional.empty();
    }
    long told = passed < 0 ? Math.min(set, passed) : set;
    return Optional.of(
        new ClockJump(before.sequence(), before.at(), now.sequence(), now.at(), told, measured));
  }

  private static long millis(Duration duration) {
    return Math.clamp(duration.toSeconds(), -MOST_SECONDS, MOST_SECONDS) * 1_000
        + duration.toMillisPart();
  }

  private static String text(Map<String, ?> metadata, String key) {
    Object value = metadata.get(key);
    return value == null ? UNKNOWN : value.toString();
  }

  private static OptionalLong nanos(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Both clocks at an event; {@code nanos} is empty where they were not stored. */
  private record Reading(long sequence, Instant at, String host, String boot, OptionalLong nanos) {
    boolean comparable(Reading other) {
      return nanos.isPresent()
          && other.nanos.isPresent()
          && !boot.equals(UNKNOWN)
          && boot.equals(other.boot)
          && host.equals(other.host);
    }
  }
}
