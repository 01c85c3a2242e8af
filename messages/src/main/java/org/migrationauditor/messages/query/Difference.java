package org.migrationauditor.messages.query;

import java.time.Instant;
import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * What became otherwise in a migration between two of its events.
 *
 * @param from number of the event after which the first state is; its time
 * @param to number of the event after which the second state is; its time
 * @param verdictBefore verdict of the first state
 * @param verdictAfter verdict of the second state
 * @param steps in the order of the plan, those that are planned no more last
 * @param reports that were issued, in order
 * @param events all of them but starts and ends of steps and reports, in order
 * @param programs which decided on the events after {@code from}
 * @param clock jumps between these events
 */
public record Difference(
    MigrationId migrationId,
    long from,
    Instant fromAt,
    long to,
    Instant toAt,
    Verdict verdictBefore,
    Verdict verdictAfter,
    List<StepChange> steps,
    List<ComparisonChange> comparisons,
    List<IssuedReport> reports,
    List<TimelineEntry> events,
    List<ProgramVersion> programs,
    List<ClockJump> clock) {
  public Difference {
    steps = List.copyOf(steps);
    comparisons = List.copyOf(comparisons);
    reports = List.copyOf(reports);
    events = List.copyOf(events);
    programs = List.copyOf(programs);
    clock = List.copyOf(clock);
  }
}
