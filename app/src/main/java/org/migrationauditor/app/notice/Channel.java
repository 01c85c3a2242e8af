package org.migrationauditor.app.notice;

import java.io.IOException;

/** One way to reach people. */
interface Channel {
  /** Where a notice goes, as it may be told. */
  String place();

  /**
   * Hands a notice over, once.
   *
   * @throws IOException if it was not taken; its message is one clause without a secret
   */
  void send(Notice notice) throws IOException, InterruptedException;
}
