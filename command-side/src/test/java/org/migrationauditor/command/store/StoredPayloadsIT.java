package org.migrationauditor.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.person.PersonKeys;
import org.migrationauditor.command.person.PersonalData;
import org.migrationauditor.evidence.StoredEvent;
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
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Every type of event goes into the table as one JSON object and comes out as it was. */
final class StoredPayloadsIT {
  private static final MigrationId ID = new MigrationId("site-a");
  private static final StepId STEP = new StepId("compare");
  private static final ContentDigest DIGEST = new ContentDigest("0a".repeat(32));
  private static final InventoryName NAME = new InventoryName("dicom");
  private static final String WORDS = "„ü“ 😀 \\ \" {}";

  private static final List<MigrationEvent> EVENTS =
      List.of(
          new MigrationPlanned(
              ID,
              new RunbookId("guide"),
              DIGEST,
              List.of(
                  new PlannedStep(
                      STEP,
                      WORDS,
                      null,
                      ActionKind.COMPARE_INVENTORIES,
                      Actor.OWNER,
                      true,
                      List.of(),
                      List.of(),
                      false,
                      WORDS)),
              Map.of("dir", WORDS),
              true),
          new DeviationRecorded(ID, STEP, null, WORDS),
          new LossAcknowledged(ID, new AcknowledgedLoss(WORDS, WORDS, WORDS)),
          new PlanPreviewed(ID, DIGEST),
          new RolesNamed(
              ID,
              new Roles(
                  List.of(WORDS), List.of(WORDS), Map.of(new OwnerKey(WORDS), List.of(WORDS))),
              WORDS,
              WORDS),
          new ChainJoined(ID, new ChainPlace(new ChainId("clinic-a"), 1, 2)),
          new StepStarted(ID, STEP, 1, ActionKind.COMPARE_INVENTORIES, WORDS),
          new InventoryTaken(
              ID,
              STEP,
              new InventorySummary(
                  NAME,
                  View.DICOM_FILES,
                  "/data",
                  DIGEST,
                  new InventoryCounts(1, 2, 3, 4, 5, 6, 7, Long.MAX_VALUE, 9, 10))),
          new InventoriesCompared(
              ID,
              STEP,
              new ComparisonSummary(
                  NAME,
                  NAME,
                  Verdict.FAILED,
                  4,
                  Map.of(FindingCode.MISSING, 2L),
                  Map.of(FindingCode.EXTRA, 1L),
                  DIGEST)),
          new ReportIssued(
              ID, STEP, new IssuedReport(WORDS, Verdict.FAILED, "a.pdf", DIGEST, "CN=A", true)),
          new ReportWithdrawn(ID, "a", WORDS, WORDS),
          new StepSucceeded(
              ID, STEP, 1, 5, 0, DIGEST, List.of(new Observation(WORDS, Verdict.PASSED, WORDS))),
          new StepFailed(ID, STEP, 2, 5, null, null, List.of(), WORDS),
          new StepUncertain(ID, STEP, 3, WORDS),
          new StepAttested(ID, STEP, WORDS, WORDS, null, null),
          new StepApproved(ID, STEP, WORDS, WORDS),
          new FindingWaived(
              ID,
              STEP,
              new Waiver(DIGEST, FindingCode.MISSING, WORDS, new OwnerKey("PROT-1"), WORDS, WORDS)),
          new RepeatAllowed(ID, STEP, WORDS, WORDS),
          new RunbookChanged(ID, new RunbookId("other"), DIGEST, List.of(), WORDS, WORDS),
          new RollbackBegun(ID, STEP, List.of(), WORDS, WORDS),
          new MigrationCompleted(ID, Verdict.INDETERMINATE),
          new RollbackCompleted(ID, Verdict.INDETERMINATE));

  @Test
  void everyTypeOfEventComesBackAsItWas() {
    DatabaseAccess access = TestDatabase.empty();
    EventStoreSchema.migrate(access);
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(access.url());
      pool.setUsername(access.applicationUser());
      pool.setPassword(access.applicationPassword());
      EventTable table =
          EventTable.in(
              pool,
              new SpringTransactionManager(new JdbcTransactionManager(pool)),
              Jackson3Serializer.builder().build(),
              new PersonalData(new PersonKeys(pool, pool)));
      List<DomainEventMessage<?>> messages = new ArrayList<>();
      for (MigrationEvent event : EVENTS) {
        messages.add(
            new GenericDomainEventMessage<>("Migration", ID.value(), messages.size(), event));
      }
      table.appendEvents(messages);

      List<Object> read = new ArrayList<>();
      table.readEvents(ID.value(), 0).forEachRemaining(message -> read.add(message.getPayload()));
      assertThat(read).isEqualTo(EVENTS);

      List<StoredEvent> rows = new StoredEvents(pool).of(ID).toList();
      assertThat(rows)
          .extracting(StoredEvent::type)
          .containsExactlyInAnyOrderElementsOf(
              List.of(MigrationEvent.class.getPermittedSubclasses()).stream()
                  .map(Class::getName)
                  .toList());
      assertThat(rows)
          .allMatch(row -> new JsonMapper().readTree(row.payloadJson()).isObject())
          .noneMatch(row -> row.payloadJson().contains("\"java."))
          .extracting(StoredEvent::revision)
          .containsOnly("1");
    }
  }
}
