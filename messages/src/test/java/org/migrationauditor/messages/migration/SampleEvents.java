package org.migrationauditor.messages.migration;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;

/**
 * What the golden files say, as records: a {@code full} sample of each event with every component
 * filled and every enum constant used, and a {@code least} one with nothing that may be missing.
 */
final class SampleEvents {
  /** The codes there were when the golden files were written. */
  private static final List<FindingCode> FIRST_CODES =
      List.of(
          FindingCode.MISSING,
          FindingCode.EXTRA,
          FindingCode.DIGEST_MISMATCH,
          FindingCode.TRUNCATED,
          FindingCode.NESTED_COPY,
          FindingCode.TYPE_CHANGED,
          FindingCode.UNREADABLE,
          FindingCode.EMPTY);

  /** Those of the first release; later ones would not be in its golden file. */
  private static final Set<ActionKind> FIRST_KINDS =
      EnumSet.range(ActionKind.RUN_SCRIPT, ActionKind.ISSUE_REPORTS);

  private static final MigrationId ID = new MigrationId("site-a.2026");
  private static final StepId STEP = new StepId("11.4-copy");
  private static final StepId COMPARE = new StepId("compare");
  private static final StepId REPORT = new StepId("report");
  private static final List<Observation> SEEN =
      List.of(
          new Observation("no pod left in namespace store", Verdict.PASSED, "0 pods"),
          new Observation("source is gone", Verdict.FAILED, "12 entries in '/data/old'"),
          new Observation(
              "exit code", Verdict.INDETERMINATE, "\"quoted\" \\ tab\t é € 😀 \u202e </script>"));

  private SampleEvents() {}

  static List<MigrationEvent> full() {
    return List.of(
        new MigrationPlanned(
            ID,
            new RunbookId("kaapana-0.1.3-to-0.2.2"),
            digest('a'),
            FIRST_KINDS.stream().map(SampleEvents::step).toList(),
            new TreeMap<>(
                Map.of(
                    "fastDataDir", "/home/kaapana",
                    "slowDataDir", "/mnt/slow data",
                    "asideDir", "/home/kaapana.old",
                    "empty", "")),
            true),
        new DeviationRecorded(ID, STEP, "11.4", "the guide's command nests the copy"),
        new LossAcknowledged(
            ID, new AcknowledgedLoss("users", "users, passwords and groups", "olga")),
        new PlanPreviewed(ID, digest('9')),
        new RolesNamed(
            ID,
            new Roles(
                List.of("olga"),
                List.of("anna", "anton"),
                Map.of(new OwnerKey("PROT-1"), List.of("max"), Roles.ALL_DATA, List.of("maria"))),
            "anna",
            "anton is on call"),
        new ChainJoined(ID, new ChainPlace(new ChainId("site-a.chain"), 2, 4)),
        new StepStarted(ID, STEP, 2, ActionKind.COPY_TREE, "copy '/a' to '/b'"),
        new StepSucceeded(ID, STEP, 1, 3_600_000, 0, digest('b'), SEEN),
        new StepFailed(ID, STEP, 3, 17, 137, digest('c'), SEEN, "exit code 137, expected 0"),
        new StepUncertain(ID, STEP, 1, "the host was rebooted"),
        new StepAttested(ID, STEP, "olga", "browser shows 0.2.2", "screen.png", digest('d')),
        new StepApproved(ID, STEP, "anna", "reports read"),
        new FindingWaived(
            ID,
            COMPARE,
            new Waiver(
                digest('f'),
                FindingCode.MISSING,
                "2026/1/\u00e9 \"quoted\".dcm",
                new OwnerKey("PROT-1"),
                "anna",
                "was deleted by the study's sponsor")),
        new RepeatAllowed(ID, STEP, "olga", "no pod was left"),
        new RunbookChanged(
            ID,
            new RunbookId("kaapana-0.1.3-to-0.2.2.site-a"),
            digest('7'),
            List.of(step(ActionKind.REMOVE_TREE), bareStep()),
            "anna",
            "the registry moved \u00e9"),
        new RollbackBegun(
            ID,
            STEP,
            List.of(step(ActionKind.MOVE_TREE), bareStep()),
            "olga",
            "the night is over \u00e9"),
        new InventoryTaken(
            ID,
            STEP,
            new InventorySummary(
                new InventoryName("dicom-before"),
                View.DICOM_FILES,
                "/home/kaapana/dcm4che",
                digest('e'),
                new InventoryCounts(1, 2, 3, 4, 5, 6, 7, 8_000_000_000_000L, 9, 10))),
        new InventoriesCompared(
            ID,
            COMPARE,
            new ComparisonSummary(
                new InventoryName("dicom-before"),
                new InventoryName("dicom-after"),
                Verdict.FAILED,
                123_456,
                firstCodes(1),
                firstCodes(100),
                digest('f'))),
        new ReportIssued(
            ID,
            REPORT,
            new IssuedReport(
                "PROT-1", Verdict.PASSED, "report-1.pdf", digest('0'), "CN=Signer", true)),
        new ReportWithdrawn(ID, "night-00042-whole", "anna", "made by another key \u00e9"),
        new MigrationCompleted(ID, Verdict.PASSED),
        new RollbackCompleted(ID, Verdict.PASSED));
  }

  /** Those that tell what each owner has, as they did not at first. */
  static List<MigrationEvent> shared() {
    return full().stream()
        .flatMap(
            event ->
                switch (event) {
                  case InventoryTaken taken ->
                      Stream.of(
                          new InventoryTaken(
                              taken.migrationId(), taken.stepId(), taken.inventory(), digest('5')));
                  case InventoriesCompared compared ->
                      Stream.of(
                          new InventoriesCompared(
                              compared.migrationId(),
                              compared.stepId(),
                              compared.comparison(),
                              digest('6')));
                  default -> Stream.<MigrationEvent>empty();
                })
        .toList();
  }

  /** Reports that a person had issued again, as nobody could at first. */
  static List<MigrationEvent> reissued() {
    return full().stream()
        .filter(ReportIssued.class::isInstance)
        .map(ReportIssued.class::cast)
        .<MigrationEvent>map(
            issued -> new ReportIssued(ID, REPORT, issued.report(), "olga", "the key was changed"))
        .toList();
  }

  /** Those that tell languages of reports, as they did not at first. */
  static List<MigrationEvent> spoken() {
    return List.of(
        new RolesNamed(
            ID,
            new Roles(
                List.of(),
                List.of("anna"),
                Map.of(),
                Map.of(new OwnerKey("PROT-1"), "de", Roles.ALL_DATA, "en")),
            "anna",
            "their letters are in German"));
  }

  static List<MigrationEvent> least() {
    return List.of(
        new MigrationPlanned(
            ID, new RunbookId("r"), digest('a'), List.of(bareStep()), Map.of(), false),
        new DeviationRecorded(ID, STEP, null, ""),
        new LossAcknowledged(ID, new AcknowledgedLoss("", "", "")),
        new PlanPreviewed(ID, digest('0')),
        new RolesNamed(ID, Roles.NONE, "", ""),
        new ChainJoined(ID, new ChainPlace(new ChainId("c"), 1, 1)),
        new StepStarted(ID, STEP, 1, ActionKind.ATTEST, ""),
        new StepSucceeded(ID, STEP, 1, 0, null, null, List.of()),
        new StepFailed(ID, STEP, 1, 0, null, null, List.of(), ""),
        new StepUncertain(ID, STEP, 1, ""),
        new StepAttested(ID, STEP, "olga", "", null, null),
        new StepApproved(ID, STEP, "anna", ""),
        new FindingWaived(
            ID,
            COMPARE,
            new Waiver(digest('f'), FindingCode.EMPTY, "", new OwnerKey("o"), "anna", "")),
        new RepeatAllowed(ID, STEP, "olga", ""),
        new RunbookChanged(ID, new RunbookId("r"), digest('7'), List.of(), "", ""),
        new RollbackBegun(ID, STEP, List.of(), "olga", ""),
        new InventoryTaken(
            ID,
            STEP,
            new InventorySummary(
                new InventoryName("minio"),
                View.MINIO_FS,
                "/",
                digest('e'),
                new InventoryCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0))),
        new InventoriesCompared(
            ID,
            COMPARE,
            new ComparisonSummary(
                new InventoryName("a"),
                new InventoryName("b"),
                Verdict.INDETERMINATE,
                0,
                Map.of(),
                Map.of(),
                digest('f'))),
        new ReportIssued(
            ID,
            REPORT,
            new IssuedReport(
                "whole migration", Verdict.INDETERMINATE, "r.pdf", digest('0'), "", false)),
        new ReportWithdrawn(ID, "r", "anna", ""),
        new MigrationCompleted(ID, Verdict.INDETERMINATE),
        new RollbackCompleted(ID, Verdict.INDETERMINATE));
  }

  private static PlannedStep step(ActionKind action) {
    return new PlannedStep(
        new StepId(action.name().toLowerCase(Locale.ROOT).replace('_', '-')),
        "Step of kind " + action,
        "11.4",
        action,
        action.destructive()
            ? Actor.APPROVER
            : action.awaitsPerson() ? Actor.OWNER : Actor.OPERATOR,
        action != ActionKind.RUN_SCRIPT,
        List.of(COMPARE, STEP),
        List.of(REPORT),
        true,
        "renamed, not removed");
  }

  private static PlannedStep bareStep() {
    return new PlannedStep(
        STEP, "", null, ActionKind.ATTEST, Actor.OWNER, false, List.of(), List.of(), false, null);
  }

  private static Map<FindingCode, Long> firstCodes(long from) {
    Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
    for (FindingCode code : FIRST_CODES) {
      counts.put(code, from + counts.size());
    }
    return counts;
  }

  private static ContentDigest digest(char hexDigit) {
    return new ContentDigest(String.valueOf(hexDigit).repeat(64));
  }
}
