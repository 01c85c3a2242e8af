package org.migrationauditor.command.action;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.Trouble;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.InventoryOrder;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.archive.ArchiveAddress;
import org.migrationauditor.verifier.compare.Others;

/** Inventories, comparisons and reports: what others do and a step asks for. */
final class Archives {
  private final Verifier verifier;
  private final ReportIssuer reports;

  Archives(Verifier verifier, ReportIssuer reports) {
    this.verifier = verifier;
    this.reports = reports;
  }

  ActionResult inventory(
      Action.TakeInventory action, ActionContext context, ActionPerformer.Attempt attempt)
      throws InterruptedException {
    return inventory(
        action.name(),
        PathBytes.shown(action.root()),
        action.only(),
        context,
        attempt,
        (purpose, task) ->
            verifier.inventory(action.name(), action.view(), action.root(), purpose, task));
  }

  ActionResult inventory(
      InventoryName name,
      ArchiveAddress address,
      ActionContext context,
      ActionPerformer.Attempt attempt)
      throws InterruptedException {
    return inventory(
        name,
        PathBytes.shown(address.toString()),
        List.of(),
        context,
        attempt,
        (purpose, task) -> verifier.inventory(new InventoryOrder(name, address, purpose), task));
  }

  /** Reads one archive to its end. */
  private interface Reading {
    InventorySummary take(String purpose, Console.Task task)
        throws InventoryException, InterruptedException;
  }

  private ActionResult inventory(
      InventoryName name,
      String place,
      List<String> only,
      ActionContext context,
      ActionPerformer.Attempt attempt,
      Reading reading)
      throws InterruptedException {
    InventorySummary summary;
    ContentDigest shares;
    String title = "inventory '%s' of %s".formatted(name, place);
    try (Console.Task task = context.console().task(title)) {
      summary = reading.take("%s %s".formatted(context.migrationId(), context.stepId()), task);
      shares = shares(summary.manifest());
    } catch (InventoryException | IllegalArgumentException e) { // no address of its scheme
      return attempt.ended(() -> Deed.failed(sentence(context, e)));
    }
    Observation[] seen;
    try {
      seen = seen(only, summary);
    } catch (InventoryException e) {
      return attempt.ended(() -> Deed.failed(sentence(context, e)));
    }
    Outcome outcome = attempt.outcome(() -> Deed.done(seen), Duration.ZERO);
    return new ActionResult.Inventoried(summary, shares, outcome);
  }

  ActionResult compare(
      Action.CompareInventories action, ActionContext context, ActionPerformer.Attempt attempt)
      throws InterruptedException {
    ActionContext.Taken before = context.inventories().get(action.before());
    ActionContext.Taken after = context.inventories().get(action.after());
    if (before == null || after == null) {
      return attempt.ended(() -> Deed.failed(missing(action, context, before)));
    }
    ComparisonSummary summary;
    ContentDigest shares;
    String title = "comparing '%s' with '%s'".formatted(action.before(), action.after());
    try (Console.Task task = context.console().task(title)) {
      summary = verifier.compare(before.inventory(), after.inventory(), action.expected());
      shares = shares(summary.manifest());
      task.advance(summary.compared(), 0);
    } catch (InventoryException e) {
      return attempt.ended(() -> Deed.failed(sentence(context, e)));
    }
    Outcome outcome = attempt.outcome(Deed::done, Duration.ZERO);
    return new ActionResult.Compared(summary, shares, withVerdict(outcome, summary));
  }

  /** What lets each owner prove later that what they are shown is all that is theirs. */
  private @Nullable ContentDigest shares(ContentDigest manifest) throws InventoryException {
    return verifier.shares(manifest).map(shares -> new ShareTree(shares).root()).orElse(null);
  }

  ActionResult reports(ActionContext context, ActionPerformer.Attempt attempt)
      throws InterruptedException {
    List<IssuedReport> issued;
    try (Console.Task task = context.console().task("issuing reports")) {
      issued = reports.issue(context.migrationId(), task);
    } catch (IOException e) {
      return attempt.ended(
          () ->
              Deed.failed(
                  "step '%s': reports: %s; none was issued, see to it and run again"
                      .formatted(context.stepId(), Trouble.of(e))));
    }
    Outcome outcome = attempt.outcome(() -> Deed.done(written(issued)), Duration.ZERO);
    return new ActionResult.Reported(issued, outcome);
  }

  /** A person's word; what it is worth is for the step's checks to say. */
  static Deed attested() {
    return Deed.done(
        new Observation(
            "a person says that it was done", Verdict.PASSED, "an attestation is in the history"));
  }

  private Observation[] seen(List<String> only, InventorySummary summary)
      throws InventoryException {
    if (only.isEmpty()) {
      return new Observation[] {counted(summary)};
    }
    Others others = verifier.others(summary.manifest(), only);
    Observation nothingElse =
        new Observation(
            "nothing but %s is in it".formatted(PathBytes.shown(String.join(", ", only))),
            others.count() > 0
                ? Verdict.FAILED
                : summary.counts().unreadable() > 0 ? Verdict.INDETERMINATE : Verdict.PASSED,
            String.format(Locale.ROOT, "%,d other entries", others.count())
                + (others.count() == 0
                    ? ""
                    : ", first '%s'".formatted(PathBytes.shown(others.first()))));
    return new Observation[] {counted(summary), nothingElse};
  }

  private static Observation counted(InventorySummary summary) {
    InventoryCounts counts = summary.counts();
    long entries = counts.instances() + counts.objects() + counts.files();
    return new Observation(
        "the archive was listed to its end",
        Verdict.PASSED,
        String.format(
            Locale.ROOT,
            "%,d entries, %,d bytes, %,d unreadable, %,d malformed; manifest %s",
            entries,
            counts.bytes(),
            counts.unreadable(),
            counts.malformed(),
            summary.manifest()));
  }

  /**
   * A comparison that found differences was made all the same: its verdict is shown and weighed by
   * the steps that need it, and fails no step of its own.
   */
  private static Outcome withVerdict(Outcome outcome, ComparisonSummary summary) {
    List<Observation> all = new ArrayList<>();
    all.add(compared(summary));
    all.addAll(outcome.observations());
    boolean othersPassed =
        outcome.observations().stream().allMatch(o -> o.verdict() == Verdict.PASSED);
    return new Outcome(
        othersPassed ? Outcome.Result.SUCCEEDED : Outcome.Result.FAILED,
        outcome.durationMillis(),
        null,
        null,
        all,
        othersPassed ? "" : outcome.reason());
  }

  private static Observation compared(ComparisonSummary summary) {
    return new Observation(
        "'%s' and '%s' hold the same".formatted(summary.before(), summary.after()),
        summary.verdict(),
        String.format(
            Locale.ROOT,
            "%,d equal, %,d findings, %,d announced",
            summary.compared(),
            total(summary.findings().values()),
            total(summary.expected().values())));
  }

  private static long total(Iterable<Long> counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  private static Observation written(List<IssuedReport> issued) {
    return new Observation(
        "reports were signed and written",
        issued.isEmpty() ? Verdict.FAILED : Verdict.PASSED,
        String.format(Locale.ROOT, "%d reports", issued.size()));
  }

  private static String missing(
      Action.CompareInventories action,
      ActionContext context,
      ActionContext.@Nullable Taken before) {
    InventoryName missing = before == null ? action.before() : action.after();
    return "step '%s': inventory '%s': was not taken; nothing was compared, take it first"
        .formatted(context.stepId(), missing);
  }

  private static String sentence(ActionContext context, Exception e) {
    return "step '%s': %s"
        .formatted(context.stepId(), PathBytes.shown(String.valueOf(e.getMessage())));
  }
}
