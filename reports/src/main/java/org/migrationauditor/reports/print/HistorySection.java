package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.SealedHead;

/** The history this report was made from. */
final class HistorySection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.HISTORY);
    out.paragraph(w.say("history.text"));
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(w.say("history.events"), w.counted(report.head().events(), "events")));
    facts.add(Fact.digest(w.say("history.root"), report.head().root().hex()));
    facts.add(Fact.of(w.say("history.last"), w.time(report.migration().asOf())));
    SealedHead sealed = report.sealed();
    if (sealed == null) {
      facts.add(Fact.of(w.say("history.sealed"), w.say("history.sealed.none")));
    } else {
      out.paragraph(w.say("history.sealed.text"));
      facts.add(Fact.key(w.say("history.sealed"), sealed.origin()));
      facts.add(Fact.of(w.say("history.sealed.size"), w.counted(sealed.size(), "events")));
      facts.add(Fact.digest(w.say("history.sealed.root"), sealed.root().hex()));
      facts.add(Fact.digest(w.say("history.sealed.key"), sealed.key()));
    }
    out.facts(facts);
  }
}
