package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.report.IntegrityReport;

/** Who attested and who approved what. */
final class PeopleSection implements ReportSection {
  private static final List<Column> COLUMNS =
      List.of(Column.left("Step", 0.35), Column.left("Said or approved", 0.65));

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section("Who attested and who approved?");
    out.table(
        COLUMNS,
        report.migration().steps().stream()
            .flatMap(
                state ->
                    state.people().stream()
                        .map(said -> List.of(Cell.strong(state.step().title()), Cell.of(said))))
            .toList());
    out.facts(facts(report.migration().roles()));
  }

  private static List<Fact> facts(Roles roles) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Operators", named(roles.operators(), "anyone")));
    facts.add(Fact.of("Approvers", named(roles.approvers(), "anyone who ran no step")));
    if (roles.owners().isEmpty()) {
      facts.add(Fact.of("Owners of data", named(List.of(), "anyone who ran no step")));
    }
    roles
        .owners()
        .forEach(
            (data, people) ->
                facts.add(
                    Fact.of(
                        "Owners of data",
                        (data.equals(Roles.ALL_DATA) ? "any" : data)
                            + ": "
                            + named(people, "nobody"))));
    return facts;
  }

  private static String named(List<String> people, String otherwise) {
    return people.isEmpty()
        ? "no names were set: " + otherwise
        : String.join(", ", people) + ", and nobody else";
  }
}
