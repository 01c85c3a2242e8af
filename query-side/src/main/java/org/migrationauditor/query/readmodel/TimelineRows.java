package org.migrationauditor.query.readmodel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.migration.ChainJoined;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlanPreviewed;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.ReportIssued;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes {@code timeline}: what each event tells, on one line. */
final class TimelineRows {
  private final JdbcClient jdbc;

  TimelineRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(MigrationEvent event, long sequence, Instant at, String who) {
    Line line = line(event);
    StepId step = line.step();
    jdbc.sql(
            """
            INSERT INTO read_model.timeline (migration_id, sequence_number, at, who, type,
                step_id, summary)
            VALUES (:id, :sequence, :at, :who, :type, :step, :summary)
            """)
        .param("id", event.migrationId().value())
        .param("sequence", sequence)
        .param("at", Columns.time(at))
        .param("who", Columns.text(who))
        .param("type", event.getClass().getSimpleName())
        .param("step", step == null ? null : step.value())
        .param("summary", Columns.text(line.summary()))
        .update();
  }

  private static Line line(MigrationEvent event) {
    return switch (event) {
      case MigrationPlanned planned ->
          new Line(null, planned.steps().size() + " steps of " + planned.runbook());
      case DeviationRecorded deviation -> new Line(deviation.stepId(), deviation.reason());
      case LossAcknowledged said ->
          new Line(
              null,
              "%s acknowledged the loss of %s: %s"
                  .formatted(said.loss().person(), said.loss().id(), said.loss().lost()));
      case PlanPreviewed previewed -> new Line(null, "SHA-256 " + previewed.preview());
      case RolesNamed named ->
          new Line(null, named.person() + " named who may act: " + named.reason());
      case ChainJoined joined ->
          new Line(
              null,
              "link %d of %d of chain '%s'"
                  .formatted(
                      joined.chain().place(), joined.chain().of(), joined.chain().chainId()));
      case StepStarted started ->
          new Line(started.stepId(), "attempt " + started.attempt() + ": " + started.summary());
      case StepSucceeded succeeded ->
          new Line(
              succeeded.stepId(),
              "attempt " + succeeded.attempt() + ", " + observed(succeeded.observations()));
      case StepFailed failed ->
          new Line(failed.stepId(), "attempt " + failed.attempt() + ": " + failed.reason());
      case StepUncertain uncertain ->
          new Line(
              uncertain.stepId(), "attempt " + uncertain.attempt() + ": " + uncertain.reason());
      case StepAttested said -> new Line(said.stepId(), said.person() + ": " + said.note());
      case StepApproved said -> new Line(said.stepId(), said.approver() + ": " + said.reason());
      case FindingWaived waived ->
          new Line(
              waived.stepId(),
              "%s accepted %s '%s': %s"
                  .formatted(
                      waived.waiver().person(),
                      waived.waiver().code(),
                      waived.waiver().key(),
                      waived.waiver().reason()));
      case RepeatAllowed said -> new Line(said.stepId(), said.operator() + ": " + said.reason());
      case RunbookChanged changed ->
          new Line(
              null,
              "%s had it go on by %s: %s"
                  .formatted(changed.person(), changed.runbook(), changed.reason()));
      case RollbackBegun begun ->
          new Line(
              begun.from(),
              "%s went back by %d steps: %s"
                  .formatted(begun.person(), begun.steps().size(), begun.reason()));
      case InventoryTaken taken ->
          new Line(
              taken.stepId(),
              "%s of %s%s"
                  .formatted(
                      taken.inventory().name(),
                      taken.inventory().root(),
                      unread(taken.inventory().counts())));
      case InventoriesCompared compared ->
          new Line(
              compared.stepId(),
              "%s with %s: %s"
                  .formatted(
                      compared.comparison().before(),
                      compared.comparison().after(),
                      compared.comparison().verdict()));
      case ReportIssued issued ->
          new Line(
              issued.stepId(),
              "%s: %s".formatted(issued.report().fileName(), issued.report().verdict()));
      case MigrationCompleted completed ->
          new Line(null, "verdict %s".formatted(completed.verdict()));
      case RollbackCompleted completed ->
          new Line(null, "verdict %s".formatted(completed.verdict()));
    };
  }

  private static String observed(List<Observation> observations) {
    if (observations.isEmpty()) {
      return "nothing observed";
    }
    long passed = observations.stream().filter(seen -> seen.verdict() == Verdict.PASSED).count();
    return passed + " of " + observations.size() + " observations passed";
  }

  private static String unread(InventoryCounts counts) {
    return counts.unreadable() == 0 ? "" : ", " + counts.unreadable() + " entries unreadable";
  }

  /** Null {@code step}: the event speaks of the whole migration. */
  private record Line(@Nullable StepId step, String summary) {}
}
