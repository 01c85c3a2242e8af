package org.migrationauditor.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.RunbookChange;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.messages.report.SealedHead;

/** Reports to print, sign and check in tests. */
public final class Reports {
  public static final Instant AS_OF = Instant.parse("2026-03-14T15:09:26.535Z");
  public static final String ID = "kaapana-2026-STUDY-A-0007";
  public static final String ROOT = "3f".repeat(32);

  private Reports() {}

  public static IntegrityReport passed() {
    return of(
        "STUDY-A",
        Verdict.PASSED,
        List.of("3 comparisons were made, 3 passed"),
        List.of(
            comparison("after the copy", View.DICOM_FILES, Verdict.PASSED, List.of(announced()), 1),
            comparison("after the start", View.DICOM_FILES, Verdict.PASSED, List.of(), 0),
            comparison("object store", View.MINIO_FS, Verdict.PASSED, List.of(), 0)));
  }

  public static IntegrityReport failed() {
    return of(
        "STUDY-A",
        Verdict.FAILED,
        List.of("after the copy: 2 findings are not explained"),
        List.of(
            comparison(
                "after the copy",
                View.DICOM_FILES,
                Verdict.FAILED,
                List.of(missing("fs1/2026/3/14/15/9A2C/77F1/0001"), mismatch(), announced()),
                3)));
  }

  public static IntegrityReport indeterminate() {
    Finding unreadable =
        finding(FindingCode.UNREADABLE, "fs1/2026/3/14/locked", null, "permission denied");
    return of(
        "STUDY-A",
        Verdict.INDETERMINATE,
        List.of("after the copy: 1 file could not be read"),
        List.of(
            comparison(
                "after the copy", View.FILES, Verdict.INDETERMINATE, List.of(unreadable), 1)));
  }

  /** Nothing was compared, done, said or announced. */
  public static IntegrityReport empty() {
    IntegrityReport report = of("STUDY-A", Verdict.INDETERMINATE, List.of(), List.of());
    return new IntegrityReport(
        report.scope(),
        report.reportId(),
        report.verdict(),
        List.of(),
        List.of(),
        List.of(),
        migration(List.of()),
        report.head(),
        report.language(),
        report.sealed(),
        report.replaces(),
        report.attached());
  }

  /** The same report for a reader of another language. */
  public static IntegrityReport in(ReportLanguage language, IntegrityReport report) {
    return like(report, language, report.sealed());
  }

  public static IntegrityReport withFindings(List<Finding> findings, long total) {
    return of(
        "STUDY-A",
        Verdict.FAILED,
        List.of("findings are not explained"),
        List.of(comparison("after the copy", View.DICOM_FILES, Verdict.FAILED, findings, total)));
  }

  public static IntegrityReport of(
      String scope, Verdict verdict, List<String> reasons, List<ReportedComparison> comparisons) {
    return new IntegrityReport(
        scope,
        ID,
        verdict,
        reasons,
        List.of(
            "The platform's database, index and API: this report compares files and objects only.",
            "Files that were damaged before the first inventory."),
        comparisons,
        migration(steps()),
        new HistoryHead(1234, new ContentDigest(ROOT)),
        ReportLanguage.EN,
        sealed(),
        null,
        List.of());
  }

  /** The same report with another head of the sealed log. */
  public static IntegrityReport sealedBy(SealedHead head, IntegrityReport report) {
    return like(report, report.language(), head);
  }

  private static IntegrityReport like(
      IntegrityReport report, ReportLanguage language, @Nullable SealedHead head) {
    return new IntegrityReport(
        report.scope(),
        report.reportId(),
        report.verdict(),
        report.reasons(),
        report.notCovered(),
        report.comparisons(),
        report.migration(),
        report.head(),
        language,
        head,
        report.replaces(),
        report.attached());
  }

  private static SealedHead sealed() {
    return new SealedHead(
        "pacs-01.example/migration-log",
        5678,
        digest(10),
        "pacs-01.example/migration-log+c74f20a3+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "pacs-01.example/migration-log\n5678\n%s\n\nsignature\n"
            .formatted(Base64.getEncoder().encodeToString(digest(10).bytes())));
  }

  public static ReportedComparison comparison(
      String title, View view, Verdict verdict, List<Finding> findings, long total) {
    boolean dicom = view == View.DICOM_FILES;
    boolean objects = view == View.MINIO_FS;
    InventoryCounts before =
        new InventoryCounts(
            dicom ? 12 : 0,
            dicom ? 34 : 0,
            dicom ? 156 : 0,
            dicom ? 4711 : 0,
            objects ? 5 : 0,
            objects ? 90210 : 0,
            dicom || objects ? 0 : 77,
            1_610_612_737L,
            verdict == Verdict.INDETERMINATE ? 1 : 0,
            dicom ? 2 : 0);
    InventoryCounts after =
        new InventoryCounts(
            before.patients(),
            before.studies(),
            before.series(),
            before.instances() - (verdict == Verdict.FAILED ? 1 : 0),
            before.buckets(),
            before.objects(),
            before.files(),
            before.bytes() - (verdict == Verdict.FAILED ? 524_288 : 0),
            before.unreadable(),
            before.malformed());
    return new ReportedComparison(
        title,
        view,
        new InventoryName("dicom-before"),
        new InventoryName("dicom-after"),
        digest(1),
        digest(2),
        digest(3),
        before,
        after,
        verdict,
        findings,
        total,
        List.of());
  }

  public static Finding missing(String key) {
    return finding(FindingCode.MISSING, key, null, "524,288 bytes before, nothing after");
  }

  public static Finding mismatch() {
    return new Finding(
        FindingCode.DIGEST_MISMATCH,
        "fs1/2026/3/14/15/9A2C/77F1/0002",
        new OwnerKey("STUDY-A"),
        "1.2.826.0.1.3680043.8.498.10000000000000000000000000000000000001",
        "1.2.826.0.1.3680043.8.498.20000000000000000000000000000000000002",
        "1.2.826.0.1.3680043.8.498.30000000000000000000000000000000000003",
        digest(4),
        digest(5),
        "524,288 bytes on both sides, first difference at byte 131,072",
        null);
  }

  public static Finding announced() {
    return finding(
        FindingCode.EXTRA,
        "fs1/2026/3/14/phantom/0001",
        "the new platform stores a phantom study when it first starts",
        "66,048 bytes after");
  }

  public static Finding finding(
      FindingCode code, String key, @Nullable String expectedBecause, String detail) {
    return new Finding(
        code,
        key,
        new OwnerKey("STUDY-A"),
        null,
        null,
        null,
        code == FindingCode.EXTRA || code == FindingCode.UNREADABLE ? null : digest(6),
        code == FindingCode.EXTRA ? digest(7) : null,
        detail,
        expectedBecause);
  }

  public static ContentDigest digest(int seed) {
    byte[] bytes = new byte[32];
    new java.util.Random(seed).nextBytes(bytes);
    return new ContentDigest(HexFormat.of().formatHex(bytes));
  }

  public static MigrationState migration(List<StepState> steps) {
    return new MigrationState(
        new MigrationId("kaapana-2026"),
        new RunbookId("kaapana-0.1.3-to-0.2.2"),
        digest(8),
        steps.isEmpty()
            ? List.of()
            : List.of(
                new RunbookChange(
                    new RunbookId("kaapana-0.1.3-to-0.2.2.first"),
                    digest(9),
                    "r.franklin",
                    "the registry moved",
                    AS_OF.minusSeconds(3_600))),
        Map.of("fastDataDir", "/srv/fast", "slowDataDir", "/srv/slow", "asideDir", "/srv/aside"),
        false,
        "pacs-01.radiology.example",
        "0.1.0",
        AS_OF.minusSeconds(86_400),
        211,
        AS_OF,
        null,
        List.of(),
        steps.isEmpty()
            ? Roles.NONE
            : new Roles(
                List.of("m.curie"),
                List.of("r.franklin"),
                Map.of(new OwnerKey("STUDY-A"), List.of("l.meitner"))),
        steps,
        List.of(),
        steps.isEmpty()
            ? Map.of()
            : Map.of(new StepId("compare-copy"), summary(), new StepId("compare-start"), summary()),
        List.of(),
        List.of(),
        Verdict.PASSED,
        null,
        null,
        List.of());
  }

  private static ComparisonSummary summary() {
    return new ComparisonSummary(
        new InventoryName("dicom-before"),
        new InventoryName("dicom-after"),
        Verdict.PASSED,
        4711,
        Map.of(),
        Map.of(FindingCode.EXTRA, 1L, FindingCode.MISSING, 2L),
        digest(3));
  }

  private static List<StepState> steps() {
    List<StepState> steps = new ArrayList<>();
    steps.add(
        new StepState(
            step("undeploy", "Undeploy the old platform", "3.1", ActionKind.RUN_SCRIPT, null),
            StepStatus.SUCCEEDED,
            2,
            1,
            "deploy_platform.sh --undeploy",
            "m.curie",
            AS_OF.minusSeconds(7200),
            AS_OF.minusSeconds(7100),
            100_250,
            0,
            digest(9),
            List.of(
                new Observation("no pod left in namespace store", Verdict.PASSED, "0 pods"),
                new Observation(
                    "script said what it did", Verdict.INDETERMINATE, "its last line is missing")),
            "",
            List.of(),
            null,
            List.of()));
    steps.add(
        new StepState(
            step(
                "move-aside",
                "Set the old data aside",
                "4.2",
                ActionKind.MOVE_TREE,
                "moved instead of copied twice: the guide's command nests the folder"),
            StepStatus.SUCCEEDED,
            1,
            0,
            "4,711 files moved within one file system",
            "m.curie",
            AS_OF.minusSeconds(7000),
            AS_OF.minusSeconds(6990),
            9_100,
            null,
            null,
            List.of(),
            "",
            List.of(),
            null,
            List.of()));
    steps.add(
        new StepState(
            step("confirm", "Confirm that viewers work", null, ActionKind.ATTEST, null),
            StepStatus.UNCERTAIN,
            1,
            0,
            "",
            "m.curie",
            AS_OF.minusSeconds(600),
            null,
            0,
            null,
            null,
            List.of(),
            "nobody saw the attempt end",
            List.of(
                "l.meitner attested at 2026-03-14 15:00:00 UTC: ten studies opened in the viewer",
                "r.franklin approved at 2026-03-14 15:05:00 UTC: reports read"),
            "l.meitner",
            List.of("r.franklin")));
    steps.add(
        new StepState(
            step("cleanup", "Remove the copies", "11.4", ActionKind.RUN_SCRIPT, null),
            StepStatus.PENDING,
            0,
            0,
            "",
            "",
            null,
            null,
            0,
            null,
            null,
            List.of(),
            "",
            List.of(),
            null,
            List.of()));
    return steps;
  }

  private static PlannedStep step(
      String id,
      String title,
      @Nullable String guideStep,
      ActionKind action,
      @Nullable String deviation) {
    return new PlannedStep(
        new StepId(id),
        title,
        guideStep,
        action,
        Actor.OPERATOR,
        true,
        List.of(),
        List.of(),
        false,
        deviation);
  }
}
