package org.migrationauditor.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Reads a source: one thread lists, several read, the caller's takes what was read. Queues are
 * bounded, so the slowest of the three sets the pace, and when somebody watches another thread
 * lists ahead to tell how much there is.
 */
final class Reading {
  private static final int QUEUE = 16;
  private static final int BATCH_ENTRIES =
      64; // one at a time, threads would mostly wake each other
  private static final long BATCH_BYTES = 1 << 20;
  private static final long STOP_SECONDS = 10;
  private static final InventoryEntry UNLISTED =
      InventoryEntry.incomplete(
          "./",
          EntryKind.DIRECTORY,
          0,
          OwnerKey.UNASSIGNED,
          "was not listed to its end, the inventory was stopped");

  private final InventorySource source;
  private final Choice choice;
  private final Progress progress;
  private final int readers;
  private final Totals totals;
  private final BlockingQueue<Work> work = new ArrayBlockingQueue<>(QUEUE);
  private final BlockingQueue<Done> done = new ArrayBlockingQueue<>(QUEUE);

  private volatile State state = State.READING;

  private enum State {
    READING,
    /** Nothing more is listed or read, and what was listed is handed over. */
    STOPPING,
    OVER
  }

  private sealed interface Work {
    record Read(List<UnreadEntry> entries) implements Work {}

    record Stop() implements Work {}
  }

  private sealed interface Done {
    record Entries(List<Outcome> entries) implements Done {}

    record Stopped() implements Done {}

    record Failed(Throwable cause) implements Done {}
  }

  /** Takes entries as they come, on the thread that called {@link #into}. */
  @FunctionalInterface
  interface Sink<X extends Exception> {
    void add(Outcome outcome) throws X, IOException;
  }

  Reading(InventorySource source, Choice choice, Progress progress, int readers) {
    this.source = source;
    this.choice = choice;
    this.progress = progress;
    this.readers = readers;
    totals = new Totals(progress);
  }

  /**
   * Reads every entry once; on any failure no thread is left behind.
   *
   * @return false when it was interrupted and what was not read was handed over as that, together
   *     with the root where it was not listed to its end
   */
  <X extends Exception> boolean into(Sink<X> sink) throws X, IOException, InterruptedException {
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
        switch (taken(threads)) {
          case Done.Entries(List<Outcome> entries) -> {
            for (Outcome entry : entries) {
              sink.add(entry);
            }
          }
          case Done.Stopped() -> running--;
          case Done.Failed(Throwable cause) -> throw failure(cause);
        }
      }
      return state == State.READING;
    } finally {
      state = State.OVER;
      threads.shutdownNow();
      boolean ignored = threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Done taken(ExecutorService threads) throws InterruptedException {
    try {
      return done.take();
    } catch (InterruptedException e) {
      if (!choice.partial()) {
        throw e;
      }
    }
    state = State.STOPPING;
    threads.shutdownNow(); // whatever they wait for; they go on with what is in the queues
    return done.take();
  }

  private void list() throws IOException, InterruptedException {
    Totals.Count listed = new Totals.Count();
    Batches batches = new Batches();
    boolean whole =
        listed(
            entry -> {
              listed.add(entry.bytes());
              batches.add(entry);
            });
    if (whole) {
      totals.known(listed);
    } else {
      batches.add(UnreadEntry.settled(UNLISTED));
    }
    batches.flush();
    for (int i = 0; i < readers; i++) {
      put(work, new Work.Stop());
    }
  }

  private void count() throws IOException, InterruptedException {
    Totals.Count counted = new Totals.Count();
    boolean whole =
        listed(
            entry -> {
              counted.add(entry.bytes());
              totals.counting(counted);
            });
    if (whole) {
      totals.counted(counted);
    }
  }

  /** Lists the source; false when that was stopped on the way. */
  private boolean listed(InventorySource.Listing listing) throws IOException, InterruptedException {
    try {
      source.list(
          entry -> {
            if (state != State.READING) {
              throw new InterruptedException();
            }
            listing.found(entry);
          });
      return true;
    } catch (InterruptedException | IOException | RuntimeException e) {
      if (state != State.STOPPING) {
        throw e;
      }
      return false;
    }
  }

  @FunctionalInterface
  private interface Waiting<T> {
    T waited() throws InterruptedException;
  }

  private <T> void put(BlockingQueue<T> queue, T item) throws InterruptedException {
    boolean ignored =
        patiently(
            () -> {
              queue.put(item);
              return true;
            });
  }

  /** The interruption that stops the reading is none of the handing over. */
  private <T> T patiently(Waiting<T> waiting) throws InterruptedException {
    while (true) {
      try {
        return waiting.waited();
      } catch (InterruptedException e) {
        if (state != State.STOPPING) {
          throw e;
        }
      }
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
      put(work, new Work.Read(entries));
      entries = new ArrayList<>();
      bytes = 0;
    }
  }

  private void read() throws InterruptedException {
    while (patiently(work::take) instanceof Work.Read(List<UnreadEntry> batch)) {
      List<Outcome> entries = new ArrayList<>(batch.size());
      for (UnreadEntry entry : batch) {
        entries.add(patiently(() -> outcome(entry)));
      }
      put(done, new Done.Entries(entries));
    }
    put(done, new Done.Stopped());
  }

  private Outcome outcome(UnreadEntry entry) throws InterruptedException {
    return state == State.STOPPING ? choice.unread(entry) : choice.read(entry, progress);
  }

  private void guarded(Part part) {
    try {
      part.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // into() is gone, or wants no more counted
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
