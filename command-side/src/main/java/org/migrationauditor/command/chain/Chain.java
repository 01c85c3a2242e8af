package org.migrationauditor.command.chain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.chain.ChainRejection.Code;
import org.migrationauditor.command.chain.Links.Link;
import org.migrationauditor.messages.chain.BeginLink;
import org.migrationauditor.messages.chain.ChainCommand;
import org.migrationauditor.messages.chain.ChainEvent;
import org.migrationauditor.messages.chain.ChainPlanned;
import org.migrationauditor.messages.chain.CompareLinks;
import org.migrationauditor.messages.chain.EndLink;
import org.migrationauditor.messages.chain.LinkBegun;
import org.migrationauditor.messages.chain.LinkEnded;
import org.migrationauditor.messages.chain.LinkPlanned;
import org.migrationauditor.messages.chain.LinksCompared;
import org.migrationauditor.messages.chain.PlanChain;
import org.migrationauditor.messages.chain.PlanLink;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.MigrationId;

/** Decides which migration may be which link of one chain, from what has happened to it. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // replay fills the stream, Axon reads it
final class Chain {
  @AggregateIdentifier private String stream;
  private final Links links = new Links();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PlanChain command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    requireCaller(command, who);
    ChainPlanned planned =
        new ChainPlanned(command.chainId(), command.from(), command.to(), command.links());
    if (planned.equals(links.plan())) {
      return;
    }
    if (links.plan() != null) {
      throw ChainRejection.of(
          Code.OTHER_PLAN,
          command.chainId(),
          "it is planned already, otherwise; nothing was planned, choose another name");
    }
    if (command.links().isEmpty()) {
      throw ChainRejection.of(
          Code.NO_LINKS, command.chainId(), "the chain has no links; nothing was planned");
    }
    apply(planned);
  }

  @CommandHandler
  void handle(PlanLink command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    requireCaller(command, who);
    LinkPlanned planned =
        new LinkPlanned(
            command.chainId(),
            command.place(),
            command.migrationId(),
            command.runbook(),
            command.runbookDigest());
    if (links
        .at(command.place())
        .filter(link -> link.end() == null && link.planned().equals(planned))
        .isPresent()) {
      return;
    }
    new LinkRules(Objects.requireNonNull(links.plan()), links).check(command);
    apply(planned);
  }

  @CommandHandler
  void handle(BeginLink command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    requireCaller(command, who);
    Link link = link(command, command.migrationId());
    if (!link.begun()) {
      apply(new LinkBegun(command.chainId(), link.planned().place(), command.migrationId()));
    }
  }

  @CommandHandler
  void handle(EndLink command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    requireCaller(command, who);
    Link link = link(command, command.migrationId());
    if (link.end() == null) { // there is one end, and nothing after it
      apply(
          new LinkEnded(
              command.chainId(),
              link.planned().place(),
              command.migrationId(),
              command.ending(),
              command.verdict(),
              command.standing()));
    }
  }

  @CommandHandler
  void handle(CompareLinks command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    requireCaller(command, who);
    Link link = link(command, command.migrationId());
    if (link.planned().place() == 1) {
      throw ChainRejection.of(
          Code.FIRST_LINK,
          command.chainId(),
          "migration '%s' is its first link; there is nothing before it to be compared with"
              .formatted(command.migrationId()));
    }
    if (!links.compared(command.before(), command.after())) {
      apply(
          new LinksCompared(
              command.chainId(),
              link.planned().place(),
              command.migrationId(),
              command.before(),
              command.after(),
              command.comparison()));
    }
  }

  @EventSourcingHandler
  void on(ChainEvent event) {
    switch (event) {
      case ChainPlanned planned -> {
        stream = planned.chainId().stream();
        links.plan(planned);
      }
      case LinkPlanned planned -> links.plan(planned);
      case LinkBegun begun -> links.begin(begun);
      case LinkEnded ended -> links.end(ended);
      case LinksCompared compared -> links.compare(compared);
    }
  }

  private Link link(ChainCommand command, MigrationId migration) {
    return links
        .of(migration)
        .orElseThrow(
            () ->
                ChainRejection.of(
                    Code.NOT_A_LINK,
                    command.chainId(),
                    "migration '%s' is no link of it, or another has replaced it; nothing was done, look with ./auditor chain status %s"
                        .formatted(migration, command.chainId())));
  }

  private static void requireCaller(ChainCommand command, @Nullable String who) {
    if (who == null || who.isBlank()) {
      throw ChainRejection.of(
          Code.NO_CALLER,
          command.chainId(),
          "the command does not say who asks; nothing was done, name yourself");
    }
  }
}
