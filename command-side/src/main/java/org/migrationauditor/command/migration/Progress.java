package org.migrationauditor.command.migration;

import org.migrationauditor.messages.query.StepStatus;

/**
 * How far a step is.
 *
 * @param attempts begun so far, count
 * @param resumed whether the last attempt took over from one whose end nobody saw
 * @param since number of the event that led here, counted from 1; 0 when none did
 */
record Progress(StepStatus status, int attempts, boolean resumed, long since) {
  static final Progress NONE = new Progress(StepStatus.PENDING, 0, false, 0);

  boolean is(StepStatus asked) {
    return status == asked;
  }

  boolean ended() {
    return switch (status) {
      case SUCCEEDED, FAILED, UNCERTAIN -> true;
      case PENDING, STARTED -> false;
    };
  }

  Progress to(StepStatus next, long at) {
    return new Progress(next, attempts, resumed, at);
  }
}
