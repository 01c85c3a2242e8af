package org.migrationauditor.messages.query;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;

/**
 * A migration as of one of its events, by replay of everything up to it.
 *
 * @param runbook by which it goes now, and its digest
 * @param changes of the runbook since it was planned, in order
 * @param host on which it was planned
 * @param sequence of the last event replayed, 0 for the first
 * @param asOf time of that event
 * @param preview SHA-256 of all that the plan would do when it was made; null when not worked out
 * @param losses that were acknowledged when it was planned
 * @param roles who may act in which now
 * @param steps in the order of the plan, then those of the rollback
 * @param comparisons by the step that made them; the last attempt of each
 * @param waivers of findings of these comparisons, in order
 * @param reports every one that was issued, in order; a later one of a scope supersedes an earlier
 * @param verdict worst of the comparisons, in a rollback of its own; one that is planned and not
 *     made yet is INDETERMINATE, and so is a plan without any
 * @param completedAt null while steps are left
 * @param rollback null unless the migration was turned round
 * @param withdrawn reports that were taken back, in order; none in a stored state that tells none
 */
public record MigrationState(
    MigrationId migrationId,
    RunbookId runbook,
    ContentDigest runbookDigest,
    List<RunbookChange> changes,
    Map<String, String> parameters,
    boolean unattended,
    String host,
    String tool,
    Instant plannedAt,
    long sequence,
    Instant asOf,
    @Nullable ContentDigest preview,
    List<AcknowledgedLoss> losses,
    Roles roles,
    List<StepState> steps,
    List<InventorySummary> inventories,
    Map<StepId, ComparisonSummary> comparisons,
    List<StandingWaiver> waivers,
    List<IssuedReport> reports,
    Verdict verdict,
    @Nullable Instant completedAt,
    @Nullable Rollback rollback,
    List<WithdrawnReport> withdrawn) {
  public MigrationState {
    parameters = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(parameters)));
    changes = List.copyOf(changes);
    losses = List.copyOf(losses);
    steps = List.copyOf(steps);
    inventories = List.copyOf(inventories);
    waivers = List.copyOf(waivers);
    reports = List.copyOf(reports);
    withdrawn = withdrawn == null ? List.of() : List.copyOf(withdrawn);
  }

  /** The steps that are to be done: those of the plan, or of the rollback once it was begun. */
  public List<StepState> course() {
    Rollback turned = rollback;
    return turned == null
        ? steps
        : steps.stream().filter(state -> turned.steps().contains(state.step().stepId())).toList();
  }

  /** The waiver of a finding, by its code and key; empty when nobody accepted it. */
  public Optional<StandingWaiver> waiver(ContentDigest findings, FindingCode code, String key) {
    return waivers.stream()
        .filter(standing -> standing.waiver().findings().equals(findings))
        .filter(standing -> standing.waiver().code() == code)
        .filter(standing -> standing.waiver().key().equals(key))
        .findFirst();
  }

  /** Whether nothing that a comparison found still stands in the way of what it proves. */
  public boolean proven(StepId comparison) {
    ComparisonSummary made = comparisons.get(comparison);
    return made != null
        && (made.verdict() == Verdict.PASSED
            || (made.compared() > 0 && waived(comparison) > 0 && openFindings(comparison) == 0));
  }

  /** Findings of a comparison that stand in the way and that nobody accepted, count. */
  public long openFindings(StepId comparison) {
    ComparisonSummary made = comparisons.get(comparison);
    return made == null
        ? 0
        : made.findings().entrySet().stream()
                .filter(found -> found.getKey().verdict() != Verdict.PASSED)
                .mapToLong(Map.Entry::getValue)
                .sum()
            - waived(comparison);
  }

  /** The verdict without findings that somebody accepted; PASSED when nothing is left of them. */
  public Verdict standing() {
    List<StepId> planned =
        course().stream()
            .map(StepState::step)
            .filter(step -> step.action() == ActionKind.COMPARE_INVENTORIES)
            .map(PlannedStep::stepId)
            .toList();
    return !planned.isEmpty() && planned.stream().allMatch(this::proven) ? Verdict.PASSED : verdict;
  }

  private long waived(StepId comparison) {
    return waivers.stream().filter(standing -> standing.stepId().equals(comparison)).count();
  }

  /** Whether a report still says something. */
  public ReportStanding standing(IssuedReport report) {
    if (withdrawal(report).isPresent()) {
      return ReportStanding.WITHDRAWN;
    }
    return superseded(report) ? ReportStanding.SUPERSEDED : ReportStanding.VALID;
  }

  /** That a report was taken back; empty when it was not. */
  public Optional<WithdrawnReport> withdrawal(IssuedReport report) {
    return withdrawn.stream().filter(one -> one.reportId().equals(report.reportId())).findFirst();
  }

  /** Reports that were taken back and of whose scope there is no later one. */
  public List<IssuedReport> missingReports() {
    return reports.stream()
        .filter(report -> withdrawal(report).isPresent() && !superseded(report))
        .toList();
  }

  /** The report of an id; empty when none of that id was issued. */
  public Optional<IssuedReport> report(String reportId) {
    return reports.stream().filter(report -> report.reportId().equals(reportId)).findFirst();
  }

  /** Whether a later report of the same scope was issued. */
  public boolean superseded(IssuedReport report) {
    return reports.reversed().stream()
        .filter(other -> other.scope().equals(report.scope()))
        .findFirst()
        .filter(last -> !last.equals(report))
        .isPresent();
  }
}
