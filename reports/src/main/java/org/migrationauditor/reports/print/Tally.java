package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.migrationauditor.messages.report.ReportedComparison;

/**
 * One measure of the picture on page one.
 *
 * @param comparison in which it was counted: of those that know the measure the one with the worst
 *     verdict, of equals the last
 */
record Tally(Measure measure, ReportedComparison comparison) {
  private static final List<Measure> IMAGES =
      List.of(Measure.INSTANCES, Measure.STUDIES, Measure.SERIES, Measure.INSTANCE_BYTES);
  private static final List<Measure> STORE = List.of(Measure.OBJECTS, Measure.OBJECT_BYTES);
  private static final List<Measure> OTHER = List.of(Measure.FILES, Measure.BYTES);

  /** Studies, series, instances and objects with their sizes; other files where there are none. */
  static List<Tally> of(List<ReportedComparison> comparisons) {
    List<Tally> tallies = new ArrayList<>(of(IMAGES, comparisons));
    tallies.addAll(of(STORE, comparisons));
    return tallies.isEmpty() ? ofAny(OTHER, comparisons.stream()) : tallies;
  }

  private static List<Tally> of(List<Measure> measures, List<ReportedComparison> comparisons) {
    Measure first = measures.getFirst();
    return ofAny(
        measures,
        comparisons.stream()
            .filter(one -> first.in(one.beforeCounts()) > 0 || first.in(one.afterCounts()) > 0));
  }

  private static List<Tally> ofAny(List<Measure> measures, Stream<ReportedComparison> comparisons) {
    return comparisons
        .reduce((worst, next) -> next.verdict().compareTo(worst.verdict()) >= 0 ? next : worst)
        .map(one -> tallies(measures, one))
        .orElse(List.of());
  }

  /** In the order of the measures; what could not be read is never left out. */
  private static List<Tally> tallies(List<Measure> measures, ReportedComparison comparison) {
    Tally unread = new Tally(Measure.UNREADABLE, comparison);
    Stream<Measure> known =
        unread.before() + unread.after() > 0
            ? Stream.concat(measures.stream(), Stream.of(Measure.UNREADABLE))
            : measures.stream();
    return known.sorted().map(measure -> new Tally(measure, comparison)).toList();
  }

  long before() {
    return measure.in(comparison.beforeCounts());
  }

  long after() {
    return measure.in(comparison.afterCounts());
  }
}
