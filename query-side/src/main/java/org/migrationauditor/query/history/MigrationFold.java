package org.migrationauditor.query.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ChainJoined;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.PlanPreviewed;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RollbackCompleted;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.RunbookChange;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.WithdrawnReport;

/** Folds the events of one migration, in their order, into its state. Knows nothing else. */
final class MigrationFold {
  private final MigrationId id;
  private @Nullable Plan plan;
  private final List<RunbookChange> changes = new ArrayList<>();
  private long sequence;
  private Instant asOf = Instant.EPOCH;
  private final Map<StepId, StepFold> steps = new LinkedHashMap<>();
  private final Map<InventoryName, InventorySummary> inventories = new LinkedHashMap<>();
  private final Map<StepId, ComparisonSummary> comparisons = new LinkedHashMap<>();
  private final List<AcknowledgedLoss> losses = new ArrayList<>();
  private @Nullable ContentDigest preview;
  private Roles roles = Roles.NONE;
  private final List<StandingWaiver> waivers = new ArrayList<>();
  private final Map<String, IssuedReport> reports = new LinkedHashMap<>();
  private final List<WithdrawnReport> withdrawn = new ArrayList<>();
  private @Nullable Instant completedAt;
  private @Nullable Rollback rollback;

  MigrationFold(MigrationId id) {
    this.id = id;
  }

  /** The next event. */
  void apply(Recorded recorded) {
    Instant at = recorded.at();
    sequence = recorded.sequence();
    asOf = at;
    switch (recorded.event()) {
      case MigrationPlanned planned -> plan(planned, recorded);
      case DeviationRecorded deviation -> step(deviation.stepId()); // the plan holds its text
      case LossAcknowledged acknowledged -> losses.add(acknowledged.loss());
      case PlanPreviewed previewed -> preview = previewed.preview();
      case RolesNamed named -> roles = named.roles();
      case ChainJoined joined -> {} // the chain tells the rest
      case StepStarted started -> {
        step(started.stepId()).started(started, at, recorded.who());
        voidApprovals(started.stepId());
      }
      case StepSucceeded succeeded -> step(succeeded.stepId()).succeeded(succeeded, at);
      case StepFailed failed -> step(failed.stepId()).failed(failed, at);
      case StepUncertain uncertain -> step(uncertain.stepId()).uncertain(uncertain);
      case StepAttested attested -> step(attested.stepId()).attested(attested, at);
      case StepApproved approved -> step(approved.stepId()).approved(approved, at);
      case FindingWaived waived -> {
        step(waived.stepId());
        waivers.add(new StandingWaiver(waived.stepId(), waived.waiver(), at));
        voidApprovals(waived.stepId());
      }
      case RepeatAllowed allowed -> repeat(allowed, at);
      case RunbookChanged changed -> change(changed, at);
      case RollbackBegun begun -> turn(begun, at);
      case InventoryTaken taken -> {
        step(taken.stepId());
        inventories.remove(taken.inventory().name()); // taken again: it comes last
        inventories.put(taken.inventory().name(), taken.inventory());
      }
      case InventoriesCompared compared -> {
        step(compared.stepId());
        comparisons.put(compared.stepId(), compared.comparison());
        waivers.removeIf(waiver -> waiver.stepId().equals(compared.stepId()));
      }
      case ReportIssued issued -> {
        step(issued.stepId());
        reports.put(issued.report().fileName(), issued.report());
        if (issued.person() != null) {
          voidApprovalsOnReports();
        }
      }
      case ReportWithdrawn taken -> {
        withdrawn.add(new WithdrawnReport(taken.reportId(), taken.person(), taken.reason(), at));
        voidApprovalsOnReports();
      }
      case MigrationCompleted completed -> completedAt = at;
      case RollbackCompleted completed -> completedAt = at;
    }
  }

  /** As of the last event; empty before the plan. */
  Optional<MigrationState> state() {
    Plan known = plan;
    if (known == null) {
      return Optional.empty();
    }
    List<StepState> stepStates = steps.values().stream().map(StepFold::state).toList();
    return Optional.of(
        new MigrationState(
            id,
            known.runbook(),
            known.digest(),
            changes,
            known.event().parameters(),
            known.event().unattended(),
            known.host(),
            known.tool(),
            known.at(),
            sequence,
            asOf,
            preview,
            losses,
            roles,
            stepStates,
            new ArrayList<>(inventories.values()),
            Collections.unmodifiableMap(new LinkedHashMap<>(comparisons)),
            waivers,
            new ArrayList<>(reports.values()),
            WholeVerdict.of(course(known.steps()), comparisons),
            completedAt,
            rollback,
            withdrawn));
  }

  private void plan(MigrationPlanned planned, Recorded recorded) {
    if (plan != null) {
      throw contradiction("the migration is planned a second time");
    }
    plan =
        new Plan(
            planned,
            planned.runbook(),
            planned.runbookDigest(),
            planned.steps(),
            recorded.at(),
            recorded.text(EventMetadata.HOST),
            recorded.text(EventMetadata.TOOL));
    planned.steps().forEach(step -> steps.put(step.stepId(), new StepFold(step)));
  }

  /** Steps that were begun stay; what was said of the others was said of another plan. */
  private void change(RunbookChanged changed, Instant at) {
    Plan before = plan;
    if (before == null) {
      throw contradiction("the runbook is changed before the migration is planned");
    }
    changes.add(
        new RunbookChange(
            before.runbook(), before.digest(), changed.person(), changed.reason(), at));
    plan = before.by(changed);
    Map<StepId, StepFold> begun = new LinkedHashMap<>(steps);
    begun.values().removeIf(step -> step.attempts() == 0);
    steps.clear();
    for (PlannedStep step : changed.steps()) {
      StepFold stays = begun.remove(step.stepId());
      steps.put(step.stepId(), stays == null ? new StepFold(step) : stays);
    }
    steps.values().forEach(StepFold::approvalsVoid);
    if (!begun.isEmpty()) {
      throw contradiction(
          "the runbook is changed to one without step '%s', which was begun"
              .formatted(begun.keySet().iterator().next()));
    }
  }

  private void turn(RollbackBegun begun, Instant at) {
    if (rollback != null) {
      throw contradiction("the migration is turned round a second time");
    }
    for (PlannedStep step : begun.steps()) {
      if (steps.put(step.stepId(), new StepFold(step)) != null) {
        throw contradiction("step '%s' is planned a second time".formatted(step.stepId()));
      }
    }
    rollback =
        new Rollback(
            begun.from(),
            begun.steps().stream().map(PlannedStep::stepId).toList(),
            begun.person(),
            begun.reason(),
            at);
  }

  /** The steps that are to be done. */
  private List<PlannedStep> course(List<PlannedStep> planned) {
    Rollback turned = rollback;
    return turned == null
        ? planned
        : turned.steps().stream().map(id -> step(id).planned()).toList();
  }

  /** Those that rest on a step, which is done or judged anew. */
  private void voidApprovals(StepId ground) {
    steps.values().stream().filter(step -> step.restsOn(ground)).forEach(StepFold::approvalsVoid);
  }

  /** Reports are others than those on which something was approved. */
  private void voidApprovalsOnReports() {
    steps.values().stream().filter(StepFold::waitsForReports).forEach(StepFold::approvalsVoid);
  }

  /** The step is due again, and so is every reading after it; their comparisons were not made. */
  private void repeat(RepeatAllowed allowed, Instant at) {
    step(allowed.stepId()).repeatAllowed(allowed, at);
    steps.values().forEach(StepFold::approvalsVoid);
    comparisons.remove(allowed.stepId());
    steps.keySet().stream()
        .dropWhile(id -> !id.equals(allowed.stepId()))
        .skip(1)
        .forEach(
            later -> {
              step(later).madeWorthless();
              comparisons.remove(later);
            });
    waivers.removeIf(waiver -> !comparisons.containsKey(waiver.stepId()));
  }

  private StepFold step(StepId stepId) {
    StepFold step = steps.get(stepId);
    if (step == null) {
      throw contradiction("step '%s' was never planned".formatted(stepId));
    }
    return step;
  }

  private UnreadableHistoryException contradiction(String what) {
    return new UnreadableHistoryException(id, sequence, what, null);
  }

  /** As it was made, and by which runbook and steps it goes now. */
  private record Plan(
      MigrationPlanned event,
      RunbookId runbook,
      ContentDigest digest,
      List<PlannedStep> steps,
      Instant at,
      String host,
      String tool) {
    Plan by(RunbookChanged changed) {
      return new Plan(
          event, changed.runbook(), changed.runbookDigest(), changed.steps(), at, host, tool);
    }
  }
}
