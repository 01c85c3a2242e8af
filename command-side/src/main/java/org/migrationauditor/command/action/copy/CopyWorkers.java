package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Node;

/** Threads that copy batches of files; as many batches wait as there are threads, no more. */
final class CopyWorkers implements AutoCloseable {
  private final int threads = Math.max(8, Runtime.getRuntime().availableProcessors() * 2);
  private final ExecutorService executor =
      Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("copy-", 0).factory());
  private final Semaphore places = new Semaphore(threads * 2);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final ThreadLocal<DiskBytes> disks = ThreadLocal.withInitial(DiskBytes::new);
  private final DiskBytes own = new DiskBytes();
  private final CopyRun run;
  private FileBatch batch = new FileBatch();

  CopyWorkers(CopyRun run) {
    this.run = run;
  }

  /** Copies a file some time before {@link #finish} returns. */
  void add(Node source, Path target) throws IOException, InterruptedException {
    batch.add(source, target);
    if (batch.full()) {
      submit();
    }
  }

  /** Copies a file at once, in this thread. */
  void copyNow(Node source, Path target) throws IOException, InterruptedException {
    FileBatch alone = new FileBatch();
    alone.add(source, target);
    alone.copy(run, own);
  }

  /** Waits for all that was added; the first failure of any is thrown. */
  void finish() throws IOException, InterruptedException {
    submit();
    places.acquire(threads * 2);
    places.release(threads * 2);
    rethrow();
  }

  private void submit() throws IOException, InterruptedException {
    rethrow();
    if (batch.isEmpty()) {
      return;
    }
    FileBatch ready = batch;
    batch = new FileBatch();
    places.acquire();
    executor.execute(
        () -> {
          try {
            if (failure.get() == null) {
              ready.copy(run, disks.get());
            }
          } catch (IOException | InterruptedException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          } finally {
            places.release();
          }
        });
  }

  private void rethrow() throws IOException, InterruptedException {
    Throwable first = failure.get();
    switch (first) {
      case null -> {}
      case ClosedByInterruptException e -> throw interrupted(e);
      case InterruptedException e -> throw interrupted(e);
      case IOException e -> throw e;
      default -> throw new IllegalStateException("a copying thread broke", first);
    }
  }

  private static InterruptedException interrupted(Exception cause) {
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(cause);
    return interrupted;
  }

  /** Nothing is copied any more when this returns. */
  @Override
  public void close() {
    executor.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
