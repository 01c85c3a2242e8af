package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.report.Attached;
import org.migrationauditor.messages.report.IntegrityReport;

/** Which migration, which moment, which evidence. */
final class IdentitySection implements ReportSection {
  private final ContentDigest evidence;

  /**
   * @param evidence SHA-256 of {@code report.json}
   */
  IdentitySection(ContentDigest evidence) {
    this.evidence = evidence;
  }

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.newPage();
    out.section(Chapter.IDENTITY);
    List<Fact> facts = new ArrayList<>(facts(report, w));
    facts.add(Fact.digest(w.say("fact.evidence"), evidence.hex()));
    for (Attached file : report.attached()) {
      String words = w.say("fact.attached.value", file.name(), w.exactBytes(file.bytes()));
      facts.add(Fact.digest(w.say("fact.attached"), words, file.sha256().hex()));
    }
    out.facts(facts);
  }

  /** What page one says of it. */
  static List<Fact> first(IntegrityReport report, Wording w) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.key(w.say("fact.report"), report.reportId()));
    if (report.replaces() != null) {
      facts.add(Fact.key(w.say("fact.replaces"), report.replaces()));
    }
    facts.add(Fact.of(w.say("fact.asOf"), w.time(report.migration().asOf())));
    facts.add(Fact.key(w.say("fact.migration"), report.migration().migrationId().value()));
    facts.add(Fact.key(w.say("fact.host"), report.migration().host()));
    facts.add(Fact.of(w.say("fact.history"), w.counted(report.head().events(), "events")));
    facts.add(Fact.digest(w.say("fact.root"), report.head().root().hex()));
    return facts;
  }

  /** All of it; each is a claim that is checked against the evidence. */
  static List<Fact> facts(IntegrityReport report, Wording w) {
    MigrationState migration = report.migration();
    List<Fact> facts = new ArrayList<>(first(report, w));
    facts.add(Fact.of(w.say("fact.program"), migration.tool()));
    facts.add(Fact.of(w.say("fact.runbook"), migration.runbook().value()));
    facts.add(Fact.digest(w.say("fact.runbookDigest"), migration.runbookDigest().hex()));
    facts.add(Fact.of(w.say("fact.planned"), w.time(migration.plannedAt())));
    Rollback rollback = migration.rollback();
    if (rollback != null) {
      facts.add(
          Fact.of(
              w.say("fact.turnedBack"),
              w.say(
                  "fact.turnedBack.value",
                  w.time(rollback.at()),
                  rollback.from(),
                  rollback.person(),
                  rollback.reason())));
    }
    facts.add(
        Fact.of(
            w.say(rollback == null ? "fact.completed" : "fact.rolledBack"),
            migration.completedAt() == null
                ? w.say("fact.completed.not")
                : w.time(migration.completedAt())));
    return facts;
  }
}
