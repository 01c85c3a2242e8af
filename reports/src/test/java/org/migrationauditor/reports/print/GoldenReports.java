package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.report.FindingGroup;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.Reports;

/** Reports whose every word and tag is kept, by name. */
final class GoldenReports {
  private static final String DEEP = "0123456789abcdef/".repeat(15);

  private GoldenReports() {}

  static Map<String, IntegrityReport> all() {
    Map<String, IntegrityReport> all = new TreeMap<>();
    all.put("passed", Reports.passed());
    all.put("failed", Reports.failed());
    all.put("indeterminate", Reports.indeterminate());
    all.put("empty", Reports.empty());
    all.put("huge", huge());
    all.put("rtl", ofOwner("מרכז רפואי 7", "مستشفى النور"));
    all.put("chinese", ofOwner("北京协和医院 2", "上海瑞金医院"));
    all.put("japanese", ofOwner("がん研有明病院・ハートセンター", "東京大学病院"));
    all.put("korean", ofOwner("서울대학교병원", "연세의료원"));
    all.put("long-keys", longKeys());
    all.put("rolled-back", rolledBack());
    return all;
  }

  /** Of a machine without a font for it. */
  static IntegrityReport withoutFont() {
    return ofOwner("東京大学病院", "서울병원");
  }

  /** A million findings, of which the document holds a few. */
  private static IntegrityReport huge() {
    List<Finding> listed = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      listed.add(Reports.missing("fs1/2026/3/14/%05d".formatted(i)));
    }
    ReportedComparison one =
        Reports.comparison("after the copy", View.DICOM_FILES, Verdict.FAILED, listed, 1_000_000);
    List<FindingGroup> groups =
        List.of(
            new FindingGroup(FindingCode.MISSING, "1.2.826.0.1.3680043.8.498.1", false, 700_000),
            new FindingGroup(FindingCode.EXTRA, "phantom", true, 200_000),
            new FindingGroup(FindingCode.UNREADABLE, "", false, 50_000));
    return Reports.of(
        "STUDY-A",
        Verdict.FAILED,
        List.of("one", "two", "three", "four", "five", "six"),
        List.of(
            new ReportedComparison(
                one.title(),
                one.view(),
                one.before(),
                one.after(),
                one.beforeManifest(),
                one.afterManifest(),
                one.findingsManifest(),
                one.beforeCounts(),
                one.afterCounts(),
                one.verdict(),
                one.findings(),
                one.findingsTotal(),
                groups)));
  }

  private static IntegrityReport ofOwner(String owner, String other) {
    return Reports.of(
        owner,
        Verdict.FAILED,
        List.of("after the copy: 1 finding is not explained"),
        List.of(
            Reports.comparison(
                "after the copy",
                View.MINIO_FS,
                Verdict.FAILED,
                List.of(Reports.missing(owner + "/" + other + "/\u202Efdp.exe")),
                1)));
  }

  private static IntegrityReport longKeys() {
    return Reports.of(
        "b".repeat(255),
        Verdict.FAILED,
        List.of("object store: 2 findings are not explained"),
        List.of(
            Reports.comparison(
                "object store",
                View.MINIO_FS,
                Verdict.FAILED,
                List.of(Reports.missing(DEEP), Reports.missing("x".repeat(255))),
                2)));
  }

  /**
   * Everything that a migration may have: losses, a waiver, a removal, a rollback, a first report.
   */
  private static IntegrityReport rolledBack() {
    IntegrityReport report = Reports.failed();
    MigrationState m = report.migration();
    ReportedComparison comparison = report.comparisons().getFirst();
    Finding missing = comparison.findings().getFirst();
    Waiver waiver =
        new Waiver(
            comparison.findingsManifest(),
            missing.code(),
            missing.key(),
            missing.owner(),
            "l.meitner",
            "deleted at the sponsor's request");
    List<StepState> steps = new ArrayList<>(m.steps());
    steps.add(removal());
    return new IntegrityReport(
        report.scope(),
        report.reportId(),
        report.verdict(),
        report.reasons(),
        report.notCovered(),
        report.comparisons(),
        new MigrationState(
            m.migrationId(),
            m.runbook(),
            m.runbookDigest(),
            m.changes(),
            m.parameters(),
            true,
            m.host(),
            m.tool(),
            m.plannedAt(),
            m.sequence(),
            m.asOf(),
            Reports.digest(40),
            List.of(
                new AcknowledgedLoss("users", "user accounts", "r.franklin"),
                new AcknowledgedLoss("tags", "tags and datasets", "r.franklin")),
            m.roles(),
            steps,
            m.inventories(),
            m.comparisons(),
            List.of(new StandingWaiver(new StepId("compare-copy"), waiver, m.asOf())),
            m.reports(),
            m.verdict(),
            m.asOf(),
            new Rollback(
                new StepId("cleanup"),
                List.of(new StepId("remove")),
                "r.franklin",
                "the new platform does not start",
                m.asOf().minusSeconds(60)),
            m.withdrawn()),
        report.head(),
        report.language(),
        report.sealed(),
        "kaapana-2026-STUDY-A-0006",
        report.attached());
  }

  private static StepState removal() {
    return new StepState(
        new PlannedStep(
            new StepId("remove"),
            "Remove what the new platform wrote",
            null,
            ActionKind.REMOVE_TREE,
            Actor.OPERATOR,
            true,
            List.of(new StepId("compare-copy")),
            List.of(new StepId("reports")),
            true,
            null),
        StepStatus.SUCCEEDED,
        1,
        0,
        "12 files removed",
        "m.curie",
        Reports.AS_OF.minusSeconds(50),
        Reports.AS_OF.minusSeconds(40),
        10_000,
        null,
        null,
        List.of(),
        "",
        List.of(),
        null,
        List.of("r.franklin"));
  }
}
