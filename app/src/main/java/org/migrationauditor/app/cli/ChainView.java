package org.migrationauditor.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.chain.LinksCompared;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.ChainState;
import org.migrationauditor.messages.query.LinkState;
import org.migrationauditor.messages.query.LinkStatus;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;

/** A chain as lines of text. */
final class ChainView {
  private static final int MOST_FINDINGS = 50;

  private final Terminal terminal;
  private final Platform platform;

  ChainView(Terminal terminal, Platform platform) {
    this.terminal = terminal;
    this.platform = platform;
  }

  /** Of which chain a migration is a link. */
  static String link(ChainState chain, MigrationId migration) {
    return chain
        .link(migration)
        .map(
            link ->
                "link %d of %d of chain %s: ./auditor chain status %s"
                    .formatted(
                        link.place(), chain.links().size(), chain.chainId(), chain.chainId()))
        .orElse(
            "another migration has replaced it in chain %s: ./auditor chain status %s"
                .formatted(chain.chainId(), chain.chainId()));
  }

  void print(ChainState state) {
    terminal.heading("%s  %s to %s".formatted(state.chainId(), state.from(), state.to()));
    terminal.print(
        Terminal.safe(
            "planned by %s, %s".formatted(state.person(), Terminal.time(state.plannedAt()))));
    state.links().forEach(this::print);
  }

  private void print(LinkState link) {
    MigrationId migration = link.migrationId();
    terminal.print(
        "  %d. %-11s %-28s %s%s"
            .formatted(
                link.place(),
                word(link.status()),
                link.runbook(),
                migration == null ? "no migration yet" : "migration " + migration,
                accepted(link)));
    terminal.print(
        "     SHA-256 %s%s"
            .formatted(
                link.runbookDigest(),
                link.runbookDigest().equals(link.foreseenDigest())
                    ? ""
                    : "; not the runbook that was kept with the chain"));
    link.replaced().forEach(other -> terminal.print("     before it: migration " + other));
    if (link.place() > 1 && migration != null && link.sinceLinkBefore().isEmpty()) {
      terminal.print("     since the link before: not compared, so not known");
    }
    for (LinksCompared since : link.sinceLinkBefore()) {
      ComparisonSummary found = since.comparison();
      terminal.print(
          "     since the link before: %s %s -> %s: %s as they were, arrived %s, findings %s"
              .formatted(
                  Terminal.verdict(found.verdict()),
                  found.before(),
                  found.after(),
                  String.format(Locale.ROOT, "%,d", found.compared()),
                  StateView.counts(found.expected()),
                  StateView.counts(found.findings())));
    }
    for (AcknowledgedLoss loss : link.losses()) {
      terminal.print(
          Terminal.safe(
              "     %s, as %s acknowledged: %s (%d:%s)"
                  .formatted(
                      link.status() == LinkStatus.PASSED ? "was lost" : "will be lost",
                      loss.person(),
                      loss.lost(),
                      link.place(),
                      loss.id())));
    }
  }

  private static String accepted(LinkState link) {
    return link.status() == LinkStatus.PASSED && link.verdict() != Verdict.PASSED
        ? "; its verdict is %s, and each finding was accepted".formatted(link.verdict())
        : "";
  }

  private static String word(LinkStatus status) {
    return switch (status) {
      case PENDING -> "to come";
      case PLANNED -> "planned";
      case BEGUN -> "under way";
      case PASSED -> "PASSED";
      case ROLLED_BACK -> "rolled back";
      case BLOCKED -> "BLOCKED";
    };
  }

  /** What went or changed between two links, entry by entry. */
  void findings(ChainState state, Verifier verifier) throws InventoryException {
    for (LinkState link : state.links()) {
      for (LinksCompared since : link.sinceLinkBefore()) {
        if (since.comparison().verdict() != Verdict.PASSED) {
          List<Finding> all = verifier.findings(since.comparison().manifest(), null, MOST_FINDINGS);
          Tables.findings(
              terminal, all.stream().filter(finding -> finding.expectedBecause() == null).toList());
        }
      }
    }
  }

  /** One sentence, ending in the command to type where there is one. */
  String next(ChainState state) {
    return state
        .next()
        .map(link -> next(state, link))
        .orElse("every link is done; ./auditor report tells of each migration");
  }

  private String next(ChainState state, LinkState link) {
    return switch (link.status()) {
      case PENDING -> "link %d: %s".formatted(link.place(), plan(state, link));
      case ROLLED_BACK ->
          "link %d was rolled back to a platform that is as it was; once the cause is mended: %s"
              .formatted(link.place(), plan(state, link));
      case PLANNED, BEGUN -> "link %d: %s".formatted(link.place(), migration(link));
      case BLOCKED ->
          "link %d ended %s, so none may follow; see to the data: ./auditor report %s, then plan what is left as a chain of its own"
              .formatted(link.place(), link.verdict(), link.migrationId());
      case PASSED -> throw new IllegalStateException("a link that has passed comes not next");
    };
  }

  private String migration(LinkState link) {
    MigrationId id = Objects.requireNonNull(link.migrationId());
    if (!platform.migrations().contains(id)) {
      return "migration '%s' was refused when it was to be planned; plan it again".formatted(id);
    }
    MigrationState migration = platform.state(id);
    return migration.completedAt() == null
        ? NextStep.of(migration)
        : "migration '%s' is at its end, and the chain was not told: ./auditor run %s"
            .formatted(id, id);
  }

  private static String plan(ChainState state, LinkState link) {
    String losses =
        link.losses().stream().map(AcknowledgedLoss::id).collect(Collectors.joining(","));
    return "./auditor plan MIGRATION --chain %s --parameters FILE%s"
        .formatted(state.chainId(), losses.isEmpty() ? "" : " --accept-loss " + losses);
  }
}
