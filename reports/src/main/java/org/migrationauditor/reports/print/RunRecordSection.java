package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.RunbookChange;
import org.migrationauditor.messages.report.IntegrityReport;

/** What was done, by whom, when, and what was seen afterwards: every step of the plan. */
final class RunRecordSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section(Chapter.RUN_RECORD);
    out.facts(facts(report.migration(), out.wording()));
    StepRow row = new StepRow(out.wording());
    out.table(row.columns(), report.migration().steps().stream().map(row::of).toList());
  }

  private static List<Fact> facts(MigrationState migration, Wording w) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(w.say("fact.runbook"), migration.runbook().value()));
    facts.add(Fact.digest(w.say("fact.runbookDigest"), migration.runbookDigest().hex()));
    for (RunbookChange change : migration.changes()) {
      facts.add(
          Fact.of(
              w.say("run.changed"),
              w.say(
                  "run.changed.value",
                  w.time(change.at()),
                  change.person(),
                  change.reason(),
                  change.replaced())));
      facts.add(Fact.digest(w.say("run.changed.digest"), change.replacedDigest().hex()));
    }
    facts.add(Fact.of(w.say("fact.program"), migration.tool()));
    facts.add(
        Fact.of(
            w.say("run.approvals"),
            migration.unattended()
                ? w.say("run.approvals.rehearsal")
                : w.say("run.approvals.people", Chapter.PEOPLE.number())));
    migration.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(parameter -> facts.add(Fact.key(parameter.getKey(), parameter.getValue())));
    return facts;
  }
}
