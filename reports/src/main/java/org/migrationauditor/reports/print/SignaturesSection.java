package org.migrationauditor.reports.print;

import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.SignatureField;

/** Who signs the report, and what each signature means. */
final class SignaturesSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section(Chapter.SIGNATURES);
    for (SignatureField field : SignatureField.values()) {
      out.signature(field);
    }
  }
}
