package org.migrationauditor.command.chain;

import org.migrationauditor.command.chain.ChainRejection.Code;
import org.migrationauditor.command.chain.Links.Link;
import org.migrationauditor.messages.chain.ChainPlanned;
import org.migrationauditor.messages.chain.LinkEnded;
import org.migrationauditor.messages.chain.LinkEnding;
import org.migrationauditor.messages.chain.PlanLink;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;

/** Whose turn it is: a link is planned when the one before it has passed, and not sooner. */
final class LinkRules {
  private static final String UNPLANNED = "; nothing was planned, ";

  private final ChainPlanned plan;
  private final Links links;

  LinkRules(ChainPlanned plan, Links links) {
    this.plan = plan;
    this.links = links;
  }

  /** Refuses a migration that cannot be that link now. */
  void check(PlanLink command) {
    int next = links.next();
    if (next > plan.links().size()) {
      throw refused(
          Code.COMPLETED, "all " + plan.links().size() + " links have passed; nothing was planned");
    }
    links.at(next).ifPresent(this::checkReplaceable);
    if (command.place() != next) {
      throw refused(
          Code.OUT_OF_ORDER,
          "link %d comes next, not link %d%slook with ./auditor chain status %s"
              .formatted(next, command.place(), UNPLANNED, chain()));
    }
    checkRunbook(command, plan.links().get(next - 1).runbook());
    checkName(command.migrationId(), next);
  }

  private void checkReplaceable(Link link) {
    LinkEnded end = link.end();
    if (end == null && link.begun()) {
      MigrationId migration = link.planned().migrationId();
      throw refused(
          Code.LINK_OPEN,
          "link %d is migration '%s', which has begun and is not at its end%srun it to its end or go back: ./auditor status %s"
              .formatted(link.planned().place(), migration, UNPLANNED, migration));
    }
    if (end != null && !link.replaceable()) {
      throw refused(Code.LINK_NOT_PASSED, notPassed(end));
    }
  }

  private String notPassed(LinkEnded end) {
    return "link %d is migration '%s', which %s and is %s%ssee to the data first: ./auditor report %s, then plan what is left as a chain of its own"
        .formatted(
            end.place(),
            end.migrationId(),
            end.ending() == LinkEnding.COMPLETED ? "is complete" : "was rolled back",
            end.standing(),
            UNPLANNED,
            end.migrationId());
  }

  private void checkRunbook(PlanLink command, RunbookId foreseen) {
    String given = command.runbook().value();
    if (!given.equals(foreseen.value()) && !given.startsWith(foreseen.value() + ".")) {
      throw refused(
          Code.OTHER_RUNBOOK,
          "link %d is by runbook '%s', not by '%s'%sleave the runbook out, or give one of that name"
              .formatted(command.place(), foreseen, given, UNPLANNED));
    }
  }

  /** The name of a plan that changed nothing may be given once more, as after a mistake in it. */
  private void checkName(MigrationId migration, int place) {
    boolean again =
        links
            .at(place)
            .filter(link -> link.end() == null)
            .filter(link -> link.planned().migrationId().equals(migration))
            .isPresent();
    if (links.knows(migration) && !again) {
      throw refused(
          Code.NAME_TAKEN,
          "migration '%s' is or was a link of it already%schoose another name"
              .formatted(migration, UNPLANNED));
    }
  }

  private ChainId chain() {
    return plan.chainId();
  }

  private ChainRejection refused(Code code, String what) {
    return ChainRejection.of(code, chain(), what);
  }
}
