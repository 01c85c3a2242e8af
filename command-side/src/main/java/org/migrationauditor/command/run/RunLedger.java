package org.migrationauditor.command.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.ActionContext;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.ChainJoined;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.PlanPreviewed;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RollbackCompleted;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.query.ClockCheck;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.StepStatus;

/** What a run must know of the events so far. */
final class RunLedger {
  private final Map<StepId, Standing> steps = new HashMap<>();
  private final Map<InventoryName, ActionContext.Taken> inventories = new HashMap<>();
  private final Map<StepId, ComparisonSummary> comparisons = new HashMap<>();
  private final ClockCheck clock = new ClockCheck();
  private final EventStore events;
  private final MigrationId id;
  private long next;
  private List<PlannedStep> plan = List.of();
  private List<StepId> wayBack = List.of();

  /**
   * Where one step stands.
   *
   * @param attempts begun so far, count
   * @param status of the last attempt
   * @param startedAt when the last attempt began
   * @param bootIdAtStart of the last attempt; empty before the first
   * @param attested what a person said since the last attempt began; null when nobody did
   */
  record Standing(
      int attempts,
      StepStatus status,
      Instant startedAt,
      String bootIdAtStart,
      @Nullable String attested) {
    private static final Standing PENDING =
        new Standing(0, StepStatus.PENDING, Instant.EPOCH, "", null);

    boolean is(StepStatus other) {
      return status == other;
    }

    private Standing to(StepStatus next) {
      return new Standing(attempts, next, startedAt, bootIdAtStart, attested);
    }

    private Standing attestedBy(StepAttested event) {
      return new Standing(attempts, status, startedAt, bootIdAtStart, event.note());
    }
  }

  private RunLedger(EventStore events, MigrationId id) {
    this.events = events;
    this.id = id;
  }

  static RunLedger read(EventStore events, MigrationId id) {
    RunLedger ledger = new RunLedger(events, id);
    ledger.readOn();
    return ledger;
  }

  /** Takes in what was stored since the last look. */
  void readOn() {
    events
        .readEvents(id.value(), next)
        .forEachRemaining(
            message -> {
              clock
                  .see(message.getSequenceNumber(), message.getTimestamp(), message.getMetaData())
                  .ifPresent(this::mistrust);
              add(
                  (MigrationEvent) message.getPayload(),
                  message.getTimestamp(),
                  message.getMetaData());
              next = message.getSequenceNumber() + 1;
            });
  }

  /**
   * Files that are written after the clock was set back bear times from before it: what was read
   * counts as read so much earlier.
   */
  private void mistrust(ClockJump jump) {
    if (jump.millis() < 0) {
      inventories.replaceAll(
          (name, taken) ->
              new ActionContext.Taken(taken.inventory(), taken.since().plusMillis(jump.millis())));
    }
  }

  Standing of(StepId step) {
    return steps.getOrDefault(step, Standing.PENDING);
  }

  /** Steps of the rollback; empty unless one was begun. */
  List<StepId> wayBack() {
    return wayBack;
  }

  Map<InventoryName, ActionContext.Taken> inventories() {
    return inventories;
  }

  Map<StepId, ComparisonSummary> comparisons() {
    return comparisons;
  }

  private void add(MigrationEvent event, Instant at, MetaData metadata) {
    switch (event) {
      case MigrationPlanned planned -> plan = planned.steps();
      case StepStarted started ->
          steps.put(
              started.stepId(),
              new Standing(
                  started.attempt(),
                  StepStatus.STARTED,
                  at,
                  String.valueOf(metadata.get(EventMetadata.BOOT_ID)),
                  null));
      case StepSucceeded ended -> to(ended.stepId(), StepStatus.SUCCEEDED);
      case StepFailed ended -> to(ended.stepId(), StepStatus.FAILED);
      case StepUncertain ended -> to(ended.stepId(), StepStatus.UNCERTAIN);
      case StepAttested attested ->
          steps.computeIfPresent(attested.stepId(), (id, step) -> step.attestedBy(attested));
      case RepeatAllowed allowed -> again(allowed.stepId());
      case RunbookChanged changed -> plan = changed.steps();
      case RollbackBegun begun -> {
        plan = begun.steps();
        wayBack = begun.steps().stream().map(PlannedStep::stepId).toList();
      }
      case InventoryTaken taken ->
          inventories.put(
              taken.inventory().name(),
              new ActionContext.Taken(taken.inventory(), of(taken.stepId()).startedAt()));
      case InventoriesCompared compared ->
          comparisons.put(compared.stepId(), compared.comparison());
      case DeviationRecorded recorded -> {}
      case LossAcknowledged loss -> {}
      case PlanPreviewed preview -> {}
      case RolesNamed named -> {}
      case ChainJoined joined -> {}
      case StepApproved approved -> {}
      case FindingWaived waived -> {}
      case ReportIssued issued -> {}
      case ReportWithdrawn withdrawn -> {}
      case MigrationCompleted completed -> {}
      case RollbackCompleted completed -> {}
    }
  }

  /** Readings that came after a step which is done again are worthless. */
  private void again(StepId repeated) {
    boolean later = false;
    for (PlannedStep step : plan) {
      if (step.stepId().equals(repeated) || (later && step.action().reading())) {
        to(step.stepId(), StepStatus.PENDING);
      }
      later |= step.stepId().equals(repeated);
    }
  }

  private void to(StepId step, StepStatus status) {
    steps.computeIfPresent(step, (id, standing) -> standing.to(status));
  }
}
