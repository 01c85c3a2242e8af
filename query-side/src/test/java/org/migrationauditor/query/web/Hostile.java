package org.migrationauditor.query.web;

import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.query.Story;

/** A migration whose every text tries to be more than text. */
final class Hostile {
  static final MigrationId ID = new MigrationId("hostile");
  static final String TEXT =
      "\"'><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
          + "[[${7*7}]]__${7*7}__\u202Egnp.exe\u001B[31m\u0000";

  private Hostile() {}

  static List<MigrationEvent> events() {
    PlannedStep step =
        new PlannedStep(
            Story.STOP,
            TEXT,
            TEXT,
            ActionKind.ATTEST,
            Actor.OPERATOR,
            true,
            List.of(),
            List.of(),
            false,
            TEXT);
    return List.of(
        new MigrationPlanned(
            ID,
            new RunbookId("kaapana-0.1.3-to-0.2.2"),
            Story.digest('a'),
            List.of(step),
            Map.of(TEXT, TEXT),
            true),
        new DeviationRecorded(ID, Story.STOP, "1", TEXT),
        new StepStarted(ID, Story.STOP, 1, ActionKind.ATTEST, TEXT),
        new StepAttested(ID, Story.STOP, TEXT, TEXT, TEXT, Story.digest('e')),
        new StepApproved(ID, Story.STOP, TEXT, TEXT),
        new ReportIssued(
            ID,
            Story.STOP,
            new IssuedReport(
                TEXT, Verdict.FAILED, "../secret.pdf", Story.digest('f'), TEXT, false)),
        new ReportIssued(
            ID,
            Story.STOP,
            new IssuedReport("trick", Verdict.FAILED, "..", Story.digest('f'), TEXT, false)),
        new ReportIssued(
            ID,
            Story.STOP,
            new IssuedReport(
                "trick", Verdict.FAILED, TEXT + ".pdf", Story.digest('f'), TEXT, false)),
        new StepFailed(
            ID,
            Story.STOP,
            1,
            5,
            1,
            null,
            List.of(new Observation(TEXT, Verdict.FAILED, TEXT)),
            TEXT + FindingCode.MISSING));
  }
}
