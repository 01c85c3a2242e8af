package org.migrationauditor.signatures;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs an examination so that no file can hang or exhaust the program. */
public final class Bounded {
  /** How long one file is waited for. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final long STACK_BYTES = 4 << 20;

  /** Said of a file that was not looked through in time. */
  static final Check TOO_SLOW =
      unknown(
          String.format(
              Locale.ROOT,
              "it was not read through within %d seconds; do not trust it",
              PATIENCE.toSeconds()));

  private Bounded() {}

  /**
   * The answer of an examination in a thread of its own, for which the caller waits for {@link
   * #PATIENCE} at most, and then a little longer for the thread to end, which it does as soon as it
   * {@linkplain Budget#stopIfNobodyWaits asks}.
   *
   * @param broken the answer when there is none, made of the reason
   */
  public static <T> T run(Supplier<T> examination, Function<Check, T> broken) {
    return run(examination, broken, PATIENCE);
  }

  static <T> T run(Supplier<T> examination, Function<Check, T> broken, Duration patience) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(null, () -> complete(answer, examination), "report-check", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      end(thread);
      return broken.apply(TOO_SLOW);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return broken.apply(unknown("the check was interrupted; it may be run again"));
    } catch (ExecutionException e) {
      return broken.apply(
          unknown("it could not be looked through%s; do not trust it".formatted(why(e))));
    }
  }

  /** Whoever takes the next file in turn is not to share memory with this one. */
  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String why(ExecutionException e) {
    return e.getCause() instanceof OverBudgetException over ? ": " + over.getMessage() : "";
  }

  private static Check unknown(String sentence) {
    return Check.unknown("file", sentence);
  }

  /** Whatever a file leads to, such as no stack or memory left, ends its own thread alone. */
  private static <T> void complete(CompletableFuture<T> answer, Supplier<T> examination) {
    try {
      answer.complete(examination.get());
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }
}
