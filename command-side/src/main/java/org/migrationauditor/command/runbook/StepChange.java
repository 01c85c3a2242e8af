package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which fields a step differs from the one it replaces. */
final class StepChange {
  private StepChange() {}

  /** In words; every field counts, however it is written. */
  static String of(YamlNode before, YamlNode after) {
    if (!(before instanceof YamlNode.Mapping one) || !(after instanceof YamlNode.Mapping other)) {
      return "by something else";
    }
    Set<String> fields = new LinkedHashSet<>();
    one.entries().forEach(entry -> fields.add(entry.key()));
    other.entries().forEach(entry -> fields.add(entry.key()));
    List<String> changed = new ArrayList<>();
    for (String field : fields) {
      Optional<String> old = SiteRunbook.entry(one, field).map(YamlWriter::write);
      Optional<String> own = SiteRunbook.entry(other, field).map(YamlWriter::write);
      if (old.isEmpty()) {
        changed.add("adds " + Shown.plain(field));
      } else if (own.isEmpty()) {
        changed.add("drops " + Shown.plain(field));
      } else if (!old.equals(own)) {
        changed.add("changes " + Shown.plain(field));
      }
    }
    return changed.isEmpty() ? "changes nothing" : String.join(", ", changed);
  }
}
