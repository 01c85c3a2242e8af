package org.migrationauditor.reports.check;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs an examination so that no file can hang or exhaust the program. */
final class Bounded {
  private static final long SECONDS = 120;
  private static final long STACK_BYTES = 4 << 20;

  private Bounded() {}

  static ReportCheck run(Supplier<ReportCheck> examination) {
    CompletableFuture<ReportCheck> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(null, () -> complete(answer, examination), "report-check", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return ReportCheck.only(
          Check.unknown(
              "file",
              "it was not read through within %d seconds; do not trust it".formatted(SECONDS)));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return ReportCheck.only(
          Check.unknown("file", "the check was interrupted; it may be run again"));
    } catch (ExecutionException e) {
      return ReportCheck.only(
          Check.unknown("file", "it could not be looked through; do not trust it"));
    }
  }

  /** A file that exhausts stack or memory ends its own thread's work and nothing else. */
  private static void complete(
      CompletableFuture<ReportCheck> answer, Supplier<ReportCheck> examination) {
    try {
      answer.complete(examination.get());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      answer.completeExceptionally(e);
    }
  }
}
