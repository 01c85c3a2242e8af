package org.migrationauditor.messages.query;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.StepId;

/**
 * What a person decided, what the history held at that moment, and what came to light only
 * afterwards. What the person looked at of it is not recorded.
 *
 * @param event the decision
 * @param tool version of this program by which it was recorded
 * @param comparisons that counted then
 * @param reports that were issued and not superseded then
 * @param waivers of findings that stood then
 * @param losses that were acknowledged by then
 * @param undone steps whose last attempt had failed or was uncertain then
 * @param acted events of each person who had acted before, count
 * @param later events that contradict what was known then, or take the decision back
 */
public record Decision(
    TimelineEntry event,
    String tool,
    List<KnownComparison> comparisons,
    List<IssuedReport> reports,
    List<StandingWaiver> waivers,
    List<AcknowledgedLoss> losses,
    List<StepId> undone,
    Map<String, Long> acted,
    List<TimelineEntry> later) {
  public Decision {
    comparisons = List.copyOf(comparisons);
    reports = List.copyOf(reports);
    waivers = List.copyOf(waivers);
    losses = List.copyOf(losses);
    undone = List.copyOf(undone);
    acted = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(acted)));
    later = List.copyOf(later);
  }
}
