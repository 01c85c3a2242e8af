package org.migrationauditor.command.action.copy;

/**
 * What the threads of one copy share.
 *
 * @param fresh whether nothing of an earlier attempt is at the target
 */
record CopyRun(Staging staging, Journal journal, Pace pace, CopyTally tally, boolean fresh) {

  /** So many bytes were read and are about to be written. */
  void copying(int bytes) throws InterruptedException {
    pace.await(bytes);
    tally.read(bytes);
  }
}
