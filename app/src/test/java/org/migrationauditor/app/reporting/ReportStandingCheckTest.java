package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.ReportStanding;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.history.Recorded;

class ReportStandingCheckTest {
  private static final MigrationId ID = new MigrationId("night");
  private static final StepId STEP = new StepId("report");
  private static final ContentDigest FIRST = new ContentDigest("1".repeat(64));
  private static final ContentDigest SECOND = new ContentDigest("2".repeat(64));
  private static final ContentDigest NEVER = new ContentDigest("f".repeat(64));

  private final ReportStandingCheck check =
      after(issued("night-1.pdf", FIRST), issued("night-2.pdf", SECOND));

  @Test
  void tellsHowAnIssuedFileStands() {
    assertThat(check.standing("night-2", SECOND)).contains(ReportStanding.VALID);
    assertThat(check.replacedBy("night-2", SECOND)).isEmpty();
    assertThat(check.standing("night-1", FIRST)).contains(ReportStanding.SUPERSEDED);
    assertThat(check.replacedBy("night-1", FIRST)).contains("night-2");
  }

  @Test
  void tellsNothingOfAFileThatOnlyClaimsTheIdOfAnother() {
    assertThat(check.of("night-2", NEVER).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(check.standing("night-2", NEVER)).isEmpty();
    assertThat(check.replacedBy("night-1", NEVER)).isEmpty();
  }

  private static ReportIssued issued(String file, ContentDigest digest) {
    return new ReportIssued(
        ID, STEP, new IssuedReport("clinic", Verdict.PASSED, file, digest, "CN=Key", true));
  }

  private static ReportStandingCheck after(MigrationEvent... later) {
    List<Recorded> recorded = new ArrayList<>();
    recorded.add(new Recorded(0, Instant.EPOCH, planned(), Map.of()));
    for (MigrationEvent event : later) {
      recorded.add(new Recorded(recorded.size(), Instant.EPOCH, event, Map.of()));
    }
    return new ReportStandingCheck(MigrationHistory.fold(ID, recorded).orElseThrow());
  }

  private static MigrationPlanned planned() {
    return new MigrationPlanned(
        ID,
        new RunbookId("runbook"),
        NEVER,
        List.of(
            new PlannedStep(
                STEP,
                "Report",
                null,
                ActionKind.ISSUE_REPORTS,
                Actor.OPERATOR,
                false,
                List.of(),
                List.of(),
                false,
                null)),
        Map.of(),
        false);
  }
}
