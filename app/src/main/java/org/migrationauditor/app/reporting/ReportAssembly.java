package org.migrationauditor.app.reporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.compare.Excerpts.Excerpt;

/** Cuts the evidence of one migration down to what each report is about. */
final class ReportAssembly {
  static final String WHOLE = "whole migration";

  private final MigrationState migration;
  private final Map<StepId, ComparisonSummary> comparisons = new LinkedHashMap<>();
  private final HistoryHead head;
  private final SealedHead sealed;
  private final ManifestAnswers manifests;
  private final String issue;

  /**
   * For the migration as it stands.
   *
   * @param sealed head of the log, below which all of its events are
   * @param issue tells this issue of reports from earlier ones, usable in a file name
   */
  ReportAssembly(
      MigrationState migration,
      HistoryHead head,
      SealedHead sealed,
      Verifier verifier,
      String issue) {
    this.migration = migration;
    migration.course().stream()
        .map(step -> step.step().stepId())
        .filter(migration.comparisons()::containsKey)
        .forEach(step -> comparisons.put(step, migration.comparisons().get(step)));
    this.head = head;
    this.sealed = sealed;
    this.manifests = new ManifestAnswers(verifier);
    this.issue = issue;
  }

  /**
   * What there is to report.
   *
   * @param owned one per owner, in the owners' order
   */
  record Assembled(IntegrityReport whole, SortedMap<OwnerKey, IntegrityReport> owned) {}

  /** Every report, before it carries a file. */
  Assembled reports() throws InventoryException {
    SortedSet<OwnerKey> owners = owners();
    for (ComparisonSummary comparison : comparisons.values()) {
      manifests.read(comparison, owners);
    }
    SortedMap<OwnerKey, IntegrityReport> owned = new TreeMap<>();
    for (OwnerKey owner : owners) {
      owned.put(owner, report(owner));
    }
    return new Assembled(report(null), owned);
  }

  /** Whoever had something before, and whoever has something unannounced now. */
  private SortedSet<OwnerKey> owners() throws InventoryException {
    SortedSet<OwnerKey> owners = new TreeSet<>();
    for (ComparisonSummary comparison : comparisons.values()) {
      InventorySummary before = inventory(comparison.before());
      if (before.view() != View.FILES) { // the platform's own files belong to no data owner
        owners.addAll(manifests.counts(before).keySet());
        verdicts(comparison)
            .forEach(
                (owner, verdict) -> {
                  if (verdict == Verdict.FAILED) {
                    owners.add(owner);
                  }
                });
      }
    }
    return owners;
  }

  private IntegrityReport report(@Nullable OwnerKey owner) throws InventoryException {
    List<ReportedComparison> reported = new ArrayList<>();
    for (Map.Entry<StepId, ComparisonSummary> entry : comparisons.entrySet()) {
      ReportedComparison comparison = comparison(title(entry.getKey()), entry.getValue(), owner);
      if (owner == null || concerns(comparison)) {
        reported.add(comparison);
      }
    }
    List<StepState> outstanding = outstanding();
    ReportLanguage language = language(owner);
    Verdict verdict =
        Verdict.worst(
            Stream.concat(
                reported.stream().map(ReportedComparison::verdict),
                outstanding.stream().map(step -> Verdict.INDETERMINATE)));
    return new IntegrityReport(
        owner == null ? WHOLE : owner.value(),
        ReportName.of(migration.migrationId(), issue, owner),
        verdict,
        Stream.of(
                rolledBack(language).stream(),
                reported.stream().map(comparison -> reason(comparison, language)),
                outstanding.stream()
                    .map(step -> Sentence.OUTSTANDING.in(language, step.step().title())))
            .flatMap(sentences -> sentences)
            .toList(),
        Scope.notCovered(migration, owner, language),
        reported,
        owner == null ? migration : runRecord(owner, verdict),
        head,
        language,
        sealed,
        replaced(owner == null ? WHOLE : owner.value()),
        List.of());
  }

  private ReportLanguage language(@Nullable OwnerKey owner) {
    return ReportLanguage.of(migration.roles().languageOf(owner == null ? Roles.ALL_DATA : owner))
        .orElse(ReportLanguage.EN);
  }

  /** Id of the last report of a scope; null of the first. */
  private @Nullable String replaced(String scope) {
    return migration.reports().reversed().stream()
        .filter(report -> report.scope().equals(scope))
        .map(IssuedReport::reportId)
        .findFirst()
        .orElse(null);
  }

  /** What the verdict is about once the migration was turned round. */
  private Optional<String> rolledBack(ReportLanguage language) {
    Sentence sentence =
        migration.completedAt() == null ? Sentence.BEING_ROLLED_BACK : Sentence.ROLLED_BACK;
    return Optional.ofNullable(migration.rollback()).map(rollback -> sentence.in(language));
  }

  /** Comparisons that are planned and were not made. */
  private List<StepState> outstanding() {
    return migration.course().stream()
        .filter(step -> step.step().action() == ActionKind.COMPARE_INVENTORIES)
        .filter(step -> !comparisons.containsKey(step.step().stepId()))
        .toList();
  }

  /** The migration without what it says of other owners' data. */
  private MigrationState runRecord(OwnerKey owner, Verdict verdict) {
    return new MigrationState(
        migration.migrationId(),
        migration.runbook(),
        migration.runbookDigest(),
        migration.changes(),
        migration.parameters(),
        migration.unattended(),
        migration.host(),
        migration.tool(),
        migration.plannedAt(),
        migration.sequence(),
        migration.asOf(),
        migration.preview(),
        migration.losses(),
        migration.roles().about(owner),
        OwnersSteps.of(migration.steps()),
        List.of(),
        Map.of(),
        migration.waivers().stream()
            .filter(standing -> standing.waiver().owner().equals(owner))
            .toList(),
        List.of(),
        verdict,
        migration.completedAt(),
        migration.rollback(),
        List.of());
  }

  private ReportedComparison comparison(
      String title, ComparisonSummary comparison, @Nullable OwnerKey owner)
      throws InventoryException {
    InventorySummary before = inventory(comparison.before());
    InventorySummary after = inventory(comparison.after());
    Excerpt excerpt = manifests.findings(comparison, owner);
    return new ReportedComparison(
        title,
        before.view(),
        before.name(),
        after.name(),
        before.manifest(),
        after.manifest(),
        comparison.manifest(),
        manifests.counts(before, owner),
        manifests.counts(after, owner),
        verdict(comparison, owner),
        excerpt.first(),
        excerpt.total(),
        excerpt.groups());
  }

  private Verdict verdict(ComparisonSummary comparison, @Nullable OwnerKey owner)
      throws InventoryException {
    return owner == null
        ? comparison.verdict()
        : verdicts(comparison).getOrDefault(owner, Verdict.INDETERMINATE);
  }

  private SortedMap<OwnerKey, Verdict> verdicts(ComparisonSummary comparison)
      throws InventoryException {
    return manifests.verdicts(
        comparison, inventory(comparison.before()), inventory(comparison.after()));
  }

  private static boolean concerns(ReportedComparison comparison) {
    return !comparison.beforeCounts().equals(ManifestAnswers.NOTHING)
        || !comparison.afterCounts().equals(ManifestAnswers.NOTHING)
        || comparison.findingsTotal() > 0;
  }

  private static String reason(ReportedComparison comparison, ReportLanguage language) {
    Sentence sentence =
        switch (comparison.verdict()) {
          case PASSED -> comparison.findingsTotal() == 0 ? Sentence.IDENTICAL : Sentence.ANNOUNCED;
          case FAILED -> Sentence.DIFFERENT;
          case INDETERMINATE -> Sentence.UNCHECKED;
        };
    return sentence.in(language, comparison.title(), comparison.findingsTotal());
  }

  private InventorySummary inventory(InventoryName name) {
    InventorySummary last = null;
    for (InventorySummary inventory : migration.inventories()) {
      if (inventory.name().equals(name)) {
        last = inventory;
      }
    }
    return Objects.requireNonNull(last, () -> "a comparison names an unknown inventory: " + name);
  }

  private String title(StepId step) {
    return migration.steps().stream()
        .map(StepState::step)
        .filter(planned -> planned.stepId().equals(step))
        .findFirst()
        .orElseThrow()
        .title();
  }
}
