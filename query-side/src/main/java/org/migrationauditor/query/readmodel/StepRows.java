package org.migrationauditor.query.readmodel;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.query.history.People;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes {@code step}, {@code observation} and {@code statement}. */
final class StepRows {
  private static final List<String> READINGS =
      Arrays.stream(ActionKind.values()).filter(ActionKind::reading).map(ActionKind::name).toList();

  private static final List<String> OF_STEPS =
      List.of("waiver", "finding_count", "comparison", "statement", "observation", "step");

  private final JdbcClient jdbc;

  StepRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void plan(MigrationPlanned planned) {
    add(planned.migrationId(), planned.steps(), 0, false);
  }

  /** Steps that were begun stay; with the others goes what was said of them. */
  void change(RunbookChanged changed) {
    for (String table : OF_STEPS) {
      jdbc.sql(
              """
              DELETE FROM read_model.%s WHERE migration_id = :id AND step_id IN (
                  SELECT step_id FROM read_model.step WHERE migration_id = :id AND attempts = 0)
              """
                  .formatted(table))
          .param("id", changed.migrationId().value())
          .update();
    }
    int begun = count(changed.migrationId());
    List<PlannedStep> fresh = changed.steps().subList(begun, changed.steps().size());
    add(changed.migrationId(), fresh, begun, false);
    voidApprovals(changed.migrationId());
  }

  /** Behind the plan. */
  void turn(RollbackBegun begun) {
    add(begun.migrationId(), begun.steps(), count(begun.migrationId()), true);
  }

  private int count(MigrationId id) {
    return jdbc.sql("SELECT count(*) FROM read_model.step WHERE migration_id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  private void add(MigrationId id, List<PlannedStep> steps, int from, boolean undoes) {
    int position = from;
    for (PlannedStep step : steps) {
      jdbc.sql(
              """
              INSERT INTO read_model.step (migration_id, step_id, position, title, guide_step,
                  action, actor, idempotent, proven_by, reported_by, approved, deviation, undoes)
              VALUES (:id, :step, :position, :title, :guideStep,
                  :action, :actor, :idempotent, :provenBy, :reportedBy, :approved, :deviation, :undoes)
              """)
          .param("id", id.value())
          .param("step", step.stepId().value())
          .param("position", position++)
          .param("title", Columns.text(step.title()))
          .param("guideStep", Columns.text(step.guideStep()))
          .param("action", step.action().name())
          .param("actor", step.actor().name())
          .param("idempotent", step.idempotent())
          .param("provenBy", Columns.steps(step.provenBy()))
          .param("reportedBy", Columns.steps(step.reportedBy()))
          .param("approved", step.approved())
          .param("deviation", Columns.text(step.deviation()))
          .param("undoes", undoes)
          .update();
    }
  }

  void start(StepStarted event, Instant at, String who) {
    end(
        event.migrationId(),
        event.stepId(),
        new End(StepStatus.STARTED, null, 0, null, null, List.of(), ""));
    jdbc.sql(
            """
            UPDATE read_model.step SET attempts = :attempt, summary = :summary, who = :who,
                started_at = :at, attested_by = NULL
            WHERE migration_id = :id AND step_id = :step
            """)
        .param("id", event.migrationId().value())
        .param("step", event.stepId().value())
        .param("attempt", event.attempt())
        .param("summary", Columns.text(event.summary()))
        .param("who", Columns.text(who))
        .param("at", Columns.time(at))
        .update();
    voidApprovals(event.migrationId(), event.stepId());
  }

  void succeed(StepSucceeded event, Instant at) {
    end(
        event.migrationId(),
        event.stepId(),
        new End(
            StepStatus.SUCCEEDED,
            at,
            event.durationMillis(),
            event.exitCode(),
            event.output(),
            event.observations(),
            ""));
  }

  void fail(StepFailed event, Instant at) {
    end(
        event.migrationId(),
        event.stepId(),
        new End(
            StepStatus.FAILED,
            at,
            event.durationMillis(),
            event.exitCode(),
            event.output(),
            event.observations(),
            event.reason()));
  }

  void lose(StepUncertain event) {
    end(
        event.migrationId(),
        event.stepId(),
        new End(StepStatus.UNCERTAIN, null, 0, null, null, List.of(), event.reason()));
    jdbc.sql(
            """
            UPDATE read_model.step SET interruptions = interruptions + 1
            WHERE migration_id = :id AND step_id = :step
            """)
        .param("id", event.migrationId().value())
        .param("step", event.stepId().value())
        .update();
  }

  /** The step is due again, and so is every reading after it that has ended. */
  void repeat(RepeatAllowed event, long sequence, Instant at) {
    say(event.migrationId(), event.stepId(), sequence, People.sentence(event, at));
    jdbc.sql(
            """
            UPDATE read_model.step later SET status = 'PENDING', attested_by = NULL
            FROM read_model.step repeated
            WHERE repeated.migration_id = :id AND repeated.step_id = :step
                AND later.migration_id = :id AND (later.step_id = :step
                    OR later.position > repeated.position AND later.action IN (:readings)
                    AND later.status IN ('SUCCEEDED', 'FAILED', 'UNCERTAIN'))
            """)
        .param("id", event.migrationId().value())
        .param("step", event.stepId().value())
        .param("readings", READINGS)
        .update();
    voidApprovals(event.migrationId());
  }

  void attest(StepAttested event, long sequence, Instant at) {
    say(event.migrationId(), event.stepId(), sequence, People.sentence(event, at));
    jdbc.sql(
            """
            UPDATE read_model.step SET attested_by = :person
            WHERE migration_id = :id AND step_id = :step
            """)
        .param("id", event.migrationId().value())
        .param("step", event.stepId().value())
        .param("person", Columns.text(event.person()))
        .update();
  }

  void approve(StepApproved event, long sequence, Instant at) {
    say(event.migrationId(), event.stepId(), sequence, People.sentence(event, at));
    jdbc.sql(
            """
            UPDATE read_model.step SET approved_by = array_append(approved_by, :person)
            WHERE migration_id = :id AND step_id = :step
            """)
        .param("id", event.migrationId().value())
        .param("step", event.stepId().value())
        .param("person", Columns.text(event.approver()))
        .update();
  }

  /** Approvals that rest on a step, which is done or judged anew, count no more. */
  void voidApprovals(MigrationId id, StepId ground) {
    jdbc.sql(
            """
            UPDATE read_model.step SET approved_by = '{}'
            WHERE migration_id = :id AND (:step = ANY (proven_by) OR :step = ANY (reported_by))
            """)
        .param("id", id.value())
        .param("step", ground.value())
        .update();
  }

  void voidApprovalsOnReports(MigrationId id) {
    jdbc.sql(
            """
            UPDATE read_model.step SET approved_by = '{}'
            WHERE migration_id = :id AND cardinality(reported_by) > 0 AND status <> 'SUCCEEDED'
            """)
        .param("id", id.value())
        .update();
  }

  private void voidApprovals(MigrationId id) {
    jdbc.sql("UPDATE read_model.step SET approved_by = '{}' WHERE migration_id = :id")
        .param("id", id.value())
        .update();
  }

  private void say(MigrationId id, StepId step, long sequence, String sentence) {
    jdbc.sql("INSERT INTO read_model.statement VALUES (:id, :sequence, :step, :sentence)")
        .param("id", id.value())
        .param("sequence", sequence)
        .param("step", step.value())
        .param("sentence", Columns.text(sentence))
        .update();
  }

  private void end(MigrationId id, StepId step, End end) {
    ContentDigest output = end.output();
    Instant at = end.at();
    jdbc.sql(
            """
            UPDATE read_model.step SET status = :status, ended_at = :at,
                duration_millis = :millis, exit_code = :exitCode, output = :output,
                reason = :reason
            WHERE migration_id = :id AND step_id = :step
            """)
        .param("id", id.value())
        .param("step", step.value())
        .param("status", end.status().name())
        .param("at", at == null ? null : Columns.time(at))
        .param("millis", end.durationMillis())
        .param("exitCode", end.exitCode())
        .param("output", output == null ? null : Columns.bytes(output))
        .param("reason", Columns.text(end.reason()))
        .update();
    jdbc.sql("DELETE FROM read_model.observation WHERE migration_id = :id AND step_id = :step")
        .param("id", id.value())
        .param("step", step.value())
        .update();
    int position = 0;
    for (Observation observation : end.observations()) {
      jdbc.sql(
              """
              INSERT INTO read_model.observation
              VALUES (:id, :step, :position, :what, :verdict, :seen)
              """)
          .param("id", id.value())
          .param("step", step.value())
          .param("position", position++)
          .param("what", Columns.text(observation.what()))
          .param("verdict", observation.verdict().name())
          .param("seen", Columns.text(observation.seen()))
          .update();
    }
  }

  /** How the last attempt stands; {@code at} is null while it runs or when nobody saw it end. */
  private record End(
      StepStatus status,
      @Nullable Instant at,
      long durationMillis,
      @Nullable Integer exitCode,
      @Nullable ContentDigest output,
      List<Observation> observations,
      String reason) {}
}
