package org.migrationauditor.messages.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.migration.EventMetadata;

final class ClockCheckTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T22:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ClockCheck check = new ClockCheck();
  private long sequence;

  @Test
  void saysNothingOfAClockThatRuns() {
    see(Duration.ZERO, Duration.ZERO, "boot");
    see(HOUR.plusSeconds(1), HOUR, "boot"); // corrected by a time server
    see(HOUR.plusSeconds(29), HOUR, "boot"); // waited for the database

    assertThat(check.jumps()).isEmpty();
  }

  @Test
  void tellsByHowMuchTheClockWasSetBack() {
    see(Duration.ZERO, Duration.ZERO, "boot");
    see(Duration.ofMinutes(10).minus(HOUR), Duration.ofMinutes(10), "boot");

    assertThat(check.jumps())
        .containsExactly(
            new ClockJump(
                0, BEGIN, 1, BEGIN.minus(Duration.ofMinutes(50)), -HOUR.toMillis(), true));
  }

  @Test
  void tellsASetClockThoughTimesGoOn() {
    see(Duration.ZERO, Duration.ZERO, "boot");
    see(HOUR, HOUR.multipliedBy(2), "boot");
    see(HOUR.multipliedBy(4), HOUR.multipliedBy(3), "boot");

    assertThat(check.jumps())
        .extracting(ClockJump::millis)
        .containsExactly(-HOUR.toMillis(), 2 * HOUR.toMillis());
  }

  @Test
  void tellsALittleWayBackBetweenTwoEvents() {
    see(Duration.ofMillis(5), Duration.ZERO, "boot");
    see(Duration.ofMillis(2), Duration.ofMillis(1), "boot");

    assertThat(check.jumps()).extracting(ClockJump::millis).containsExactly(-4L);
  }

  @Test
  void knowsOnlyTheLeastAcrossABoot() {
    see(HOUR, HOUR, "first");
    see(HOUR.multipliedBy(9), Duration.ofSeconds(10), "second");
    see(HOUR.multipliedBy(8), Duration.ofSeconds(10), "third");

    assertThat(check.jumps())
        .containsExactly(
            new ClockJump(
                1,
                BEGIN.plus(HOUR.multipliedBy(9)),
                2,
                BEGIN.plus(HOUR.multipliedBy(8)),
                -HOUR.toMillis(),
                false));
  }

  @Test
  void measuresNothingWhereTheBootIsNotKnownOrTheOtherClockIsNoNumber() {
    see(Duration.ZERO, Duration.ZERO, "unknown");
    see(HOUR, Duration.ZERO, "unknown");
    check.see(2, BEGIN.plus(HOUR), metadata("boot", "0"));
    check.see(3, BEGIN.plus(HOUR.multipliedBy(2)), metadata("boot", "soon"));
    check.see(4, BEGIN.plus(HOUR.multipliedBy(3)), metadata("boot", null));

    assertThat(check.jumps()).isEmpty();
  }

  @Test
  void survivesTimesAtTheEndsOfTheCalendar() {
    check.see(0, Instant.MAX, metadata("boot", Long.toString(Long.MAX_VALUE)));
    check.see(1, Instant.MIN, metadata("boot", Long.toString(Long.MIN_VALUE)));
    check.see(2, Instant.MAX, metadata("other", "0"));

    assertThat(check.jumps()).hasSize(1);
    assertThat(check.jumps().getFirst().millis()).isNegative();
  }

  private void see(Duration wall, Duration ran, String boot) {
    check.see(sequence++, BEGIN.plus(wall), metadata(boot, Long.toString(ran.toNanos())));
  }

  private static Map<String, String> metadata(String boot, @Nullable String nanos) {
    Map<String, String> metadata =
        new HashMap<>(Map.of(EventMetadata.HOST, "pacs-1", EventMetadata.BOOT_ID, boot));
    if (nanos != null) {
      metadata.put(EventMetadata.MONOTONIC_NANOS, nanos);
    }
    return metadata;
  }
}
