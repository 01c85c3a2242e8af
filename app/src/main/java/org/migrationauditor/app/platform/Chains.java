package org.migrationauditor.app.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.run.Caller;
import org.migrationauditor.command.run.MigrationCommands;
import org.migrationauditor.command.run.Runner;
import org.migrationauditor.command.runbook.ForeseenLosses;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Runbook;
import org.migrationauditor.command.runbook.Runbooks;
import org.migrationauditor.command.runbook.UpgradePath;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.messages.chain.ChainLink;
import org.migrationauditor.messages.chain.EndLink;
import org.migrationauditor.messages.chain.LinkEnding;
import org.migrationauditor.messages.chain.PlanChain;
import org.migrationauditor.messages.chain.PlanLink;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.ChainPlace;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.ChainState;
import org.migrationauditor.messages.query.LinkState;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.history.ChainHistory;
import org.migrationauditor.query.history.MigrationHistory;

/** Chains of a home: upgrades that follow each other, each a migration of its own. */
public final class Chains {
  private final Home home;
  private final StoredEvents stored;
  private final ChainHistory chains;
  private final MigrationHistory migrations;
  private final MigrationCommands commands;

  Chains(
      Home home,
      StoredEvents stored,
      ChainHistory chains,
      MigrationHistory migrations,
      MigrationCommands commands) {
    this.home = home;
    this.stored = stored;
    this.chains = chains;
    this.migrations = migrations;
    this.commands = commands;
  }

  /**
   * Keeps the runbooks by their digests and plans the chain.
   *
   * @param acknowledged losses of all links, such as {@code 3:tags}
   * @throws org.migrationauditor.command.runbook.RunbookException if no runbooks lead there, or a
   *     loss is not acknowledged; nothing was planned then
   */
  public ChainState plan(ChainId id, String from, String to, Set<String> acknowledged, String who) {
    List<Runbook> runbooks = UpgradePath.between(from, to);
    new ForeseenLosses(runbooks).requireAcknowledged(acknowledged);
    List<ChainLink> links = new ArrayList<>();
    for (Runbook runbook : runbooks) {
      home.keepRunbook(runbook.digest(), Runbooks.bytes(runbook.id().value()).orElseThrow());
      links.add(
          new ChainLink(
              runbook.id(),
              runbook.digest(),
              runbook.losses().stream()
                  .map(loss -> new AcknowledgedLoss(loss.id(), loss.lost(), who))
                  .toList()));
    }
    send(new PlanChain(id, from, to, links), who);
    return state(id);
  }

  /** The chain named, or the only one there is. */
  public ChainId resolve(@Nullable String name) {
    if (name != null) {
      return state(new ChainId(name)).chainId();
    }
    List<ChainId> known = stored.chains();
    return switch (known.size()) {
      case 0 -> throw refused("no chain is planned in this home; start with ./auditor chain plan");
      case 1 -> known.getFirst();
      default -> throw refused("several chains are planned, name one of them: " + names(known));
    };
  }

  /** The chain as it stands. */
  public ChainState state(ChainId id) {
    return chains
        .state(id)
        .orElseThrow(
            () ->
                refused(
                    "chain '%s': is not planned in this home, which knows %s; plan it with ./auditor chain plan"
                        .formatted(id, names(stored.chains()))));
  }

  /** The chain that a migration is or was a link of; empty when it stands alone. */
  public Optional<ChainState> of(MigrationId migration) {
    return stored.chains().stream()
        .flatMap(id -> chains.state(id).stream())
        .filter(chain -> chain.knows(migration))
        .findFirst();
  }

  /** The runbook of the link whose turn it is, as it was kept with the chain. */
  public RunbookFile runbook(ChainId id, String who) {
    return home.kept(turn(upToDate(id, who)).foreseenDigest());
  }

  /**
   * Makes a migration that is about to be planned the link whose turn it is.
   *
   * @return its place, for the migration's own history
   * @throws org.migrationauditor.command.chain.ChainRejection if it cannot be; nothing was planned
   */
  ChainPlace planLink(ChainId id, MigrationId migration, Plan plan, String who) {
    requireOwn(id, migration);
    ChainState state = upToDate(id, who);
    int place = turn(state).place();
    send(new PlanLink(id, place, migration, plan.runbook(), plan.digest()), who);
    return new ChainPlace(id, place, state.links().size());
  }

  /** As it stands once it was told of an end that a crash kept from it. */
  private ChainState upToDate(ChainId id, String who) {
    state(id).next().ifPresent(link -> tellEnd(id, link, who));
    return state(id);
  }

  /** A migration that was planned apart from the chain would be taken for its link. */
  private void requireOwn(ChainId id, MigrationId migration) {
    boolean elsewhere =
        of(migration)
            .map(chain -> !chain.chainId().equals(id))
            .orElseGet(() -> migrations.state(migration).isPresent());
    if (elsewhere) {
      throw refused(
          "migration '%s': is planned already, and not as a link of chain '%s'; nothing was planned, choose another name"
              .formatted(migration, id));
    }
  }

  /** Refuses a plan without the chain under a name that a chain has for a link. */
  void requireNoLink(MigrationId migration) {
    of(migration)
        .ifPresent(
            chain -> {
              throw refused(
                  "migration '%s': the name is that of a link of chain '%s'; nothing was planned, choose another name or plan it with --chain %s"
                      .formatted(migration, chain.chainId(), chain.chainId()));
            });
  }

  /** The run of a migration that is a link; empty when it stands alone. */
  Optional<LinkRun> run(MigrationId migration, String who) {
    return of(migration).map(chain -> new LinkRun(this, home.verifier(), chain, migration, who));
  }

  /** Tells a chain that a link's migration is at its end, when it is. */
  void tellEnd(ChainId id, LinkState link, String who) {
    MigrationId migration = link.migrationId();
    if (migration == null || link.ended()) {
      return;
    }
    migrations
        .state(migration)
        .filter(state -> state.completedAt() != null)
        .ifPresent(
            state ->
                send(
                    new EndLink(
                        id,
                        migration,
                        state.rollback() == null ? LinkEnding.COMPLETED : LinkEnding.ROLLED_BACK,
                        state.verdict(),
                        state.standing()),
                    who));
  }

  MigrationState migration(MigrationId id) {
    return migrations.state(id).orElseThrow();
  }

  void send(Object command, String who) {
    commands.send(command, new Caller(who, Runner.bootId(Map.of())));
  }

  private static LinkState turn(ChainState state) {
    return state
        .next()
        .orElseThrow(
            () ->
                refused(
                    "chain '%s': all %d links have passed; nothing was planned"
                        .formatted(state.chainId(), state.links().size())));
  }

  private static String names(List<ChainId> known) {
    return known.isEmpty()
        ? "none"
        : known.stream().map(ChainId::value).collect(Collectors.joining(", "));
  }

  private static CommandFailure refused(String sentence) {
    return new CommandFailure(ExitStatus.REFUSED, sentence);
  }
}
