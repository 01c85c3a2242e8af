package org.migrationauditor.query.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.ComparisonChange;
import org.migrationauditor.messages.query.Difference;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ProgramVersion;
import org.migrationauditor.messages.query.StepChange;
import org.migrationauditor.messages.query.StepState;

/** Works out what became otherwise between two states of a migration. */
final class Differences {
  private Differences() {}

  /**
   * Between two states.
   *
   * @param events those after the first state, up to the second
   * @param clock every jump of the history
   */
  static Difference between(
      MigrationState first, MigrationState second, List<Recorded> events, List<ClockJump> clock) {
    return new Difference(
        second.migrationId(),
        first.sequence(),
        first.asOf(),
        second.sequence(),
        second.asOf(),
        first.verdict(),
        second.verdict(),
        steps(first, second),
        comparisons(first.comparisons(), second.comparisons()),
        reports(events),
        events.stream().filter(Differences::told).map(Recorded::entry).toList(),
        programs(events),
        clock.stream()
            .filter(jump -> jump.after() > first.sequence() && jump.after() <= second.sequence())
            .toList());
  }

  /** Which version of this program decided on which events. */
  static List<ProgramVersion> programs(List<Recorded> events) {
    List<ProgramVersion> versions = new ArrayList<>();
    for (Recorded event : events) {
      String tool = event.text(EventMetadata.TOOL);
      ProgramVersion last = versions.isEmpty() ? null : versions.getLast();
      if (last != null && last.tool().equals(tool)) {
        versions.removeLast();
        versions.add(new ProgramVersion(tool, last.first(), event.sequence()));
      } else {
        versions.add(new ProgramVersion(tool, event.sequence(), event.sequence()));
      }
    }
    return List.copyOf(versions);
  }

  private static List<StepChange> steps(MigrationState first, MigrationState second) {
    Map<StepId, StepState> before = byId(first);
    Map<StepId, StepState> after = byId(second);
    Set<StepId> all = new LinkedHashSet<>(after.keySet());
    all.addAll(before.keySet());
    return all.stream()
        .filter(id -> differ(before.get(id), after.get(id)))
        .map(id -> change(id, before.get(id), after.get(id)))
        .toList();
  }

  private static boolean differ(@Nullable StepState before, @Nullable StepState after) {
    return before == null
        || after == null
        || before.status() != after.status()
        || before.attempts() != after.attempts();
  }

  private static StepChange change(
      StepId id, @Nullable StepState before, @Nullable StepState after) {
    return new StepChange(
        id,
        before == null ? null : before.status(),
        after == null ? null : after.status(),
        after == null ? 0 : after.attempts() - (before == null ? 0 : before.attempts()),
        after == null ? "" : after.who(),
        after == null ? "" : after.reason());
  }

  private static Map<StepId, StepState> byId(MigrationState state) {
    return state.steps().stream()
        .collect(
            Collectors.toMap(
                step -> step.step().stepId(),
                Function.identity(),
                (one, other) -> other,
                LinkedHashMap::new));
  }

  private static List<ComparisonChange> comparisons(
      Map<StepId, ComparisonSummary> before, Map<StepId, ComparisonSummary> after) {
    Set<StepId> all = new LinkedHashSet<>(after.keySet());
    all.addAll(before.keySet());
    return all.stream()
        .filter(id -> !Objects.equals(before.get(id), after.get(id)))
        .map(id -> new ComparisonChange(id, before.get(id), after.get(id)))
        .toList();
  }

  private static List<IssuedReport> reports(List<Recorded> events) {
    List<IssuedReport> reports = new ArrayList<>();
    for (Recorded recorded : events) {
      if (recorded.event() instanceof ReportIssued issued) {
        reports.add(issued.report());
      }
    }
    return reports;
  }

  /** Starts and ends of steps are told by the steps, reports by themselves. */
  private static boolean told(Recorded recorded) {
    return switch (recorded.event()) {
      case StepStarted started -> false;
      case StepSucceeded succeeded -> false;
      case StepFailed failed -> false;
      case StepUncertain uncertain -> false;
      case ReportIssued issued -> false;
      default -> true;
    };
  }
}
