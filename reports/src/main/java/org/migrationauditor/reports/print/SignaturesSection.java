package org.migrationauditor.reports.print;

import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.SignatureField;

/** Who signs the report, and what each signature means. */
final class SignaturesSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section("Who signs this report, and what does each signature mean?");
    for (SignatureField field : SignatureField.values()) {
      out.signature(field, title(field), meaning(field), "not signed");
    }
  }

  private static String title(SignatureField field) {
    return switch (field) {
      case PREPARED -> "Prepared";
      case REVIEWED -> "Reviewed";
      case APPROVED -> "Approved";
    };
  }

  private static String meaning(SignatureField field) {
    return switch (field) {
      case PREPARED -> "I made this report from the stored history, and changed nothing in it.";
      case REVIEWED ->
          "I read this report against its evidence, and it says what the evidence says.";
      case APPROVED -> "I accept this report as the record of the migration, and answer for it.";
    };
  }
}
