package org.migrationauditor.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.ChainJoined;
import org.migrationauditor.messages.migration.ChainPlace;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Observation;
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
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.history.MigrationHistory;

/**
 * One migration told as events: every type of event but those of a rollback and of a changed
 * runbook occurs, one a minute.
 */
public final class Story {
  public static final MigrationId ID = new MigrationId("site-a");
  public static final StepId STOP = new StepId("stop");
  public static final StepId TOLD = new StepId("told");
  public static final StepId BEFORE = new StepId("inventory-before");
  public static final StepId COMPARE = new StepId("compare");
  public static final StepId REPORT = new StepId("report");
  public static final StepId BACK = new StepId("undo-compare");
  public static final StepId START = new StepId("undo-stop");
  public static final StepId DELETE = new StepId("delete");

  public static final Map<String, String> METADATA =
      Map.of(
          EventMetadata.WHO, "olga",
          EventMetadata.HOST, "pacs-1",
          EventMetadata.UTC_OFFSET, "+01:00",
          EventMetadata.TOOL, "0.1.0");

  private static final Instant BEGIN = Instant.parse("2026-03-01T22:00:00Z");

  private Story() {}

  public static Instant at(long minute) {
    return BEGIN.plus(Duration.ofMinutes(minute));
  }

  public static ContentDigest digest(char hexDigit) {
    return new ContentDigest(String.valueOf(hexDigit).repeat(64));
  }

  public static MigrationPlanned planned() {
    return planned(ID);
  }

  public static MigrationPlanned planned(MigrationId id) {
    return new MigrationPlanned(
        id,
        new RunbookId("kaapana-0.1.3-to-0.2.2"),
        digest('a'),
        List.of(
            step(STOP, "Undeploy the platform", "1", ActionKind.RUN_SCRIPT, List.of(), List.of()),
            step(BEFORE, "Inventory before", null, ActionKind.TAKE_INVENTORY, List.of(), List.of()),
            step(COMPARE, "Compare", null, ActionKind.COMPARE_INVENTORIES, List.of(), List.of()),
            step(REPORT, "Report", null, ActionKind.ISSUE_REPORTS, List.of(), List.of()),
            step(
                DELETE,
                "Delete the old data",
                "12",
                ActionKind.REMOVE_TREE,
                List.of(COMPARE),
                List.of(REPORT))),
        Map.of("fastDataDir", "/data/fast"),
        false);
  }

  /** A plan of nothing but comparisons. */
  public static MigrationPlanned comparing(StepId... comparisons) {
    MigrationPlanned plan = planned();
    return new MigrationPlanned(
        plan.migrationId(),
        plan.runbook(),
        plan.runbookDigest(),
        Stream.of(comparisons)
            .map(
                id ->
                    step(id, "Compare", null, ActionKind.COMPARE_INVENTORIES, List.of(), List.of()))
            .toList(),
        plan.parameters(),
        plan.unattended());
  }

  public static PlannedStep step(
      StepId id,
      String title,
      @Nullable String guideStep,
      ActionKind action,
      List<StepId> provenBy,
      List<StepId> reportedBy) {
    return new PlannedStep(
        id,
        title,
        guideStep,
        action,
        Actor.OPERATOR,
        true,
        provenBy,
        reportedBy,
        action.destructive(),
        null);
  }

  public static StepStarted started(StepId step, int attempt) {
    return new StepStarted(ID, step, attempt, ActionKind.RUN_SCRIPT, "does " + step);
  }

  public static StepSucceeded succeeded(StepId step, int attempt) {
    return succeeded(ID, step, attempt);
  }

  public static InventorySummary inventory(String name, long instances) {
    return new InventorySummary(
        new InventoryName(name),
        View.DICOM_FILES,
        "/data/fast/fs1",
        digest('b'),
        new InventoryCounts(2, 3, 4, instances, 0, 0, 1, 5_000_000, 0, 0));
  }

  public static ComparisonSummary comparison(Verdict verdict) {
    return new ComparisonSummary(
        new InventoryName("dicom-before"),
        new InventoryName("dicom-after"),
        verdict,
        10,
        switch (verdict) {
          case PASSED -> Map.of();
          case FAILED -> Map.of(FindingCode.DIGEST_MISMATCH, 2L, FindingCode.MISSING, 1L);
          case INDETERMINATE -> Map.of(FindingCode.UNREADABLE, 1L);
        },
        Map.of(FindingCode.EXTRA, 1L),
        digest('c'));
  }

  public static IssuedReport report(String fileName, Verdict verdict) {
    return new IssuedReport(
        "whole migration", verdict, fileName, digest('f'), "CN=Migration Auditor", true);
  }

  /** A migration from plan to end, with an interruption, a failure and a repair. */
  public static List<MigrationEvent> events() {
    return events(ID);
  }

  public static List<MigrationEvent> events(MigrationId id) {
    return List.of(
        planned(id),
        new DeviationRecorded(id, STOP, "1", "the guide forgets to stop the database"),
        new LossAcknowledged(id, new AcknowledgedLoss("users", "users and groups", "olga")),
        new PlanPreviewed(id, digest('9')),
        new ChainJoined(id, new ChainPlace(new ChainId("clinic-a"), 2, 4)),
        new RolesNamed(
            id, new Roles(List.of("olga"), List.of(), Map.of()), "olga", "named with the plan"),
        new RolesNamed(
            id,
            new Roles(
                List.of("olga", "jens"),
                List.of("anna"),
                Map.of(Roles.ALL_DATA, List.of("max"), new OwnerKey("PROT-1"), List.of("maria"))),
            "anna",
            "jens is on call"),
        new StepStarted(id, STOP, 1, ActionKind.RUN_SCRIPT, "runs deploy_platform.sh"),
        new StepUncertain(id, STOP, 1, "the host was booted"),
        new StepAttested(id, STOP, "olga", "power was lost", "photo.png", digest('e')),
        new RepeatAllowed(id, STOP, "olga", "nothing was half done"),
        new StepStarted(id, STOP, 2, ActionKind.RUN_SCRIPT, "runs deploy_platform.sh"),
        succeeded(id, STOP, 2),
        new StepStarted(id, BEFORE, 1, ActionKind.TAKE_INVENTORY, "reads /data/fast/fs1"),
        new InventoryTaken(id, BEFORE, inventory("dicom-before", 10)),
        new InventoryTaken(id, BEFORE, inventory("dicom-after", 10)),
        succeeded(id, BEFORE, 1),
        new StepStarted(id, COMPARE, 1, ActionKind.COMPARE_INVENTORIES, "compares"),
        new InventoriesCompared(id, COMPARE, comparison(Verdict.FAILED)),
        new StepFailed(
            id,
            COMPARE,
            1,
            700,
            null,
            digest('d'),
            List.of(new Observation("findings", Verdict.FAILED, "3 unexplained")),
            "3 findings are unexplained"),
        new FindingWaived(
            id,
            COMPARE,
            new Waiver(
                digest('c'),
                FindingCode.MISSING,
                "2026/1.dcm",
                new OwnerKey("PROT-1"),
                "anna",
                "deleted at the sponsor's request")),
        new StepStarted(id, COMPARE, 2, ActionKind.COMPARE_INVENTORIES, "compares"),
        new InventoriesCompared(id, COMPARE, comparison(Verdict.PASSED)),
        succeeded(id, COMPARE, 2),
        new StepStarted(id, REPORT, 1, ActionKind.ISSUE_REPORTS, "issues reports"),
        new StepFailed(id, REPORT, 1, 5, null, null, List.of(), "the disk is full"),
        new RepeatAllowed(id, BEFORE, "olga", "a file came later"),
        new StepStarted(id, BEFORE, 2, ActionKind.TAKE_INVENTORY, "reads /data/fast/fs1"),
        new InventoryTaken(id, BEFORE, inventory("dicom-before", 10)),
        succeeded(id, BEFORE, 2),
        new StepStarted(id, COMPARE, 3, ActionKind.COMPARE_INVENTORIES, "compares"),
        new InventoriesCompared(id, COMPARE, comparison(Verdict.PASSED)),
        succeeded(id, COMPARE, 3),
        new StepStarted(id, REPORT, 2, ActionKind.ISSUE_REPORTS, "issues reports"),
        new ReportIssued(id, REPORT, report("whole.pdf", Verdict.PASSED)),
        succeeded(id, REPORT, 2),
        new StepApproved(id, DELETE, "anton", "reports read"),
        new StepStarted(id, DELETE, 1, ActionKind.REMOVE_TREE, "removes /data/aside"),
        succeeded(id, DELETE, 1),
        new MigrationCompleted(id, Verdict.PASSED));
  }

  /** The same up to the first event of that kind. */
  public static List<MigrationEvent> until(MigrationId id, Class<? extends MigrationEvent> kind) {
    List<MigrationEvent> events = new ArrayList<>();
    for (MigrationEvent event : events(id)) {
      events.add(event);
      if (kind.isInstance(event)) {
        break;
      }
    }
    return events;
  }

  /** A report is taken back after an approval, and issued again. */
  public static List<MigrationEvent> reissued() {
    List<MigrationEvent> events = until(ID, StepApproved.class);
    events.add(new ReportWithdrawn(ID, "whole", "anton", "the key was lost"));
    events.add(
        new ReportIssued(ID, REPORT, report("next.pdf", Verdict.PASSED), "olga", "by another key"));
    events.add(new StepApproved(ID, DELETE, "anton", "the new one is read"));
    return events;
  }

  /** Turned round after a comparison that failed, and back at the old platform. */
  public static List<MigrationEvent> rolledBack() {
    List<MigrationEvent> events = until(ID, StepFailed.class);
    PlannedStep compare =
        step(BACK, "Compare", null, ActionKind.COMPARE_INVENTORIES, List.of(), List.of());
    PlannedStep start = step(START, "Deploy", null, ActionKind.RUN_SCRIPT, List.of(), List.of());
    events.add(
        new RollbackBegun(ID, COMPARE, List.of(compare, start), "olga", "three files differ"));
    events.add(new StepStarted(ID, BACK, 1, ActionKind.COMPARE_INVENTORIES, "compares"));
    events.add(new InventoriesCompared(ID, BACK, comparison(Verdict.PASSED)));
    events.add(succeeded(BACK, 1));
    events.add(new StepStarted(ID, START, 1, ActionKind.RUN_SCRIPT, "runs deploy_platform.sh"));
    events.add(new RepeatAllowed(ID, BACK, "olga", "to be sure"));
    events.add(new StepStarted(ID, BACK, 2, ActionKind.COMPARE_INVENTORIES, "compares"));
    events.add(new InventoriesCompared(ID, BACK, comparison(Verdict.PASSED)));
    events.add(succeeded(BACK, 2));
    events.add(succeeded(START, 1));
    events.add(new RollbackCompleted(ID, Verdict.PASSED));
    return List.copyOf(events);
  }

  /** Gone on by another runbook after its first step, with a step of its own and one otherwise. */
  public static List<MigrationEvent> changed() {
    List<PlannedStep> steps = new ArrayList<>(planned().steps());
    steps.set(1, step(BEFORE, "Read", null, ActionKind.TAKE_INVENTORY, List.of(), List.of()));
    steps.add(1, step(TOLD, "Told", null, ActionKind.ATTEST, List.of(), List.of()));
    RunbookId other = new RunbookId("kaapana-0.1.3-to-0.2.2.site-a");
    return List.of(
        planned(),
        started(STOP, 1),
        new StepAttested(ID, STOP, "olga", "all quiet", null, null),
        succeeded(STOP, 1),
        new StepApproved(ID, DELETE, "anton", "too early"),
        new RunbookChanged(ID, other, digest('7'), steps, "anna", "the night shift asked"),
        started(TOLD, 1),
        succeeded(TOLD, 1),
        started(BEFORE, 1),
        new RepeatAllowed(ID, TOLD, "olga", "they forgot"));
  }

  /** The events as they come from the store. */
  public static List<DomainEventMessage<MigrationEvent>> messages(MigrationId id) {
    return messages(events(id));
  }

  public static List<DomainEventMessage<MigrationEvent>> messages(List<MigrationEvent> events) {
    List<DomainEventMessage<MigrationEvent>> messages = new ArrayList<>();
    for (MigrationEvent event : events) {
      messages.add(message(event, messages.size(), at(messages.size())));
    }
    return messages;
  }

  public static DomainEventMessage<MigrationEvent> message(
      MigrationEvent event, long sequence, Instant at) {
    String stream = event.migrationId().value();
    MetaData metadata = MetaData.from(METADATA);
    return new GenericDomainEventMessage<>(
        "Migration", stream, sequence, new GenericMessage<>(event, metadata), at);
  }

  /** What the history says after that event. */
  public static Optional<MigrationState> replayed(MigrationId id, long sequence) {
    return replayed(id, messages(id), sequence);
  }

  /** What these events say up to that one. */
  public static Optional<MigrationState> replayed(
      MigrationId id, List<DomainEventMessage<MigrationEvent>> messages, long sequence) {
    InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
    engine.appendEvents(messages);
    return new MigrationHistory(EmbeddedEventStore.builder().storageEngine(engine).build())
        .stateAtSequence(id, sequence);
  }

  private static StepSucceeded succeeded(MigrationId id, StepId step, int attempt) {
    return new StepSucceeded(
        id,
        step,
        attempt,
        61_000,
        0,
        null,
        List.of(new Observation("effect", Verdict.PASSED, "seen")));
  }
}
