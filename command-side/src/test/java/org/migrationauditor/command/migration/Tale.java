package org.migrationauditor.command.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordOutcome;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;

/** A migration of eight steps, as events and commands: stop, read, copy, read, compare, ... */
final class Tale {
  static final MigrationId ID = new MigrationId("site-a");
  static final StepId STOP = new StepId("stop");
  static final StepId BEFORE = new StepId("before");
  static final StepId COPY = new StepId("copy");
  static final StepId AFTER = new StepId("after");
  static final StepId COMPARE = new StepId("compare");
  static final StepId REPORT = new StepId("report");
  static final StepId LOOK = new StepId("look");
  static final StepId DELETE = new StepId("delete");
  static final Map<String, String> OLGA = Map.of(EventMetadata.WHO, "Olga");

  static final List<PlannedStep> STEPS =
      List.of(
          step(STOP, ActionKind.RUN_SCRIPT, false),
          step(BEFORE, ActionKind.TAKE_INVENTORY, true),
          step(COPY, ActionKind.COPY_TREE, true),
          step(AFTER, ActionKind.TAKE_INVENTORY, true),
          step(COMPARE, ActionKind.COMPARE_INVENTORIES, true),
          step(REPORT, ActionKind.ISSUE_REPORTS, true),
          step(LOOK, ActionKind.ATTEST, false),
          new PlannedStep(
              DELETE,
              "delete",
              "12",
              ActionKind.REMOVE_TREE,
              Actor.OPERATOR,
              true,
              List.of(COMPARE),
              List.of(REPORT),
              true,
              null));

  private final List<Object> events = new ArrayList<>();

  static PlannedStep step(StepId id, ActionKind action, boolean idempotent) {
    return new PlannedStep(
        id,
        "step " + id,
        null,
        action,
        Actor.OPERATOR,
        idempotent,
        List.of(),
        List.of(),
        false,
        null);
  }

  static PlanMigration plan(List<PlannedStep> steps) {
    return new PlanMigration(
        ID,
        new RunbookId("guide"),
        digest('a'),
        steps,
        Map.of("dir", "/data"),
        List.of(),
        null,
        Roles.NONE,
        false,
        null);
  }

  static MigrationPlanned planned(List<PlannedStep> steps) {
    PlanMigration plan = plan(steps);
    return new MigrationPlanned(
        ID, plan.runbook(), plan.runbookDigest(), steps, plan.parameters(), false);
  }

  static PerformStep perform(StepId step, int attempt) {
    return new PerformStep(ID, step, attempt, "does " + step);
  }

  static RecordOutcome record(StepId step, int attempt, Outcome outcome) {
    return new RecordOutcome(ID, step, attempt, outcome);
  }

  static Outcome outcome(Outcome.Result result) {
    String reason = result == Outcome.Result.SUCCEEDED ? "" : "the disk is full";
    return new Outcome(result, 40, 0, null, List.of(), reason);
  }

  static StepStarted started(StepId step, int attempt) {
    return new StepStarted(ID, step, attempt, kind(step), "does " + step);
  }

  static StepSucceeded succeeded(StepId step, int attempt) {
    return new StepSucceeded(ID, step, attempt, 40, 0, null, List.of());
  }

  static StepFailed failed(StepId step, int attempt) {
    return new StepFailed(ID, step, attempt, 40, 0, null, List.of(), "the disk is full");
  }

  static InventorySummary inventory() {
    return new InventorySummary(
        new InventoryName("dicom"),
        View.DICOM_FILES,
        "/data",
        digest('b'),
        new InventoryCounts(1, 1, 1, 1, 0, 0, 1, 10, 0, 0));
  }

  static ComparisonSummary comparison(Verdict verdict) {
    Map<FindingCode, Long> findings =
        switch (verdict) {
          case PASSED -> Map.of();
          case FAILED -> Map.of(FindingCode.MISSING, 1L);
          case INDETERMINATE -> Map.of(FindingCode.UNREADABLE, 1L);
        };
    InventoryName name = new InventoryName("dicom");
    return new ComparisonSummary(name, name, verdict, 9, findings, Map.of(), digest('c'));
  }

  static IssuedReport report() {
    return new IssuedReport(
        "whole migration", Verdict.PASSED, "whole.pdf", digest('d'), "CN=Auditor", true);
  }

  static ContentDigest digest(char hexDigit) {
    return new ContentDigest(String.valueOf(hexDigit).repeat(64));
  }

  /** Planned by Olga. */
  static Tale begin() {
    return begin(STEPS);
  }

  static Tale begin(List<PlannedStep> steps) {
    return new Tale().by("Olga", planned(steps));
  }

  /** Planned, and everything before that step done by Olga, its comparison passed. */
  static Tale before(StepId step) {
    Tale tale = begin();
    STEPS.stream()
        .map(PlannedStep::stepId)
        .takeWhile(id -> !id.equals(step))
        .forEach(id -> tale.done(id, 1));
    return tale;
  }

  Tale done(StepId step, int attempt) {
    by("Olga", started(step, attempt));
    result(step, Verdict.PASSED);
    return by("Olga", succeeded(step, attempt));
  }

  Tale compared(int attempt, Verdict verdict) {
    by("Olga", started(COMPARE, attempt));
    result(COMPARE, verdict);
    return by("Olga", succeeded(COMPARE, attempt));
  }

  Tale by(@Nullable String who, MigrationEvent... happened) {
    for (MigrationEvent event : happened) {
      Map<String, String> metadata = who == null ? Map.of() : Map.of(EventMetadata.WHO, who);
      EventMessage<?> message = new GenericEventMessage<>(event, metadata);
      events.add(message);
    }
    return this;
  }

  Tale then(MigrationEvent... happened) {
    return by("Olga", happened);
  }

  List<Object> events() {
    return List.copyOf(events);
  }

  private void result(StepId step, Verdict verdict) {
    switch (kind(step)) {
      case TAKE_INVENTORY -> then(new InventoryTaken(ID, step, inventory()));
      case COMPARE_INVENTORIES -> then(new InventoriesCompared(ID, step, comparison(verdict)));
      case ISSUE_REPORTS -> then(new ReportIssued(ID, step, report()));
      case ATTEST -> then(new StepAttested(ID, step, "Olga", "all there", null, null));
      default -> {}
    }
  }

  private static ActionKind kind(StepId id) {
    return STEPS.stream()
        .filter(step -> step.stepId().equals(id))
        .findFirst()
        .orElseThrow()
        .action();
  }
}
