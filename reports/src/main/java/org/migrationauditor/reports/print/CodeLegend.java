package org.migrationauditor.reports.print;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.report.FindingGroup;
import org.migrationauditor.messages.report.ReportedComparison;

/** What the codes of a report's findings mean, and what a person does next. */
final class CodeLegend {
  private CodeLegend() {}

  /** Writes the codes that occur; nothing where none does. */
  static void write(List<ReportedComparison> comparisons, ReportWriter out) {
    Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    for (ReportedComparison comparison : comparisons) {
      comparison.findings().stream().map(Finding::code).forEach(codes::add);
      comparison.groups().stream().map(FindingGroup::code).forEach(codes::add);
    }
    if (codes.isEmpty()) {
      return;
    }
    Wording w = out.wording();
    out.heading(w.say("legend.codes"), 90);
    out.table(
        List.of(
            Column.names(w.say("finding.code"), 0.24),
            Column.left(w.say("legend.meaning"), 0.38),
            Column.left(w.say("legend.remedy"), 0.38)),
        codes.stream()
            .map(
                code ->
                    List.of(
                        Cell.strong(code.name()),
                        Cell.of(w.meaning(code)),
                        Cell.of(w.remedy(code))))
            .toList());
  }
}
