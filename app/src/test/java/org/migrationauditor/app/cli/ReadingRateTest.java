package org.migrationauditor.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReadingRateTest {
  private static final long MEBI = 1 << 20;

  private final AtomicLong nanos = new AtomicLong(-5);
  private final ReadingRate rate = new ReadingRate(nanos::get);

  @Test
  void tellsRatesAndTheTimeLeft() {
    rate.total(400, 400 * MEBI);
    rate.read(100, 100 * MEBI);
    seconds(50);

    assertThat(rate.line())
        .isEqualTo(
            "100 of 400 entries, 100.0 MiB of 400.0 MiB, 2 entries/s, 2.0 MiB/s, 0:02:30 left");
    assertThat(rate.percent()).isEqualTo("25 %");
  }

  @Test
  void whatWasPassedOverIsDoneAndTellsNothingOfTheRate() {
    rate.total(400, 400 * MEBI);
    rate.passed(300, 300 * MEBI);
    rate.read(50, 50 * MEBI);
    seconds(50);

    assertThat(rate.line())
        .isEqualTo(
            "350 of 400 entries, 350.0 MiB of 400.0 MiB, 1 entries/s, 1.0 MiB/s, 0:00:50 left");
    assertThat(rate.percent()).isEqualTo("87 %");
  }

  /** Of many empty files the entries are ahead, of one big file its bytes are. */
  @Test
  void theTimeLeftIsThatOfWhateverIsSlower() {
    rate.total(1000, 10);
    rate.read(10, 9);
    seconds(10);

    assertThat(rate.line()).endsWith("0:16:30 left");
  }

  @Test
  void doesNotGuessWhileNothingIsKnown() {
    rate.read(3, 2048);
    seconds(1);

    assertThat(rate.line()).isEqualTo("3 entries, 2.0 KiB, 3 entries/s, 2.0 KiB/s");
    assertThat(rate.percent()).isEmpty();
    rate.total(10, 4096);
    assertThat(new ReadingRate(nanos::get).line()).doesNotContain("left");
  }

  private void seconds(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
