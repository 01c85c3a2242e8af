package org.migrationauditor.verifier.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it comes in, bounded in bytes, in silence and in time. The next piece is
 * asked for when the last one was read, so no more than one waits. Read by one thread.
 */
final class Body extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private final long maxBytes;
  private final Duration silence;
  private final long deadline;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final Queue<ByteBuffer> atHand = new ArrayDeque<>();
  private long count;
  private boolean ended;

  private sealed interface Piece {
    record Bytes(List<ByteBuffer> buffers) implements Piece {}

    record Broken(Throwable cause) implements Piece {}

    record End() implements Piece {}
  }

  /**
   * @param maxBytes most that is read; one more is an exception
   * @param silence longest wait for the next byte
   * @param whole longest time from now to the last byte
   */
  Body(long maxBytes, Duration silence, Duration whole) {
    this.maxBytes = maxBytes;
    this.silence = silence;
    deadline = System.nanoTime() + whole.toNanos();
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    pieces.add(new Piece.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    pieces.add(new Piece.Broken(cause));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = next();
    if (buffer == null) {
      return -1;
    }
    int read = Math.min(length, buffer.remaining());
    buffer.get(into, from, read);
    count += read;
    if (count > maxBytes) {
      throw new WebException(
          "answers with more than %d bytes".formatted(maxBytes),
          "check that the address names such an archive");
    }
    return read;
  }

  /** A buffer with a byte in it, null at the end. */
  private @Nullable ByteBuffer next() throws IOException {
    while (!ended) {
      ByteBuffer buffer = atHand.peek();
      if (buffer != null && buffer.hasRemaining()) {
        return buffer;
      }
      if (buffer != null) {
        atHand.remove();
      } else {
        fetch();
      }
    }
    return null;
  }

  private void fetch() throws IOException {
    switch (await()) {
      case Piece.Bytes(List<ByteBuffer> buffers) -> {
        atHand.addAll(buffers);
        subscription.join().request(1);
      }
      case Piece.Broken(Throwable cause) ->
          throw cause instanceof IOException io ? io : new IOException(cause);
      case Piece.End() -> ended = true;
    }
  }

  private Piece await() throws IOException {
    long left = Math.min(silence.toNanos(), deadline - System.nanoTime());
    try {
      Piece piece = left <= 0 ? null : pieces.poll(left, TimeUnit.NANOSECONDS);
      if (piece == null) {
        throw new HttpTimeoutException("no byte in time");
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      CompletableFuture<Void> ignored = subscription.thenAccept(Flow.Subscription::cancel);
    }
  }
}
