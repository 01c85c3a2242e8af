package org.migrationauditor.query.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.Decision;
import org.migrationauditor.messages.query.KnownComparison;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ReportStanding;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** Goes through a history and stops before each decision of a person, to see what was known. */
final class Decisions {
  private final List<Recorded> events;
  private final MigrationFold fold;
  private final Map<StepId, Recorded> comparisons = new HashMap<>();
  private final Map<String, Long> acted = new TreeMap<>();

  private Decisions(MigrationId id, List<Recorded> events) {
    this.events = events;
    this.fold = new MigrationFold(id);
  }

  /** Every decision of a history, in order. */
  static List<Decision> in(MigrationId id, List<Recorded> events) {
    return new Decisions(id, events).all();
  }

  private List<Decision> all() {
    List<Decision> decisions = new ArrayList<>();
    for (Recorded recorded : events) {
      if (decides(recorded.event())) {
        fold.state().ifPresent(known -> decisions.add(decision(recorded, known)));
      }
      fold.apply(recorded);
      if (recorded.event() instanceof InventoriesCompared compared) {
        comparisons.put(compared.stepId(), recorded);
      }
      acted.merge(recorded.who(), 1L, Long::sum);
    }
    return decisions;
  }

  private static boolean decides(MigrationEvent event) {
    return switch (event) {
      case StepApproved approved -> true;
      case FindingWaived waived -> true;
      case LossAcknowledged acknowledged -> true;
      case RepeatAllowed allowed -> true;
      case RunbookChanged changed -> true;
      case ReportWithdrawn withdrawn -> true;
      case RollbackBegun begun -> true;
      default -> false;
    };
  }

  private Decision decision(Recorded decided, MigrationState known) {
    Set<StepId> ground = ground(decided.event(), known);
    Hindsight hindsight = new Hindsight(decided.event(), known, ground);
    return new Decision(
        decided.entry(),
        decided.text(EventMetadata.TOOL),
        known.comparisons().keySet().stream()
            .map(step -> comparison(step, known, ground.contains(step)))
            .toList(),
        known.reports().stream()
            .filter(report -> known.standing(report) == ReportStanding.VALID)
            .toList(),
        known.waivers(),
        known.losses(),
        known.steps().stream()
            .filter(
                step -> step.status() == StepStatus.FAILED || step.status() == StepStatus.UNCERTAIN)
            .map(step -> step.step().stepId())
            .toList(),
        acted,
        events.stream()
            .filter(later -> later.sequence() > decided.sequence())
            .filter(later -> hindsight.contradicts(later.event()))
            .map(Recorded::entry)
            .toList());
  }

  private KnownComparison comparison(StepId step, MigrationState known, boolean ground) {
    Recorded made = comparisons.get(step);
    if (made == null || !(made.event() instanceof InventoriesCompared compared)) {
      throw new IllegalStateException("comparison of step '%s' has no event".formatted(step));
    }
    return new KnownComparison(
        step, made.sequence(), made.at(), compared.comparison(), known.openFindings(step), ground);
  }

  /** Comparisons on which a decision rests. */
  private static Set<StepId> ground(MigrationEvent decision, MigrationState known) {
    return switch (decision) {
      case StepApproved approved ->
          known.steps().stream()
              .map(StepState::step)
              .filter(step -> step.stepId().equals(approved.stepId()))
              .findFirst()
              .map(step -> Set.copyOf(step.provenBy()))
              .orElse(Set.of());
      case FindingWaived waived -> Set.of(waived.stepId());
      default -> Set.of();
    };
  }
}
