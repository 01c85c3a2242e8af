package org.migrationauditor.app.platform;

/** A verb could not do its work; the message is one sentence for the person who typed it. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitStatus;

  /** One of {@link ExitStatus}, and where, what, and the next step. */
  public CommandFailure(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  public int exitStatus() {
    return exitStatus;
  }
}
