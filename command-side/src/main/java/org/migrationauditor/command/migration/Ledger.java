package org.migrationauditor.command.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.ChainPlace;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.StepStatus;

/** What has happened so far, as far as later decisions rest on it. */
final class Ledger {
  private @Nullable MigrationPlanned plan;
  private List<PlannedStep> planned = List.of();
  private @Nullable ChainPlace chain;
  private @Nullable RunbookChanged changed;
  private @Nullable RollbackBegun rollback;
  private @Nullable RolesNamed named;
  private Roles rolesPlanned = Roles.NONE;
  private long events;
  private boolean erased;
  private final Map<StepId, Progress> progress = new HashMap<>();
  private final Map<StepId, Compared> comparisons = new HashMap<>();
  private final Map<StepId, Map<Person, Long>> approvals = new HashMap<>();
  private final Map<StepId, StepAttested> attestations = new HashMap<>();
  private final Map<StepId, List<MigrationEvent>> facts = new HashMap<>();
  private final Set<Person> operators = new HashSet<>();
  private final ReportLedger reports = new ReportLedger();

  /**
   * The last result of a comparison step.
   *
   * @param at number of the event that told it, or of the last that waived a finding of it
   * @param waived findings that were accepted
   */
  record Compared(ComparisonSummary comparison, long at, Set<Waived> waived) {
    Compared {
      waived = Set.copyOf(waived);
    }

    /** Verdict of what nobody accepted; of nothing compared there is nothing to accept. */
    Verdict standing() {
      if (waived.isEmpty() || comparison.compared() <= 0) {
        return comparison.verdict();
      }
      return Verdict.worst(
          Stream.concat(
              Stream.of(Verdict.PASSED),
              comparison.findings().keySet().stream()
                  .filter(code -> left(code) > 0)
                  .map(FindingCode::verdict)));
    }

    /** Findings of a code that nobody accepted, count. */
    long left(FindingCode code) {
      return comparison.findings().getOrDefault(code, 0L)
          - waived.stream().filter(one -> one.code() == code).count();
    }

    private Compared without(Waived finding, long event) {
      Set<Waived> all = new HashSet<>(waived);
      all.add(finding);
      return new Compared(comparison, event, all);
    }
  }

  /** A finding, of which a comparison has one for each entry. */
  record Waived(FindingCode code, String key) {
    static Waived of(Waiver waiver) {
      return new Waived(waiver.code(), waiver.key());
    }
  }

  /** Takes in that there is one more event. */
  void count(Person who) {
    events++;
    erased |= who.erased();
  }

  void plan(MigrationPlanned event, Person who) {
    plan = event;
    planned = event.steps();
    operators.add(who);
  }

  void join(ChainPlace place) {
    chain = place;
  }

  void start(StepStarted event, Person who) {
    boolean resumed = progress(event.stepId()).is(StepStatus.UNCERTAIN);
    progress.put(
        event.stepId(), new Progress(StepStatus.STARTED, event.attempt(), resumed, events));
    facts.put(event.stepId(), List.of());
    attestations.remove(event.stepId()); // said of an earlier attempt
    operators.add(who);
  }

  void learn(StepId step, MigrationEvent fact) {
    List<MigrationEvent> learnt = new ArrayList<>(facts.getOrDefault(step, List.of()));
    learnt.add(fact);
    facts.put(step, List.copyOf(learnt));
  }

  void compare(InventoriesCompared event) {
    comparisons.put(event.stepId(), new Compared(event.comparison(), events, Set.of()));
    learn(event.stepId(), event);
  }

  void issue(ReportIssued event) {
    if (event.person() == null) {
      learn(event.stepId(), event);
    }
    reports.issue(event, events);
  }

  void withdraw(ReportWithdrawn event) {
    reports.withdraw(event, events);
  }

  /** Reports so far. */
  ReportLedger reports() {
    return reports;
  }

  void waive(FindingWaived event) {
    comparisons.computeIfPresent(
        event.stepId(), (step, made) -> made.without(Waived.of(event.waiver()), events));
  }

  void end(StepId step, MigrationEvent event, StepStatus status) {
    learn(step, event);
    progress.put(step, progress(step).to(status, events));
  }

  void approve(StepApproved event) {
    approvals
        .computeIfAbsent(event.stepId(), step -> new HashMap<>())
        .put(Person.of(event.approver()), events);
  }

  void attest(StepAttested event) {
    attestations.put(event.stepId(), event);
  }

  /** The step is to be done again; what was read, compared or reported after it says nothing. */
  void repeat(StepId step) {
    progress.put(step, progress(step).to(StepStatus.PENDING, events));
    comparisons.remove(step);
    attestations.remove(step);
    approvals.clear();
    steps()
        .dropWhile(planned -> !planned.stepId().equals(step))
        .skip(1)
        .filter(planned -> planned.action().reading() && progress(planned.stepId()).ended())
        .map(PlannedStep::stepId)
        .forEach(
            later -> {
              progress.put(later, progress(later).to(StepStatus.PENDING, events));
              comparisons.remove(later);
            });
  }

  void name(RolesNamed event) {
    named = event;
    if (operates(Person.of(event.person()))) {
      rolesPlanned = event.roles(); // none who runs a migration names anyone later
    }
  }

  /** From here on other steps are planned; approvals were of what was planned before. */
  void change(RunbookChanged event) {
    changed = event;
    planned = event.steps();
    approvals.clear();
  }

  /** From here on only the rollback's own steps count. */
  void turn(RollbackBegun event) {
    rollback = event;
    operators.add(Person.of(event.person()));
  }

  /** The plan as it was made; null before. */
  @Nullable MigrationPlanned plan() {
    return plan;
  }

  /** Whether it was planned exactly so. */
  boolean planned(MigrationEvent event, Roles roles, @Nullable ChainPlace place) {
    return event.equals(plan) && roles.equals(rolesPlanned) && Objects.equals(place, chain);
  }

  /** Who may act in which role. */
  Roles roles() {
    return named == null ? Roles.NONE : named.roles();
  }

  /** Who was named last; empty when nobody was. */
  Optional<RolesNamed> named() {
    return Optional.ofNullable(named);
  }

  /** The last change of the runbook; empty when there was none. */
  Optional<RunbookChanged> changed() {
    return Optional.ofNullable(changed);
  }

  /** Digest of the runbook by which the migration goes now; null before the plan. */
  @Nullable ContentDigest runbook() {
    if (changed != null) {
      return changed.runbookDigest();
    }
    return plan == null ? null : plan.runbookDigest();
  }

  /** How the migration was turned round; null unless it was. */
  @Nullable RollbackBegun rollback() {
    return rollback;
  }

  /** The steps that are to be done: those of the plan, or of the rollback once it was begun. */
  Stream<PlannedStep> steps() {
    return (rollback == null ? planned : rollback.steps()).stream();
  }

  /** Whether a step is of a plan that is not followed any more. */
  boolean abandoned(StepId id) {
    return rollback != null && planned.stream().anyMatch(step -> step.stepId().equals(id));
  }

  Optional<PlannedStep> step(StepId id) {
    return steps().filter(step -> step.stepId().equals(id)).findFirst();
  }

  /** The first step that has not succeeded; empty when the migration is complete. */
  Optional<PlannedStep> next() {
    return steps().filter(step -> !progress(step.stepId()).is(StepStatus.SUCCEEDED)).findFirst();
  }

  /** A step that is at work, or was when this program ended; none that waits for a person. */
  Optional<PlannedStep> atWork() {
    return steps()
        .filter(step -> progress(step.stepId()).is(StepStatus.STARTED))
        .filter(step -> !step.action().awaitsPerson())
        .findFirst();
  }

  Progress progress(StepId step) {
    return progress.getOrDefault(step, Progress.NONE);
  }

  Optional<Compared> comparison(StepId step) {
    return Optional.ofNullable(comparisons.get(step));
  }

  Optional<StepAttested> attestation(StepId step) {
    return Optional.ofNullable(attestations.get(step));
  }

  /** Whether a finding of the step's last comparison is accepted already. */
  boolean waived(StepId step, Waiver waiver) {
    return comparison(step).filter(made -> made.waived().contains(Waived.of(waiver))).isPresent();
  }

  /** Who approved a step, with the number of the event that told it. */
  Map<Person, Long> approvals(StepId step) {
    return approvals.getOrDefault(step, Map.of());
  }

  /**
   * Whether someone who acted was erased. They may come again under a name that is nobody's here,
   * so that four eyes could be those of one.
   */
  boolean erased() {
    return erased;
  }

  boolean operates(Person who) {
    return operators.contains(who);
  }

  /** Whether the last attempt has ended with exactly these facts. */
  boolean knows(StepId step, List<MigrationEvent> told) {
    return !progress(step).is(StepStatus.STARTED) && told.equals(facts.get(step));
  }

  /** Worst of the comparisons; one that was planned and not made is INDETERMINATE. */
  Verdict verdict() {
    return Verdict.worst(
        steps()
            .filter(step -> step.action() == ActionKind.COMPARE_INVENTORIES)
            .map(
                step ->
                    comparison(step.stepId())
                        .map(made -> made.comparison().verdict())
                        .orElse(Verdict.INDETERMINATE)));
  }
}
