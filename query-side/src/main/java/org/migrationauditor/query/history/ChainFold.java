package org.migrationauditor.query.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.chain.ChainEvent;
import org.migrationauditor.messages.chain.ChainLink;
import org.migrationauditor.messages.chain.ChainPlanned;
import org.migrationauditor.messages.chain.LinkBegun;
import org.migrationauditor.messages.chain.LinkEnded;
import org.migrationauditor.messages.chain.LinkEnding;
import org.migrationauditor.messages.chain.LinkPlanned;
import org.migrationauditor.messages.chain.LinksCompared;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.ChainState;
import org.migrationauditor.messages.query.LinkState;
import org.migrationauditor.messages.query.LinkStatus;

/** Folds the events of one chain, in their order, into its state. Knows nothing else. */
final class ChainFold {
  private final ChainId id;
  private @Nullable ChainPlanned plan;
  private String person = "";
  private Instant at = Instant.EPOCH;
  private final List<Link> links = new ArrayList<>();

  ChainFold(ChainId id) {
    this.id = id;
  }

  void apply(ChainEvent event, Instant when, String who) {
    switch (event) {
      case ChainPlanned planned -> {
        plan = planned;
        person = who;
        at = when;
        planned.links().forEach(link -> links.add(new Link(link)));
      }
      case LinkPlanned planned -> link(planned.place()).plan(planned);
      case LinkBegun begun -> link(begun.place()).begun = true;
      case LinkEnded ended -> link(ended.place()).end = ended;
      case LinksCompared compared -> link(compared.place()).compare(compared);
    }
  }

  /** As of the last event; empty before the plan. */
  Optional<ChainState> state() {
    ChainPlanned known = plan;
    if (known == null) {
      return Optional.empty();
    }
    List<LinkState> states = new ArrayList<>();
    for (Link link : links) {
      states.add(link.state(states.size() + 1));
    }
    return Optional.of(new ChainState(id, known.from(), known.to(), person, at, states));
  }

  private Link link(int place) {
    if (place < 1 || place > links.size()) {
      throw new IllegalStateException(
          "history of chain '%s': link %d was never planned; nothing is shown, put the database back from a backup"
              .formatted(id, place));
    }
    return links.get(place - 1);
  }

  /** What happened to one link. */
  private static final class Link {
    private final ChainLink foreseen;
    private @Nullable LinkPlanned planned;
    private boolean begun;
    private @Nullable LinkEnded end;
    private final List<MigrationId> replaced = new ArrayList<>();
    private final List<LinksCompared> since = new ArrayList<>();

    Link(ChainLink foreseen) {
      this.foreseen = foreseen;
    }

    void plan(LinkPlanned event) {
      if (planned != null && !planned.migrationId().equals(event.migrationId())) {
        replaced.add(planned.migrationId());
      }
      planned = event;
      begun = false;
      end = null;
      since.clear();
    }

    void compare(LinksCompared event) {
      since.removeIf(
          made -> made.comparison().after().equals(event.comparison().after())); // read again
      since.add(event);
    }

    LinkState state(int place) {
      return new LinkState(
          place,
          planned == null ? foreseen.runbook() : planned.runbook(),
          planned == null ? foreseen.runbookDigest() : planned.runbookDigest(),
          foreseen.runbookDigest(),
          foreseen.losses(),
          status(),
          planned == null ? null : planned.migrationId(),
          end == null ? null : end.verdict(),
          replaced,
          since);
    }

    private LinkStatus status() {
      if (planned == null) {
        return LinkStatus.PENDING;
      }
      if (end == null) {
        return begun ? LinkStatus.BEGUN : LinkStatus.PLANNED;
      }
      if (end.standing() != Verdict.PASSED) {
        return LinkStatus.BLOCKED;
      }
      return end.ending() == LinkEnding.COMPLETED ? LinkStatus.PASSED : LinkStatus.ROLLED_BACK;
    }
  }
}
