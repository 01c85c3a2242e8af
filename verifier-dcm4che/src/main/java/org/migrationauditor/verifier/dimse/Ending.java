package org.migrationauditor.verifier.dimse;

import java.util.Locale;
import org.dcm4che3.net.Status;

/**
 * How the matches of a query ended.
 *
 * @param stopped whether this side wanted no more of them
 * @param status the last one of the server
 */
record Ending(boolean stopped, int status) {
  /** Whether the server said that these were all. */
  boolean complete() {
    return !stopped && status == Status.Success;
  }

  /** What the server did instead. */
  String clause() {
    return stopped
        ? "lists more than is taken at once"
        : String.format(Locale.ROOT, "ends the list with status %04XH", status);
  }
}
