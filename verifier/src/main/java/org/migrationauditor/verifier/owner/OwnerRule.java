package org.migrationauditor.verifier.owner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.inventory.InventoryEntry;

/**
 * One rule: whose an entry is that meets every condition.
 *
 * @param owner null when each value of an attribute names its own owner
 * @param each that attribute; null when {@code owner} is given
 * @param conditions of an attribute one pattern must match
 * @param prefixes of which the key must begin with one; empty when any key will do
 */
record OwnerRule(
    @Nullable OwnerKey owner,
    @Nullable EntryAttribute each,
    Map<EntryAttribute, List<Glob>> conditions,
    List<String> prefixes) {
  OwnerRule {
    conditions = Map.copyOf(conditions);
    prefixes = List.copyOf(prefixes);
  }

  /** Whether every entry meets it. */
  boolean matchesAll() {
    return each == null && conditions.isEmpty() && prefixes.isEmpty();
  }

  /** Whether an entry meets a rule; unknown where that is up to a value that is not known. */
  enum Met {
    YES,
    NO,
    UNKNOWN
  }

  /** Whether an entry meets every condition. */
  Met met(InventoryEntry entry) {
    if (!prefixes.isEmpty() && prefixes.stream().noneMatch(entry.key()::startsWith)) {
      return Met.NO;
    }
    boolean known = each == null || each.known(entry);
    for (Map.Entry<EntryAttribute, List<Glob>> condition : conditions.entrySet()) {
      if (!condition.getKey().known(entry)) {
        known = false;
      } else if (!matches(condition.getKey().of(entry), condition.getValue())) {
        return Met.NO;
      }
    }
    return known ? Met.YES : Met.UNKNOWN;
  }

  private static boolean matches(@Nullable String value, List<Glob> patterns) {
    return value != null && patterns.stream().anyMatch(pattern -> pattern.matches(value));
  }
}
