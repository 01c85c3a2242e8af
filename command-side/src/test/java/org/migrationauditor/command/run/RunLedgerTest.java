package org.migrationauditor.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;

final class RunLedgerTest {
  private static final MigrationId ID = new MigrationId("night");
  private static final StepId READ = new StepId("read");
  private static final StepId DELETE = new StepId("delete");
  private static final InventoryName NAME = new InventoryName("dicom-before-delete");
  private static final Instant BEGIN = Instant.parse("2026-03-01T22:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
  private long sequence;

  @Test
  void takesAReadingForOlderByWhatTheClockWasSetBackSince() {
    tell(new StepStarted(ID, READ, 1, ActionKind.TAKE_INVENTORY, ""), BEGIN, Duration.ZERO);
    tell(new InventoryTaken(ID, READ, inventory()), BEGIN.plusSeconds(60), Duration.ofSeconds(60));
    RunLedger ledger =
        RunLedger.read(EmbeddedEventStore.builder().storageEngine(engine).build(), ID);
    assertThat(since(ledger)).isEqualTo(BEGIN);

    Duration later = HOUR.plusMinutes(10); // so that no time is before another
    tell(
        new StepStarted(ID, DELETE, 1, ActionKind.REMOVE_TREE, ""),
        BEGIN.plus(later).minus(HOUR),
        later);
    ledger.readOn();

    assertThat(since(ledger)).isEqualTo(BEGIN.minus(HOUR));
  }

  private static Instant since(RunLedger ledger) {
    return ledger.inventories().values().iterator().next().since();
  }

  private void tell(MigrationEvent event, Instant at, Duration ran) {
    MetaData metadata =
        MetaData.from(
            Map.of(
                EventMetadata.HOST,
                "pacs-1",
                EventMetadata.BOOT_ID,
                "boot",
                EventMetadata.MONOTONIC_NANOS,
                Long.toString(ran.toNanos())));
    engine.appendEvents(
        new GenericDomainEventMessage<>(
            "Migration", ID.value(), sequence++, new GenericMessage<>(event, metadata), at));
  }

  private static InventorySummary inventory() {
    return new InventorySummary(
        NAME,
        View.DICOM_FILES,
        "/aside",
        new ContentDigest("a".repeat(64)),
        new InventoryCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }
}
