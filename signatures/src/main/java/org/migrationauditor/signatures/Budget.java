package org.migrationauditor.signatures;

/** How many bytes one look at one file may unpack in all, so that no file costs more than that. */
public final class Budget {
  private int left;

  /**
   * A budget.
   *
   * @param bytes in all
   */
  Budget(int bytes) {
    left = bytes;
  }

  int left() {
    return left;
  }

  /**
   * Counts bytes that were unpacked.
   *
   * @throws OverBudgetException if there are more than may be, or nobody waits for the answer
   */
  void spend(int bytes) {
    stopIfNobodyWaits();
    left -= bytes;
    if (left < 0) {
      throw new OverBudgetException("it unpacks to more than any report holds");
    }
  }

  /**
   * For loops over what a file holds.
   *
   * @throws OverBudgetException if this thread was interrupted
   */
  public static void stopIfNobodyWaits() {
    if (Thread.currentThread().isInterrupted()) {
      throw new OverBudgetException("it took too long");
    }
  }
}
