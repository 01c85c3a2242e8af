package org.migrationauditor.verifier.http;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server did not give what it was asked for. Nothing in it comes from the content. */
public final class WebException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String clause;
  private final @Nullable Duration pause;
  private final int status;

  /**
   * What went wrong, for good.
   *
   * @param clause what the server did, such as {@code answers 403}
   * @param step what to do about it, such as {@code ask for the right to read it}
   */
  public WebException(String clause, String step) {
    this(clause, step, null, 0);
  }

  private WebException(String clause, String step, @Nullable Duration pause, int status) {
    super(clause + "; nothing was read from it, " + step);
    this.clause = clause;
    this.pause = pause;
    this.status = status;
  }

  /** An answer with a status that is no success. */
  static WebException answered(int status, String clause, String step) {
    return new WebException(clause, step, null, status);
  }

  /** What may be gone after a pause. */
  static WebException passing(String clause, Duration pause) {
    return new WebException(clause, "try again when the server is well", pause, 0);
  }

  /** An answer that cannot be made sense of. */
  public static WebException senseless(String clause) {
    return new WebException(clause, "check that the address names such an archive");
  }

  /** The message without consequence and next step, to be the problem of an entry. */
  public String clause() {
    return clause;
  }

  /** Status of the answer; 0 when there was none, or it was a success that makes no sense. */
  public int status() {
    return status;
  }

  /** How long to wait before asking again; null when that would not help. */
  @Nullable Duration pause() {
    return pause;
  }
}
