package org.migrationauditor.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes of Ctrl-C and SIGTERM an interrupt of the thread that works, and holds the process until
 * that thread has put things right.
 */
final class Interruption {
  private static final long MOST_SECONDS = 30;

  private final Thread worker;
  private final Thread hook = new Thread(this::interrupt, "interruption");
  private final CountDownLatch over = new CountDownLatch(1);

  private Interruption(Thread worker) {
    this.worker = worker;
  }

  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void interrupt() {
    worker.interrupt();
    try {
      boolean ignored = over.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended; false when a signal is ending the process already. */
  boolean over() {
    over.countDown();
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
