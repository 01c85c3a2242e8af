package org.migrationauditor.query.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.TimelineEntry;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.history.Recorded;

/**
 * The rows that the history of one migration comes to: its state, and the numbers of the events
 * that said so.
 */
final class MigrationRows {
  private final MigrationId id;
  private final List<Recorded> events;
  private final MigrationState state;
  private final CopyText rows = new CopyText();
  private final Map<Object, List<Long>> said = new HashMap<>();
  private final Map<Object, Long> last = new HashMap<>();
  private final Map<Object, Long> first = new HashMap<>();

  private MigrationRows(List<Recorded> events, MigrationState state) {
    this.id = state.migrationId();
    this.events = events;
    this.state = state;
  }

  /**
   * Of a history from its beginning; empty when it does not begin with a plan.
   *
   * @throws IllegalStateException when the events contradict each other
   */
  static Optional<CopyText> of(MigrationId id, List<Recorded> events) {
    return MigrationHistory.fold(id, events).map(state -> new MigrationRows(events, state).all());
  }

  private CopyText all() {
    for (int i = 0; i < events.size(); i++) {
      number(i);
      TimelineEntry entry = events.get(i).entry();
      StepId step = entry.stepId();
      add(
          Table.TIMELINE,
          entry.sequence(),
          entry.at(),
          entry.who(),
          entry.type(),
          step,
          entry.summary());
    }
    migration();
    state.parameters().forEach((name, value) -> add(Table.PARAMETER, name, value));
    for (int i = 0; i < state.steps().size(); i++) {
      step(state.steps().get(i), i);
    }
    state.inventories().forEach(this::inventory);
    state.comparisons().forEach(this::comparison);
    waivers();
    state.reports().forEach(this::report);
    withdrawals();
    losses();
    roles();
    changes();
    return rows;
  }

  /** Keeps the number of an event under what it speaks of. */
  private void number(int index) {
    long number = events.get(index).sequence();
    switch (events.get(index).event()) {
      case StepAttested attested -> say(attested.stepId(), number);
      case StepApproved approved -> say(approved.stepId(), number);
      case RepeatAllowed allowed -> {
        say(allowed.stepId(), number);
        forgetComparisons(index);
      }
      case InventoryTaken taken -> last.put(taken.inventory().name(), number);
      case InventoriesCompared compared -> first.putIfAbsent(compared.stepId(), number);
      case ReportIssued issued -> first.putIfAbsent(issued.report().fileName(), number);
      case ReportWithdrawn taken -> say(Table.WITHDRAWN_REPORT, number);
      case FindingWaived waived -> say(Table.WAIVER + waived.stepId().value(), number);
      case LossAcknowledged acknowledged -> say(Table.LOSS, number);
      case RunbookChanged changed -> say(Table.RUNBOOK_CHANGE, number);
      default -> {}
    }
  }

  /** Comparisons that counted no more after that event are made for the first time again. */
  private void forgetComparisons(int index) {
    MigrationState then = MigrationHistory.fold(id, events.subList(0, index + 1)).orElseThrow();
    first
        .keySet()
        .removeIf(key -> key instanceof StepId step && !then.comparisons().containsKey(step));
  }

  private void say(Object about, long number) {
    said.computeIfAbsent(about, fresh -> new ArrayList<>()).add(number);
  }

  /** Numbers of the last events about something; those before were about what is no more. */
  private List<Long> lastSaid(Object about, int count) {
    List<Long> numbers = said.getOrDefault(about, List.of());
    return numbers.subList(numbers.size() - count, numbers.size());
  }

  private void migration() {
    Rollback rollback = state.rollback();
    add(
        Table.MIGRATION,
        state.runbook(),
        state.runbookDigest(),
        state.unattended(),
        state.host(),
        state.tool(),
        state.plannedAt(),
        state.sequence(),
        state.asOf(),
        state.completedAt(),
        state.preview(),
        rollback == null ? null : rollback.from(),
        rollback == null ? null : rollback.person(),
        rollback == null ? null : rollback.reason(),
        rollback == null ? null : rollback.at());
  }

  private void step(StepState step, int position) {
    StepId stepId = step.step().stepId();
    Rollback rollback = state.rollback();
    add(
        Table.STEP,
        stepId,
        position,
        step.step().title(),
        step.step().guideStep(),
        step.step().action().name(),
        step.step().actor().name(),
        step.step().idempotent(),
        texts(step.step().provenBy()),
        texts(step.step().reportedBy()),
        step.step().approved(),
        step.step().deviation(),
        step.status().name(),
        step.attempts(),
        step.interruptions(),
        step.summary(),
        step.who(),
        step.startedAt(),
        step.endedAt(),
        step.durationMillis(),
        step.exitCode(),
        step.output(),
        step.reason(),
        rollback != null && rollback.steps().contains(stepId),
        step.attestedBy(),
        texts(step.approvedBy()));
    for (int i = 0; i < step.observations().size(); i++) {
      Observation seen = step.observations().get(i);
      add(Table.OBSERVATION, stepId, i, seen.what(), seen.verdict().name(), seen.seen());
    }
    List<Long> numbers = lastSaid(stepId, step.people().size());
    for (int i = 0; i < numbers.size(); i++) {
      add(Table.STATEMENT, numbers.get(i), stepId, step.people().get(i));
    }
  }

  private void inventory(InventorySummary inventory) {
    InventoryCounts counts = inventory.counts();
    add(
        Table.INVENTORY,
        inventory.name(),
        last.get(inventory.name()),
        inventory.view().name(),
        inventory.root(),
        inventory.manifest(),
        counts.patients(),
        counts.studies(),
        counts.series(),
        counts.instances(),
        counts.buckets(),
        counts.objects(),
        counts.files(),
        counts.bytes(),
        counts.unreadable(),
        counts.malformed());
  }

  private void comparison(StepId step, ComparisonSummary made) {
    add(
        Table.COMPARISON,
        step,
        first.get(step),
        made.before(),
        made.after(),
        made.verdict().name(),
        made.compared(),
        made.manifest());
    counts(step, made.findings(), false);
    counts(step, made.expected(), true);
  }

  private void counts(StepId step, Map<FindingCode, Long> counts, boolean expected) {
    counts.forEach((code, count) -> add(Table.FINDING_COUNT, step, code.name(), expected, count));
  }

  private void waivers() {
    Map<StepId, Integer> told = new HashMap<>();
    for (StandingWaiver standing : state.waivers()) {
      StepId step = standing.stepId();
      long of = state.waivers().stream().filter(one -> one.stepId().equals(step)).count();
      int nth = told.merge(step, 1, Integer::sum) - 1;
      add(
          Table.WAIVER,
          lastSaid(Table.WAIVER + step.value(), (int) of).get(nth),
          step,
          standing.at(),
          standing.waiver().findings(),
          standing.waiver().code().name(),
          standing.waiver().key(),
          standing.waiver().owner(),
          standing.waiver().person(),
          standing.waiver().reason());
    }
  }

  private void report(IssuedReport report) {
    add(
        Table.REPORT,
        report.fileName(),
        first.get(report.fileName()),
        report.scope(),
        report.verdict().name(),
        report.digest(),
        report.signer(),
        report.selfMade());
  }

  private void withdrawals() {
    List<Long> numbers = lastSaid(Table.WITHDRAWN_REPORT, state.withdrawn().size());
    for (int i = 0; i < numbers.size(); i++) {
      var taken = state.withdrawn().get(i);
      add(
          Table.WITHDRAWN_REPORT,
          numbers.get(i),
          taken.reportId(),
          taken.person(),
          taken.reason(),
          taken.at());
    }
  }

  private void losses() {
    List<Long> numbers = lastSaid(Table.LOSS, state.losses().size());
    for (int i = 0; i < numbers.size(); i++) {
      var loss = state.losses().get(i);
      add(Table.LOSS, numbers.get(i), loss.id(), loss.lost(), loss.person());
    }
  }

  private void changes() {
    List<Long> numbers = lastSaid(Table.RUNBOOK_CHANGE, state.changes().size());
    for (int i = 0; i < numbers.size(); i++) {
      var change = state.changes().get(i);
      add(
          Table.RUNBOOK_CHANGE,
          numbers.get(i),
          change.replaced(),
          change.replacedDigest(),
          change.person(),
          change.reason(),
          change.at());
    }
  }

  private void roles() {
    Roles roles = state.roles();
    people("OPERATOR", "", roles.operators());
    people("APPROVER", "", roles.approvers());
    roles.owners().forEach((data, people) -> people("OWNER", data.value(), people));
  }

  private void people(String role, String data, List<String> people) {
    for (int i = 0; i < people.size(); i++) {
      add(Table.NAMED_PERSON, role, data, i, people.get(i));
    }
  }

  private static String[] texts(List<?> values) {
    return values.stream().map(Object::toString).toArray(String[]::new);
  }

  private void add(Table table, @Nullable Object... values) {
    @Nullable Object[] whole = new @Nullable Object[values.length + 1];
    whole[0] = id;
    System.arraycopy(values, 0, whole, 1, values.length);
    rows.add(table, whole);
  }
}
