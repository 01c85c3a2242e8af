package org.migrationauditor.app.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.command.runbook.Undo;
import org.migrationauditor.messages.chain.BeginLink;
import org.migrationauditor.messages.chain.CompareLinks;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.query.ChainState;
import org.migrationauditor.messages.query.LinkState;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;

/** What a chain must know of a run of one of its links, and tells of the link before. */
final class LinkRun {
  /** Of data that the platform keeps as it came; its databases change whenever it runs. */
  private static final Set<View> COMPARED =
      Set.of(View.DICOM_FILES, View.MINIO_FS, View.MINIO_XL, View.S3);

  private static final List<ExpectedChange> ARRIVALS =
      List.of(new ExpectedChange(FindingCode.EXTRA, "**", "arrived between the links"));

  private final Chains chains;
  private final Verifier verifier;
  private final ChainId chain;
  private final MigrationId migration;
  private final String who;

  LinkRun(Chains chains, Verifier verifier, ChainState chain, MigrationId migration, String who) {
    this.chains = chains;
    this.verifier = verifier;
    this.chain = chain.chainId();
    this.migration = migration;
    this.who = who;
  }

  /** Two inventories of one place, the earlier link's last and the later link's first. */
  record Pair(InventorySummary before, InventorySummary after) {
    /** Those of two migrations, in the order of the later one. */
    static List<Pair> of(List<InventorySummary> earlier, List<InventorySummary> later) {
      List<Pair> pairs = new ArrayList<>();
      for (InventorySummary after : later) {
        boolean first = pairs.stream().noneMatch(pair -> pair.after().root().equals(after.root()));
        if (first && COMPARED.contains(after.view())) {
          earlier.reversed().stream()
              .filter(before -> before.root().equals(after.root()))
              .filter(before -> before.view().comparableWith(after.view()))
              .findFirst()
              .ifPresent(before -> pairs.add(new Pair(before, after)));
        }
      }
      return pairs;
    }
  }

  /**
   * A watcher before whose steps the chain is asked, and after whose readings it is told.
   *
   * @param console told what differs from what the link before had read
   * @throws CommandFailure if another migration has replaced this one; nothing was run
   */
  RunWatcher watching(RunWatcher watcher, Console console) {
    requireCurrent();
    compare(console); // what was read before a crash
    return new RunWatcher() {
      @Override
      public void starting(Step step, int number, int of, int attempt, boolean resumed) {
        if (step.planned().action().changesHost() && step.undo().way() != Undo.Way.NOTHING) {
          chains.send(new BeginLink(chain, migration), who);
        }
        watcher.starting(step, number, of, attempt, resumed);
      }

      @Override
      public void ended(Step step, Outcome outcome) {
        watcher.ended(step, outcome);
        if (step.planned().action() == ActionKind.TAKE_INVENTORY) {
          compare(console);
        }
      }
    };
  }

  /** Tells the chain that the migration is at its end. */
  void ended() {
    chains.state(chain).link(migration).ifPresent(link -> chains.tellEnd(chain, link, who));
  }

  private void requireCurrent() {
    if (chains.state(chain).link(migration).isEmpty()
        && chains.migration(migration).completedAt() == null) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "migration '%s': another migration is that link of chain '%s' now; nothing was run, look with ./auditor chain status %s"
              .formatted(migration, chain, chain));
    }
  }

  private void compare(Console console) {
    ChainState state = chains.state(chain);
    LinkState link = state.link(migration).orElse(null);
    if (link == null || link.place() == 1 || link.ended()) {
      return;
    }
    MigrationId earlier = Objects.requireNonNull(state.links().get(link.place() - 2).migrationId());
    for (Pair pair :
        Pair.of(
            chains.migration(earlier).inventories(), chains.migration(migration).inventories())) {
      if (!made(link, pair)) {
        compare(pair, console);
      }
    }
  }

  private static boolean made(LinkState link, Pair pair) {
    return link.sinceLinkBefore().stream()
        .anyMatch(
            made ->
                made.before().equals(pair.before().manifest())
                    && made.after().equals(pair.after().manifest()));
  }

  private void compare(Pair pair, Console console) {
    try {
      ComparisonSummary found = verifier.compare(pair.before(), pair.after(), ARRIVALS);
      chains.send(
          new CompareLinks(
              chain, migration, pair.before().manifest(), pair.after().manifest(), found),
          who);
      console.output(
          "since the link before, '%s' to '%s': %s, arrived %s, findings %s; ./auditor chain status %s"
              .formatted(
                  found.before(),
                  found.after(),
                  found.verdict(),
                  counts(found.expected()),
                  counts(found.findings()),
                  chain));
    } catch (InventoryException e) {
      console.output(
          "what changed since the link before is not known: %s".formatted(e.getMessage()));
    }
  }

  private static String counts(Map<FindingCode, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
            .collect(Collectors.joining(", "));
  }
}
