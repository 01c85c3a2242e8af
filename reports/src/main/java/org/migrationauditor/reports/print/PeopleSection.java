package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.report.IntegrityReport;

/** Who may act in which role, who attested and who approved what. */
final class PeopleSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.PEOPLE);
    out.table(
        List.of(Column.names(w.say("people.step"), 0.35), Column.left(w.say("people.said"), 0.65)),
        report.migration().steps().stream()
            .flatMap(
                state ->
                    state.people().stream()
                        .map(said -> List.of(title(state.step().title()), Cell.recorded(said))))
            .toList());
    out.facts(facts(report.migration().roles(), w));
  }

  private static Cell title(String title) {
    return Cell.of(Block.recorded(title, Style.CELL_STRONG));
  }

  private static List<Fact> facts(Roles roles, Wording w) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("people.operators", named(roles.operators(), "people.anyone", w), w));
    facts.add(fact("people.approvers", named(roles.approvers(), "people.others", w), w));
    if (roles.owners().isEmpty()) {
      facts.add(fact("people.owners", named(List.of(), "people.others", w), w));
    }
    roles
        .owners()
        .forEach(
            (data, people) -> {
              String whose =
                  data.equals(Roles.ALL_DATA) ? w.say("people.any") : Names.plain(data.value());
              String names = Names.spelled(named(people, "people.nobody", w));
              facts.add(fact("people.owners", w.say("people.ownersOf", whose, names), w));
            });
    return facts;
  }

  private static Fact fact(String role, String names, Wording w) {
    return new Fact(
        w.say(role),
        List.of(Block.of(names, Style.CELL), Block.of(w.say(role + ".mean"), Style.CELL_MUTED)));
  }

  private static String named(List<String> people, String otherwise, Wording w) {
    return people.isEmpty()
        ? w.say("people.noNames", w.say(otherwise))
        : w.say("people.only", String.join(", ", people));
  }
}
