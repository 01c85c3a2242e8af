package org.migrationauditor.query.readmodel;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
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
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns events into rows. The migration's row knows the last event handled, so an event that comes
 * again changes nothing and one that is missing stops the projection.
 */
final class MigrationProjection {
  private static final String UNKNOWN = "unknown";

  private final JdbcClient jdbc;
  private final StepRows steps;
  private final InventoryRows inventories;
  private final ReportRows reports;
  private final LossRows losses;
  private final RoleRows roles;
  private final ChangeRows changes;
  private final TimelineRows timeline;

  MigrationProjection(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.steps = new StepRows(jdbc);
    this.inventories = new InventoryRows(jdbc);
    this.reports = new ReportRows(jdbc);
    this.losses = new LossRows(jdbc);
    this.roles = new RoleRows(jdbc);
    this.changes = new ChangeRows(jdbc);
    this.timeline = new TimelineRows(jdbc);
  }

  @EventHandler
  void on(
      MigrationEvent event,
      @SequenceNumber long sequence,
      @Timestamp Instant at,
      MetaData metadata) {
    boolean fresh =
        event instanceof MigrationPlanned planned
            ? begin(planned, sequence, at, metadata)
            : advance(event.migrationId(), sequence, at);
    if (!fresh) {
      return;
    }
    String who = text(metadata, EventMetadata.WHO);
    switch (event) {
      case MigrationPlanned planned -> steps.plan(planned);
      case DeviationRecorded deviation -> {} // the plan holds its text
      case LossAcknowledged loss -> losses.acknowledge(loss, sequence);
      case PlanPreviewed preview -> losses.preview(preview);
      case RolesNamed named -> roles.name(named);
      case ChainJoined joined -> {} // told by the timeline
      case StepStarted started -> steps.start(started, at, who);
      case StepSucceeded succeeded -> steps.succeed(succeeded, at);
      case StepFailed failed -> steps.fail(failed, at);
      case StepUncertain uncertain -> steps.lose(uncertain);
      case StepAttested attested -> steps.attest(attested, sequence, at);
      case StepApproved approved -> steps.approve(approved, sequence, at);
      case FindingWaived waived -> {
        inventories.waive(waived, sequence, at);
        steps.voidApprovals(waived.migrationId(), waived.stepId());
      }
      case RepeatAllowed allowed -> {
        steps.repeat(allowed, sequence, at);
        inventories.repeat(allowed);
      }
      case RunbookChanged changed -> {
        changes.change(changed, sequence, at);
        steps.change(changed);
      }
      case RollbackBegun begun -> {
        turn(begun, at);
        steps.turn(begun);
      }
      case InventoryTaken taken -> inventories.take(taken, sequence);
      case InventoriesCompared compared -> inventories.compare(compared, sequence);
      case ReportIssued issued -> {
        reports.issue(issued, sequence);
        if (issued.person() != null) {
          steps.voidApprovalsOnReports(issued.migrationId());
        }
      }
      case ReportWithdrawn taken -> {
        reports.withdraw(taken, sequence, at);
        steps.voidApprovalsOnReports(taken.migrationId());
      }
      case MigrationCompleted completed -> complete(completed.migrationId(), at);
      case RollbackCompleted completed -> complete(completed.migrationId(), at);
    }
    timeline.add(event, sequence, at, who);
  }

  private boolean begin(MigrationPlanned planned, long sequence, Instant at, MetaData metadata) {
    int rows =
        jdbc.sql(
                """
                INSERT INTO read_model.migration (migration_id, runbook, runbook_digest,
                    unattended, host, tool, planned_at, last_sequence, last_at)
                VALUES (:id, :runbook, :digest, :unattended, :host, :tool, :at, :sequence, :at)
                ON CONFLICT (migration_id) DO NOTHING
                """)
            .param("id", planned.migrationId().value())
            .param("runbook", planned.runbook().value())
            .param("digest", Columns.bytes(planned.runbookDigest()))
            .param("unattended", planned.unattended())
            .param("host", Columns.text(text(metadata, EventMetadata.HOST)))
            .param("tool", Columns.text(text(metadata, EventMetadata.TOOL)))
            .param("at", Columns.time(at))
            .param("sequence", sequence)
            .update();
    if (rows == 0) {
      return false;
    }
    planned
        .parameters()
        .forEach(
            (name, value) ->
                jdbc.sql("INSERT INTO read_model.parameter VALUES (:id, :name, :value)")
                    .param("id", planned.migrationId().value())
                    .param("name", Columns.text(name))
                    .param("value", Columns.text(value))
                    .update());
    return true;
  }

  private boolean advance(MigrationId id, long sequence, Instant at) {
    int rows =
        jdbc.sql(
                """
                UPDATE read_model.migration SET last_sequence = :sequence, last_at = :at
                WHERE migration_id = :id AND last_sequence = :sequence - 1
                """)
            .param("id", id.value())
            .param("sequence", sequence)
            .param("at", Columns.time(at))
            .update();
    if (rows == 0 && handled(id) < sequence) {
      throw new IllegalStateException(
          "read model: migration '%s': event %d came after event %d; run ./auditor replay"
              .formatted(id, sequence, handled(id)));
    }
    return rows > 0;
  }

  /** Number of the last event handled, -1 when there was none. */
  private long handled(MigrationId id) {
    return jdbc.sql("SELECT last_sequence FROM read_model.migration WHERE migration_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .optional()
        .orElse(-1L);
  }

  private void turn(RollbackBegun begun, Instant at) {
    jdbc.sql(
            """
            UPDATE read_model.migration SET rollback_from = :from, rollback_person = :person,
                rollback_reason = :reason, rollback_at = :at
            WHERE migration_id = :id
            """)
        .param("id", begun.migrationId().value())
        .param("from", begun.from().value())
        .param("person", Columns.text(begun.person()))
        .param("reason", Columns.text(begun.reason()))
        .param("at", Columns.time(at))
        .update();
  }

  private void complete(MigrationId id, Instant at) {
    jdbc.sql("UPDATE read_model.migration SET completed_at = :at WHERE migration_id = :id")
        .param("id", id.value())
        .param("at", Columns.time(at))
        .update();
  }

  private static String text(MetaData metadata, String key) {
    return metadata.getOrDefault(key, UNKNOWN).toString();
  }
}
