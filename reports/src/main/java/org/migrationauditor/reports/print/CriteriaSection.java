package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.report.IntegrityReport;

/** What had to hold, and whether it does; what nobody looked at does not hold. */
final class CriteriaSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    List<StepState> course = report.migration().course();
    List<List<Cell>> rows = new ArrayList<>();
    ComparisonCriteria comparisons = new ComparisonCriteria(report, w);
    course.stream()
        .filter(state -> state.step().action() == ActionKind.COMPARE_INVENTORIES)
        .forEach(state -> rows.add(comparisons.of(state)));
    if (rows.isEmpty()) {
      report.comparisons().forEach(comparison -> rows.add(comparisons.of(comparison)));
    }
    if (rows.isEmpty()) {
      rows.add(
          row(
              w.say("criteria.comparison", w.say("nothing")),
              Verdict.INDETERMINATE,
              w.say("criteria.comparison.none"),
              w));
    }
    rows.add(steps(course, w));
    rows.add(observations(course, w));
    course.stream()
        .filter(state -> state.step().action().destructive())
        .forEach(state -> rows.add(removal(state, w)));
    out.section(Chapter.CRITERIA);
    out.table(
        List.of(
            Column.names(w.say("criteria.criterion"), 0.44),
            Column.left(w.say("criteria.result"), 0.21),
            Column.left(w.say("criteria.seen"), 0.35)),
        rows);
  }

  static List<Cell> row(String criterion, Verdict verdict, String seen, Wording w) {
    return List.of(Cell.strong(criterion), Cell.verdict(verdict, w), Cell.of(seen));
  }

  private static List<Cell> steps(List<StepState> course, Wording w) {
    long succeeded =
        course.stream().filter(state -> state.status() == StepStatus.SUCCEEDED).count();
    boolean failed = course.stream().anyMatch(state -> state.status() == StepStatus.FAILED);
    Verdict verdict = failed ? Verdict.FAILED : Verdict.INDETERMINATE;
    if (!course.isEmpty() && succeeded == course.size()) {
      verdict = Verdict.PASSED;
    }
    String seen = w.say("criteria.steps.seen", w.count(succeeded), w.count(course.size()));
    return row(w.say("criteria.steps"), verdict, seen, w);
  }

  private static List<Cell> observations(List<StepState> course, Wording w) {
    List<Verdict> seen =
        course.stream()
            .flatMap(state -> state.observations().stream())
            .map(Observation::verdict)
            .toList();
    String counts =
        w.say(
            "criteria.observations.seen",
            count(seen, Verdict.PASSED, w),
            count(seen, Verdict.FAILED, w),
            count(seen, Verdict.INDETERMINATE, w));
    return row(w.say("criteria.observations"), Verdict.worst(seen.stream()), counts, w);
  }

  private static String count(List<Verdict> seen, Verdict verdict, Wording w) {
    return w.count(seen.stream().filter(verdict::equals).count());
  }

  private static List<Cell> removal(StepState state, Wording w) {
    String criterion = w.say("criteria.removal", state.step().title());
    if (state.attempts() == 0) {
      return row(criterion, Verdict.INDETERMINATE, w.say("criteria.removal.notBegun"), w);
    }
    boolean approved = !state.approvedBy().isEmpty();
    return row(
        criterion,
        approved ? Verdict.PASSED : Verdict.FAILED,
        approved
            ? w.say("criteria.removal.approved", String.join(", ", state.approvedBy()))
            : w.say("criteria.removal.notApproved"),
        w);
  }
}
