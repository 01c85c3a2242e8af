package org.migrationauditor.verifier;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.inventory.Attempt;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Reads entries, and again after a while those that failed for a reason that may pass: anew, from
 * the start. What succeeds at a further try is read once more and must be the same, since a device
 * that reports an error may as well give wrong bytes. A device that fails always is soon not asked
 * again. Safe for use by many threads.
 */
final class Repetition {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5));

  /** Tries in vain, which cost ten minutes in pauses for each thread that reads. */
  private static final int IN_VAIN = 300;

  private final List<Duration> pauses;
  private final AtomicInteger left;

  Repetition() {
    this(PAUSES, IN_VAIN);
  }

  /**
   * @param pauses one before each further try
   * @param inVain further tries without success in one inventory, after which there are no more
   */
  Repetition(List<Duration> pauses, int inVain) {
    this.pauses = pauses;
    left = new AtomicInteger(inVain);
  }

  /**
   * How reading ended.
   *
   * @param tries at which it succeeded, or after which it was given up
   */
  record Result(InventoryEntry entry, int tries) {}

  Result read(UnreadEntry entry, LongConsumer advanced) throws InterruptedException {
    Attempt attempt = entry.attempt(advanced);
    int tries = 1;
    while (attempt.mayPass() && tries <= pauses.size() && left.getAndDecrement() > 0) {
      Thread.sleep(pauses.get(tries - 1));
      attempt = entry.attempt(bytes -> {});
      tries++;
    }
    if (tries == 1 || !attempt.entry().complete()) {
      return new Result(attempt.entry(), tries);
    }
    left.addAndGet(tries - 1);
    return new Result(confirmed(attempt.entry(), entry.read(bytes -> {})), tries);
  }

  private static InventoryEntry confirmed(InventoryEntry first, InventoryEntry second) {
    if (!second.complete()) {
      return second;
    }
    boolean same =
        first.bytes() == second.bytes() && Objects.equals(first.digest(), second.digest());
    return same
        ? first
        : InventoryEntry.incomplete(
            first.key(),
            first.kind(),
            first.bytes(),
            first.owner(),
            "two readings after an input/output error gave different content");
  }
}
