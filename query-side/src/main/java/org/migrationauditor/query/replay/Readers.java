package org.migrationauditor.query.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.migrationauditor.messages.query.HistorySize;

/** Reads histories on several threads, so many at a time that memory stays bounded. */
final class Readers {
  private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
  private static final int BATCH = 2_000; // events that are read at once, or one history
  private static final int AHEAD = 2 * THREADS; // batches in memory

  private Readers() {}

  /**
   * Reads them all.
   *
   * @param reader called on any of the threads
   * @param taker takes what was read on the caller's thread, in the order of the histories
   * @throws IllegalStateException when one could not be read
   */
  static <T> void each(
      List<HistorySize> histories, Function<List<HistorySize>, List<T>> reader, Consumer<T> taker) {
    Deque<Future<List<T>>> ahead = new ArrayDeque<>();
    try (ExecutorService readers = Executors.newFixedThreadPool(THREADS)) {
      try {
        for (List<HistorySize> some : batches(histories)) {
          ahead.add(readers.submit(() -> reader.apply(some)));
          if (ahead.size() == AHEAD) {
            result(ahead.remove()).forEach(taker);
          }
        }
        while (!ahead.isEmpty()) {
          result(ahead.remove()).forEach(taker);
        }
      } finally {
        readers.shutdownNow();
      }
    }
  }

  private static List<List<HistorySize>> batches(List<HistorySize> histories) {
    List<List<HistorySize>> batches = new ArrayList<>();
    long room = 0;
    for (HistorySize one : histories) {
      if (room <= 0) {
        batches.add(new ArrayList<>());
        room = BATCH;
      }
      batches.getLast().add(one);
      room -= one.events();
    }
    return batches;
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("replay: interrupted; nothing was changed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "replay: a history could not be read; nothing was changed", e);
    }
  }
}
