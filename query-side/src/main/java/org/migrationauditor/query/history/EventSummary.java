package org.migrationauditor.query.history;

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

/**
 * What one event tells.
 *
 * @param step null when the event speaks of the whole migration
 * @param text on one line
 */
public record EventSummary(@Nullable StepId step, String text) {
  public static EventSummary of(MigrationEvent event) {
    return switch (event) {
      case MigrationPlanned planned ->
          new EventSummary(null, planned.steps().size() + " steps of " + planned.runbook());
      case DeviationRecorded deviation -> new EventSummary(deviation.stepId(), deviation.reason());
      case LossAcknowledged said ->
          new EventSummary(
              null,
              "%s acknowledged the loss of %s: %s"
                  .formatted(said.loss().person(), said.loss().id(), said.loss().lost()));
      case PlanPreviewed previewed -> new EventSummary(null, "SHA-256 " + previewed.preview());
      case RolesNamed named ->
          new EventSummary(null, named.person() + " named who may act: " + named.reason());
      case ChainJoined joined ->
          new EventSummary(
              null,
              "link %d of %d of chain '%s'"
                  .formatted(
                      joined.chain().place(), joined.chain().of(), joined.chain().chainId()));
      case StepStarted started ->
          new EventSummary(
              started.stepId(), "attempt " + started.attempt() + ": " + started.summary());
      case StepSucceeded succeeded ->
          new EventSummary(
              succeeded.stepId(),
              "attempt " + succeeded.attempt() + ", " + observed(succeeded.observations()));
      case StepFailed failed ->
          new EventSummary(failed.stepId(), "attempt " + failed.attempt() + ": " + failed.reason());
      case StepUncertain uncertain ->
          new EventSummary(
              uncertain.stepId(), "attempt " + uncertain.attempt() + ": " + uncertain.reason());
      case StepAttested said -> new EventSummary(said.stepId(), said.person() + ": " + said.note());
      case StepApproved said ->
          new EventSummary(said.stepId(), said.approver() + ": " + said.reason());
      case FindingWaived waived ->
          new EventSummary(
              waived.stepId(),
              "%s accepted %s '%s': %s"
                  .formatted(
                      waived.waiver().person(),
                      waived.waiver().code(),
                      waived.waiver().key(),
                      waived.waiver().reason()));
      case RepeatAllowed said ->
          new EventSummary(said.stepId(), said.operator() + ": " + said.reason());
      case RunbookChanged changed ->
          new EventSummary(
              null,
              "%s had it go on by %s: %s"
                  .formatted(changed.person(), changed.runbook(), changed.reason()));
      case RollbackBegun begun ->
          new EventSummary(
              begun.from(),
              "%s went back by %d steps: %s"
                  .formatted(begun.person(), begun.steps().size(), begun.reason()));
      case InventoryTaken taken ->
          new EventSummary(
              taken.stepId(),
              "%s of %s%s"
                  .formatted(
                      taken.inventory().name(),
                      taken.inventory().root(),
                      unread(taken.inventory().counts())));
      case InventoriesCompared compared ->
          new EventSummary(
              compared.stepId(),
              "%s with %s: %s"
                  .formatted(
                      compared.comparison().before(),
                      compared.comparison().after(),
                      compared.comparison().verdict()));
      case ReportIssued issued ->
          new EventSummary(
              issued.stepId(),
              "%s: %s%s"
                  .formatted(issued.report().fileName(), issued.report().verdict(), again(issued)));
      case ReportWithdrawn taken ->
          new EventSummary(
              null,
              "%s withdrew %s: %s".formatted(taken.person(), taken.reportId(), taken.reason()));
      case MigrationCompleted completed ->
          new EventSummary(null, "verdict %s".formatted(completed.verdict()));
      case RollbackCompleted completed ->
          new EventSummary(null, "verdict %s".formatted(completed.verdict()));
    };
  }

  private static String observed(List<Observation> observations) {
    if (observations.isEmpty()) {
      return "nothing observed";
    }
    long passed = observations.stream().filter(seen -> seen.verdict() == Verdict.PASSED).count();
    return passed + " of " + observations.size() + " observations passed";
  }

  private static String again(ReportIssued issued) {
    return issued.person() == null
        ? ""
        : ", issued again by %s: %s".formatted(issued.person(), issued.reason());
  }

  private static String unread(InventoryCounts counts) {
    return counts.unreadable() == 0 ? "" : ", " + counts.unreadable() + " entries unreadable";
  }
}
