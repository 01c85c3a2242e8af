package org.migrationauditor.command.runbook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something that the upgrade does not bring along.
 *
 * @param id lower-case letters, digits, dots and hyphens, unique in its runbook
 * @param lost in words
 * @param because why it is lost
 */
public record Loss(String id, String lost, String because) {
  /** What losses are acknowledged by, in order. */
  public static Set<String> ids(List<Loss> losses) {
    Set<String> ids = new LinkedHashSet<>();
    losses.forEach(loss -> ids.add(loss.id()));
    return ids;
  }
}
