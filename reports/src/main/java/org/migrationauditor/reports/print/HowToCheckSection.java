package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.Signer;

/** Annex: how to check the report without trusting who made it. */
final class HowToCheckSection implements ReportSection {
  private final Signer signer;

  HowToCheckSection(Signer signer) {
    this.signer = signer;
  }

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section("How can this report be checked without us?");
    out.paragraph(
        "None of this needs a network, the server or the people who ran the migration. FILE is this"
            + " document.");
    out.steps(
        List.of(
            "The signature: open the file in a viewer that shows PDF signatures, or run pdfsig FILE."
                + " \"Signature is Valid\" and \"Total document signed\" mean that no byte changed"
                + " since.",
            "Who signed: "
                + (signer.selfMade()
                    ? "the key is self-made, so only the operator can tell you that it is theirs."
                    : "the key is the operator's own.")
                + " Ask them over another channel for the SHA-256 fingerprint of their certificate"
                + " and compare all of it with the one on page one.",
            "The evidence: pdfdetach -saveall FILE writes out the two attachments. report.json holds"
                + " every number of these pages, manifests.sha256 the digests of the manifests.",
            "The manifests, if you were given them: sha256sum -c manifests.sha256 in their folder.",
            "Points 1 and 3 in one go, and the fingerprint for 2: ./auditor verify-report FILE, on any"
                + " machine that has the program.",
            "Keep the head of the history (section 8). If the operator's history is ever questioned,"
                + " its first so many events must still give that root."));
    out.paragraph(
        "What the verdicts mean. PASSED: "
            + Wording.verdict(Verdict.PASSED)
            + " FAILED: "
            + Wording.verdict(Verdict.FAILED)
            + " INDETERMINATE: "
            + Wording.verdict(Verdict.INDETERMINATE));
    out.paragraph(
        "Names of files, owners and objects come from the data. Characters that cannot be shown"
            + " safely are spelled by their number, such as [U+202E]; report.json holds them as they"
            + " are.");
  }
}
