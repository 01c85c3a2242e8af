package org.migrationauditor.command.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.chain.ChainPlanned;
import org.migrationauditor.messages.chain.LinkBegun;
import org.migrationauditor.messages.chain.LinkEnded;
import org.migrationauditor.messages.chain.LinkEnding;
import org.migrationauditor.messages.chain.LinkPlanned;
import org.migrationauditor.messages.chain.LinksCompared;
import org.migrationauditor.messages.migration.MigrationId;

/** What has happened to the links of a chain, as far as later decisions rest on it. */
final class Links {
  private @Nullable ChainPlanned plan;
  private final TreeMap<Integer, Link> links = new TreeMap<>();
  private final Set<MigrationId> names = new HashSet<>();
  private final List<LinksCompared> comparisons = new ArrayList<>();

  /** A link that has a migration. */
  record Link(LinkPlanned planned, boolean begun, @Nullable LinkEnded end) {
    boolean passed() {
      return end != null
          && end.ending() == LinkEnding.COMPLETED
          && end.standing() == Verdict.PASSED;
    }

    /** Whether another migration may take its place. */
    boolean replaceable() {
      return end == null
          ? !begun
          : end.ending() == LinkEnding.ROLLED_BACK && end.standing() == Verdict.PASSED;
    }
  }

  void plan(ChainPlanned event) {
    plan = event;
  }

  void plan(LinkPlanned event) {
    links.put(event.place(), new Link(event, false, null));
    names.add(event.migrationId());
    comparisons.removeIf(made -> made.place() == event.place());
  }

  void begin(LinkBegun event) {
    links.computeIfPresent(
        event.place(), (place, link) -> new Link(link.planned(), true, link.end()));
  }

  void end(LinkEnded event) {
    links.computeIfPresent(
        event.place(), (place, link) -> new Link(link.planned(), link.begun(), event));
  }

  void compare(LinksCompared event) {
    comparisons.add(event);
  }

  /** Null before the plan. */
  @Nullable ChainPlanned plan() {
    return plan;
  }

  /** Place of the first link that has not passed; one more than there are when all have. */
  int next() {
    int place = 1;
    while (at(place).filter(Link::passed).isPresent()) {
      place++;
    }
    return place;
  }

  Optional<Link> at(int place) {
    return Optional.ofNullable(links.get(place));
  }

  /** The link that a migration is now. */
  Optional<Link> of(MigrationId migration) {
    return links.values().stream()
        .filter(link -> link.planned().migrationId().equals(migration))
        .findFirst();
  }

  /** Whether a migration is or was a link. */
  boolean knows(MigrationId migration) {
    return names.contains(migration);
  }

  boolean compared(ContentDigest before, ContentDigest after) {
    return comparisons.stream()
        .anyMatch(made -> made.before().equals(before) && made.after().equals(after));
  }
}
