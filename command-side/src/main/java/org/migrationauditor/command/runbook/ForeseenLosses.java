package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What runbooks that are to follow each other do not bring along, all told before the first.
 *
 * @param links in order
 */
public record ForeseenLosses(List<Runbook> links) {
  public ForeseenLosses {
    links = List.copyOf(links);
  }

  /** Losses by what they are acknowledged by, such as {@code 3:tags} for the third link. */
  public Map<String, Loss> byId() {
    Map<String, Loss> losses = new LinkedHashMap<>();
    for (int place = 1; place <= links.size(); place++) {
      for (Loss loss : links.get(place - 1).losses()) {
        losses.put(place + ":" + loss.id(), loss);
      }
    }
    return losses;
  }

  /**
   * Refuses the chain unless every loss of every link is acknowledged.
   *
   * @param ids such as {@code 3:tags}
   * @throws RunbookException with one line for each loss that is not and each id that is none, and
   *     a last one that says how it is done
   */
  public void requireAcknowledged(Set<String> ids) {
    Map<String, Loss> open = byId();
    Set<String> unknown = new TreeSet<>(ids);
    unknown.removeAll(open.keySet());
    open.keySet().removeAll(ids);
    List<String> lines = new ArrayList<>();
    open.forEach(
        (id, loss) ->
            lines.add(
                "loss '%s': %s will be lost by %s, since %s"
                    .formatted(id, loss.lost(), link(id), loss.because())));
    for (String id : unknown) {
      lines.add("loss %s: no link names such a loss; leave it out".formatted(Shown.quoted(id)));
    }
    if (!open.isEmpty()) {
      lines.add(
          "nothing was planned; if all that may be lost, say so with --accept-loss "
              + String.join(",", open.keySet()));
    }
    if (!lines.isEmpty()) {
      throw new RunbookException(lines);
    }
  }

  private String link(String id) {
    return links.get(Integer.parseInt(id.substring(0, id.indexOf(':'))) - 1).id().value();
  }
}
