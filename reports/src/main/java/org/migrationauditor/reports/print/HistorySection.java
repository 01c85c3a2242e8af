package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;

/** The history this report was made from. */
final class HistorySection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section("Which history does this report stand on?");
    out.paragraph(
        "Everything above was told by the stored events of this migration. Whoever keeps these two"
            + " values can tell later whether any of those events was changed, added or removed:"
            + " the first so many events must still give this root (RFC 9162, section 2.1).");
    out.facts(
        List.of(
            Fact.of("Events", events(report.head())),
            Fact.digest("Root", report.head().root().hex()),
            Fact.of("Last event at", Wording.time(report.migration().asOf()))));
  }

  static String events(HistoryHead head) {
    return Wording.counted(head.events(), "event", "events");
  }
}
