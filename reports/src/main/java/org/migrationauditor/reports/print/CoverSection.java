package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.signatures.Signer;

/** Page one: is the data intact, what is this document, who signs it. */
final class CoverSection implements ReportSection {
  private static final int MOST = 4;

  private final Signer signer;
  private final ContentDigest evidence;

  /**
   * @param evidence SHA-256 of {@code report.json}
   */
  CoverSection(Signer signer, ContentDigest evidence) {
    this.signer = signer;
    this.evidence = evidence;
  }

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    new CoverHead(out.sheet(), w).write(report, ScannedLine.of(report, evidence), out.part());
    out.verdict(report.verdict());
    out.heading(w.say("cover.counted"), 150);
    List<Tally> tallies = Tally.of(report.comparisons());
    if (tallies.isEmpty()) {
      out.paragraph(w.say("cover.counted.nothing"));
    } else {
      new CountsPicture(out.sheet(), w).write(tallies, out.part());
    }
    out.heading(w.say("cover.reasons"), 40);
    out.list(first(report.reasons()));
    more(report.reasons(), Chapter.COUNTS, out);
    out.heading(w.say("cover.notCovered"), 40);
    out.list(first(report.notCovered()));
    more(report.notCovered(), Chapter.NOT_COVERED, out);
    out.heading(w.say("cover.losses"), 40);
    List<AcknowledgedLoss> losses = report.migration().losses();
    if (losses.isEmpty()) {
      out.paragraph(w.say("cover.losses.none"));
    } else {
      List<String> lost = losses.stream().map(AcknowledgedLoss::lost).toList();
      out.recorded(first(lost));
      more(lost, Chapter.LOSSES, out);
    }
    out.facts(IdentitySection.first(report, w));
    out.note(SignerWords.title(signer, w), SignerWords.text(signer, w));
  }

  private static List<String> first(List<String> sentences) {
    return sentences.subList(0, Math.min(MOST, sentences.size()));
  }

  /** Where the others are. */
  private static void more(List<String> sentences, Chapter chapter, ReportWriter out) {
    int more = sentences.size() - MOST;
    if (more > 0) {
      Wording w = out.wording();
      String words = w.say(more == 1 ? "more.one" : "more.many", chapter.number());
      out.link(chapter, w.count(more) + " " + words);
    }
  }
}
