package org.migrationauditor.app.reporting;

import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.evidence.bundle.EventProof;
import org.migrationauditor.messages.report.SealedHead;

/** Has the history below a report sealed, so that the report can carry the head over it. */
@FunctionalInterface
public interface ReportSeal {
  /**
   * Seals everything that is stored.
   *
   * @param last event that the report tells of
   * @throws RuntimeException if the log cannot be sealed, or does not hold that event as it is
   *     stored; no report may be issued then
   */
  Sealed over(StoredEvent last);

  /**
   * A head, and the proof that an event is below it.
   *
   * @param proof leads from the event's leaf to the head's root
   */
  record Sealed(SealedHead head, EventProof proof) {}
}
