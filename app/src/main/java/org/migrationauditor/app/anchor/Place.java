package org.migrationauditor.app.anchor;

import java.io.IOException;

/** Where heads are kept outside this home. A head that is there is never replaced. */
interface Place {
  /** The place, as it may be told: without a secret. */
  String name();

  /**
   * Has a head kept. The same head may be given again.
   *
   * @throws IOException if it is not kept; its message is one clause without a secret
   */
  void keep(Head head) throws IOException, InterruptedException;
}
