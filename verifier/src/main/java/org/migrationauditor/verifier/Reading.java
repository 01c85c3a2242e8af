package org.migrationauditor.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Reads a whole source: one thread lists, several read, the caller's takes what was read. Queues
 * are bounded, so the slowest of the three sets the pace, and when somebody watches another thread
 * lists ahead to tell how much there is.
 */
final class Reading {
  private static final int QUEUE = 16;
  private static final int BATCH_ENTRIES =
      64; // one at a time, threads would mostly wake each other
  private static final long BATCH_BYTES = 1 << 20;
  private static final long STOP_SECONDS = 10;

  private final InventorySource source;
  private final Progress progress;
  private final int readers;
  private final Totals totals;
  private final BlockingQueue<Work> work = new ArrayBlockingQueue<>(QUEUE);
  private final BlockingQueue<Done> done = new ArrayBlockingQueue<>(QUEUE);

  private sealed interface Work {
    record Read(List<UnreadEntry> entries) implements Work {}

    record Stop() implements Work {}
  }

  private sealed interface Done {
    record Entries(List<InventoryEntry> entries) implements Done {}

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
    totals = new Totals(progress);
  }

  /** Reads every entry once; on any failure no thread is left behind. */
  <X extends Exception> void into(Sink<X> sink) throws X, IOException, InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            readers + 2, Thread.ofPlatform().daemon().name("inventory-", 0).factory());
    try {
      threads.execute(() -> guarded(this::list));
      if (source.listsCheaply() && !progress.equals(Progress.UNWATCHED)) {
        threads.execute(() -> guarded(this::count));
      }
      for (int i = 0; i < readers; i++) {
        threads.execute(() -> guarded(this::read));
      }
      int running = readers;
      while (running > 0) {
        switch (done.take()) {
          case Done.Entries(List<InventoryEntry> entries) -> {
            for (InventoryEntry entry : entries) {
              sink.add(entry);
            }
          }
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
    Totals.Count listed = new Totals.Count();
    Batches batches = new Batches();
    source.list(
        entry -> {
          listed.add(entry.bytes());
          batches.add(entry);
        });
    batches.flush();
    totals.known(listed);
    for (int i = 0; i < readers; i++) {
      work.put(new Work.Stop());
    }
  }

  /** Hands entries on by the dozen, big ones alone so that all readers have some to the end. */
  private final class Batches {
    private List<UnreadEntry> entries = new ArrayList<>();
    private long bytes;

    void add(UnreadEntry entry) throws InterruptedException {
      entries.add(entry);
      bytes += entry.bytes();
      if (entries.size() == BATCH_ENTRIES || bytes >= BATCH_BYTES) {
        flush();
      }
    }

    void flush() throws InterruptedException {
      work.put(new Work.Read(entries));
      entries = new ArrayList<>();
      bytes = 0;
    }
  }

  private void count() throws IOException, InterruptedException {
    Totals.Count counted = new Totals.Count();
    source.list(
        entry -> {
          counted.add(entry.bytes());
          totals.counting(counted);
        });
    totals.counted(counted);
  }

  private void read() throws InterruptedException {
    while (work.take() instanceof Work.Read(List<UnreadEntry> batch)) {
      List<InventoryEntry> entries = new ArrayList<>(batch.size());
      for (UnreadEntry entry : batch) {
        Share share = new Share(entry.bytes());
        entries.add(entry.read(share));
        progress.advance(1, share.left);
      }
      done.put(new Done.Entries(entries));
    }
    done.put(new Done.Stopped());
  }

  /** One entry's part of the bytes that were told to be ahead. */
  private final class Share implements LongConsumer {
    private long left;

    Share(long bytes) {
      left = bytes;
    }

    @Override
    public void accept(long bytes) {
      long counted = Math.min(left, bytes); // of a file that grew
      left -= counted;
      progress.advance(0, counted);
    }
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
}
