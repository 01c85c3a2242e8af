package org.migrationauditor.reports.print;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.report.IntegrityReport;

/** How long the host was being changed, and what its clock is worth. */
final class TimesSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.TIMES);
    out.facts(facts(report.migration(), w));
    out.paragraph(w.say("times.text", Chapter.PEOPLE.number()));
    out.paragraph(w.say("times.clock"));
  }

  private static List<Fact> facts(MigrationState migration, Wording w) {
    List<StepState> changes =
        migration.steps().stream()
            .filter(state -> state.step().action().changesHost())
            .filter(state -> state.step().action() != ActionKind.ATTEST)
            .filter(state -> state.startedAt() != null)
            .toList();
    Optional<Instant> first = first(changes.stream());
    boolean open = changes.stream().anyMatch(state -> state.endedAt() == null);
    Optional<Instant> last =
        open
            ? Optional.empty()
            : changes.stream()
                .map(StepState::endedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(w.say("times.planned"), w.time(migration.plannedAt())));
    Optional<Instant> begun = first(migration.steps().stream());
    facts.add(Fact.of(w.say("times.first"), w.time(begun.orElse(null))));
    facts.add(Fact.of(w.say("times.change"), w.time(first.orElse(null))));
    String none = w.say(open ? "times.lastChange.open" : "times.lastChange.none");
    facts.add(Fact.of(w.say("times.lastChange"), last.map(w::time).orElse(none)));
    if (first.isPresent() && last.isPresent()) {
      long millis = Duration.between(first.get(), last.get()).toMillis();
      facts.add(Fact.of(w.say("times.window"), w.duration(millis)));
    }
    facts.add(Fact.of(w.say("times.completed"), w.time(migration.completedAt())));
    return facts;
  }

  private static Optional<Instant> first(Stream<StepState> steps) {
    return steps.map(StepState::startedAt).filter(Objects::nonNull).min(Comparator.naturalOrder());
  }
}
