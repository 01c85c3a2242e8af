package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.signatures.Signer;

/** Annex: how to check the report without trusting who made it. */
final class HowToCheckSection implements ReportSection {
  private final Signer signer;

  HowToCheckSection(Signer signer) {
    this.signer = signer;
  }

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.HOW_TO_CHECK);
    out.paragraph(w.say("check.text"));
    out.steps(
        List.of(
            w.say("check.signature"),
            w.say(signer.selfMade() ? "check.signer.selfMade" : "check.signer.own"),
            w.say("check.evidence"),
            w.say("check.manifests"),
            w.say("check.all"),
            w.say("check.head", Chapter.HISTORY.number())));
    out.heading(w.say("check.verdicts"), 60);
    for (Verdict verdict : Verdict.values()) {
      out.paragraph(w.say("check.verdict", w.verdict(verdict), verdict, w.meaning(verdict)));
    }
    out.paragraph(w.say("check.names"));
  }
}
