package org.migrationauditor.verifier;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Reads a whole source: one thread lists, as many as there are processors read, the caller's takes
 * what was read. Queues are bounded, so the slowest of the three sets the pace.
 */
final class Reading {
  private static final int QUEUE = 1024;
  private static final int TOTAL_EVERY = 256;
  private static final long STOP_SECONDS = 10;

  private final InventorySource source;
  private final Progress progress;
  private final int readers;
  private final BlockingQueue<Work> work = new ArrayBlockingQueue<>(QUEUE);
  private final BlockingQueue<Done> done = new ArrayBlockingQueue<>(QUEUE);

  private sealed interface Work {
    record Read(UnreadEntry entry) implements Work {}

    record Stop() implements Work {}
  }

  private sealed interface Done {
    record Entry(InventoryEntry entry) implements Done {}

    record Stopped() implements Done {}

    record Failed(Throwable cause) implements Done {}
  }

  /** Takes entries as they come, on the thread that called {@link #into}. */
  @FunctionalInterface
  interface Sink<X extends Exception> {
    void add(InventoryEntry entry) throws X;
  }

  Reading(InventorySource source, Progress progress, int readers) {
    this.source = source;
    this.progress = progress;
    this.readers = readers;
  }

  /** Reads every entry once; on any failure no thread is left behind. */
  <X extends Exception> void into(Sink<X> sink) throws X, IOException, InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            readers + 1, Thread.ofPlatform().daemon().name("inventory-", 0).factory());
    try {
      threads.execute(() -> guarded(this::list));
      for (int i = 0; i < readers; i++) {
        threads.execute(() -> guarded(this::read));
      }
      int running = readers;
      while (running > 0) {
        switch (done.take()) {
          case Done.Entry(InventoryEntry entry) -> sink.add(entry);
          case Done.Stopped() -> running--;
          case Done.Failed(Throwable cause) -> throw failure(cause);
        }
      }
    } finally {
      threads.shutdownNow();
      boolean ignored = threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void list() throws IOException, InterruptedException {
    Totals totals = new Totals();
    source.list(
        entry -> {
          work.put(new Work.Read(entry));
          totals.add(entry.bytes());
        });
    totals.tell();
    for (int i = 0; i < readers; i++) {
      work.put(new Work.Stop());
    }
  }

  private void read() throws InterruptedException {
    while (work.take() instanceof Work.Read(UnreadEntry entry)) {
      long[] told = {0};
      InventoryEntry read =
          entry.read(
              bytes -> {
                told[0] += bytes;
                progress.advance(0, bytes);
              });
      progress.advance(1, Math.max(0, entry.bytes() - told[0]));
      done.put(new Done.Entry(read));
    }
    done.put(new Done.Stopped());
  }

  private void guarded(Part part) {
    try {
      part.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // only into(), which is gone, interrupts
    } catch (Throwable e) { // whatever it is, the caller must not wait for ever
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    try {
      done.put(new Done.Failed(cause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException failure(Throwable cause) {
    return switch (cause) {
      case IOException io -> io;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> new IOException(cause);
    };
  }

  @FunctionalInterface
  private interface Part {
    void run() throws IOException, InterruptedException;
  }

  /** What was listed so far. */
  private final class Totals {
    private long entries;
    private long bytes;

    void add(long moreBytes) {
      entries++;
      bytes += moreBytes;
      if (entries % TOTAL_EVERY == 0) {
        tell();
      }
    }

    void tell() {
      progress.total(entries, bytes);
    }
  }
}
