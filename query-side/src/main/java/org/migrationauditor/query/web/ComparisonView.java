package org.migrationauditor.query.web;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.query.StepState;

/**
 * One comparison on a page.
 *
 * @param title of its step
 * @param counts what the two inventories counted; empty when one of them is not recorded
 * @param findings per code, those without any left out
 * @param accepted findings that somebody accepted, a sentence each
 */
record ComparisonView(
    StepId stepId,
    String title,
    ComparisonSummary comparison,
    List<CountRow> counts,
    List<FindingRow> findings,
    List<String> accepted) {

  /** A count on both sides, worded; {@code difference} is empty when there is none. */
  record CountRow(String what, String before, String after, String difference) {}

  /** How often a code was found: not announced by the runbook, and announced. */
  record FindingRow(FindingCode code, String unexplained, String announced) {}

  static List<ComparisonView> all(MigrationState state, Words words) {
    List<ComparisonView> views = new ArrayList<>();
    state
        .comparisons()
        .forEach((step, comparison) -> views.add(of(state, step, comparison, words)));
    return views;
  }

  /** Titles of the comparisons that are planned and were not made yet. */
  static List<String> outstanding(MigrationState state) {
    return state.course().stream()
        .map(StepState::step)
        .filter(step -> step.action() == ActionKind.COMPARE_INVENTORIES)
        .filter(step -> !state.comparisons().containsKey(step.stepId()))
        .map(PlannedStep::title)
        .toList();
  }

  /** Comparisons that the plan holds, or the rollback, count. */
  static long planned(MigrationState state) {
    return state.course().stream()
        .map(StepState::step)
        .filter(step -> step.action() == ActionKind.COMPARE_INVENTORIES)
        .count();
  }

  private static ComparisonView of(
      MigrationState state, StepId stepId, ComparisonSummary comparison, Words words) {
    return new ComparisonView(
        stepId,
        state.steps().stream()
            .map(StepState::step)
            .filter(step -> step.stepId().equals(stepId))
            .map(PlannedStep::title)
            .findFirst()
            .orElse(stepId.value()),
        comparison,
        counts(state, comparison, words),
        Arrays.stream(FindingCode.values())
            .filter(
                code ->
                    comparison.findings().containsKey(code)
                        || comparison.expected().containsKey(code))
            .map(
                code ->
                    new FindingRow(
                        code,
                        words.count(comparison.findings().getOrDefault(code, 0L)),
                        words.count(comparison.expected().getOrDefault(code, 0L))))
            .toList(),
        state.waivers().stream()
            .filter(standing -> standing.stepId().equals(stepId))
            .map(ComparisonView::sentence)
            .toList());
  }

  private static String sentence(StandingWaiver standing) {
    Waiver waiver = standing.waiver();
    return Words.visible(
        "%s '%s' of %s was accepted by %s at %s: %s"
            .formatted(
                waiver.code(),
                waiver.key(),
                waiver.owner(),
                waiver.person(),
                standing.at().truncatedTo(ChronoUnit.SECONDS),
                waiver.reason()));
  }

  private static List<CountRow> counts(
      MigrationState state, ComparisonSummary comparison, Words words) {
    Optional<InventoryCounts> before = inventory(state, comparison.before());
    Optional<InventoryCounts> after = inventory(state, comparison.after());
    if (before.isEmpty() || after.isEmpty()) {
      return List.of();
    }
    List<CountRow> rows = new ArrayList<>();
    for (Column column : COLUMNS) {
      long left = column.count().applyAsLong(before.get());
      long right = column.count().applyAsLong(after.get());
      if (left != 0 || right != 0 || column.always()) {
        rows.add(
            new CountRow(
                column.name(),
                column.bytes() ? words.bytes(left) : words.count(left),
                column.bytes() ? words.bytes(right) : words.count(right),
                left == right ? "" : String.format(Locale.ROOT, "%+,d", right - left)));
      }
    }
    return rows;
  }

  private static Optional<InventoryCounts> inventory(MigrationState state, InventoryName name) {
    return state.inventories().stream()
        .filter(inventory -> inventory.name().equals(name))
        .map(InventorySummary::counts)
        .findFirst();
  }

  /** {@code always}: zero is worth saying. */
  private record Column(String name, ToLongFunction<InventoryCounts> count, boolean always) {
    boolean bytes() {
      return name.equals("bytes");
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("patients", InventoryCounts::patients, false),
          new Column("studies", InventoryCounts::studies, false),
          new Column("series", InventoryCounts::series, false),
          new Column("instances", InventoryCounts::instances, false),
          new Column("buckets", InventoryCounts::buckets, false),
          new Column("objects", InventoryCounts::objects, false),
          new Column("other files", InventoryCounts::files, false),
          new Column("bytes", InventoryCounts::bytes, true),
          new Column("unreadable", InventoryCounts::unreadable, true),
          new Column("malformed", InventoryCounts::malformed, true));
}
