package org.migrationauditor.verifier.dimse;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.DimseRSPHandler;
import org.dcm4che3.net.Status;
import org.jspecify.annotations.Nullable;

/**
 * Answers to one request, handed from the thread that receives them to the one that asked. The
 * first waits when there are more than a few, so that the server waits too.
 */
final class Exchange extends DimseRSPHandler {
  private static final int ROOM = 256;
  private static final int NO_STATUS = -1; // which would pass for a pending one

  private final Queue<Match> matches = new ArrayDeque<>();
  private int status = Status.Pending;
  private boolean heard;
  private boolean stopped;
  private boolean closed;
  private boolean silent;

  Exchange(int messageId) {
    super(messageId);
  }

  @Override
  public synchronized void onDimseRSP(
      Association association, Attributes command, @Nullable Attributes identifier) {
    heard = true;
    int answer = command.getInt(Tag.Status, NO_STATUS);
    if (!pending(answer)) {
      status = answer;
    } else if (room()) {
      matches.add(Match.of(identifier));
    }
    notifyAll();
  }

  private boolean room() {
    try {
      while (matches.size() >= ROOM && !stopped) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the association is being given up
      stopped = true;
    }
    return !stopped;
  }

  @Override
  public synchronized void onClose(Association association) {
    closed = true;
    notifyAll();
  }

  /** Wants no more matches. */
  synchronized void stop() {
    stopped = true;
    matches.clear();
    notifyAll();
  }

  /** Whether the server has said anything at all. */
  synchronized boolean heard() {
    return heard;
  }

  /** Whether it was waited for in vain. */
  synchronized boolean silent() {
    return silent;
  }

  /** Whether the server has ended it. */
  synchronized boolean ended() {
    return !pending(status);
  }

  /**
   * The next match, null behind the last one.
   *
   * @param patience for which the server may be silent
   * @throws DimseException if there will be neither
   */
  synchronized @Nullable Match next(Duration patience) throws DimseException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (matches.isEmpty() && !ended()) {
      if (closed) {
        throw DimseException.passing("ends the association in the middle of an answer");
      }
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        silent = true;
        throw DimseException.passing("is silent for %d s".formatted(patience.toSeconds()));
      }
      wait(millis);
    }
    Match match = matches.poll();
    notifyAll();
    return match;
  }

  /** The last status; pending while there was none. */
  synchronized int status() {
    return status;
  }

  private static boolean pending(int status) {
    return status == Status.Pending || status == Status.PendingWarning;
  }
}
