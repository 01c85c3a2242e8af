package org.migrationauditor.command.action.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void whoAsksWaitsForAllThatWasTakenBefore() {
    Pace pace = new Pace(1000);
    long now = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
    assertThat(pace.turn(now, 500)).isZero();
    assertThat(pace.turn(now, 2000)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(pace.turn(now, 1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2500));
    assertThat(pace.turn(now + TimeUnit.SECONDS.toNanos(9), 1)).isZero();
  }

  @Test
  void withoutALimitNobodyWaits() throws Exception {
    Pace pace = new Pace(0);
    for (int i = 0; i < 1000; i++) {
      pace.await(Integer.MAX_VALUE);
    }
    assertThat(pace.turn(System.nanoTime() + 1, 1)).isZero();
  }
}
