package org.migrationauditor.reports.print;

import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.signatures.SignatureField;

/** Who signs the report, and what each signature means. */
final class SignaturesSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    int fields = SignatureField.values().length;
    out.section(Chapter.SIGNATURES, 40 + fields * (SignatureField.HEIGHT + Boxes.BELOW));
    for (SignatureField field : SignatureField.values()) {
      out.signature(field);
    }
  }
}
