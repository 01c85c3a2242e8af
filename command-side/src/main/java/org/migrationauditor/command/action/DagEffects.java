package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.archive.ArchiveAddress;

/** What runs of the platform must have left, held against an inventory that was taken. */
final class DagEffects {
  private static final String INDEX_SCHEME = "opensearch";
  private static final InventoryName INDEX = new InventoryName("index");
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int NAMED = 10;
  private static final Pattern UID = Pattern.compile("[0-9][0-9.]{0,63}");
  private static final int FINDINGS_READ = 10_000;

  private final Verifier verifier;
  private final ActionContext context;
  private final Duration settling;

  /**
   * @param patience bounds how long it is waited for what is not to be seen yet
   */
  DagEffects(Verifier verifier, ActionContext context, Duration patience) {
    this.verifier = verifier;
    this.context = context;
    settling = patience.compareTo(LONGEST_SETTLING) < 0 ? patience : LONGEST_SETTLING;
  }

  List<Observation> of(Action.AwaitDagRuns.Effect effect)
      throws IOException, InventoryException, InterruptedException {
    return switch (effect) {
      case Action.AwaitDagRuns.Indexed indexed -> List.of(settled(indexed));
      case Action.AwaitDagRuns.Depicted depicted -> depicted(depicted);
    };
  }

  /** An index shows what was written to it only a little later. */
  private Observation settled(Action.AwaitDagRuns.Indexed effect)
      throws IOException, InventoryException, InterruptedException {
    long deadline = System.nanoTime() + settling.toNanos();
    while (true) {
      Observation seen = indexed(effect);
      if (seen.verdict() == Verdict.PASSED || System.nanoTime() - deadline >= 0) {
        return seen;
      }
      Thread.sleep(PAUSE);
    }
  }

  private Observation indexed(Action.AwaitDagRuns.Indexed effect)
      throws IOException, InventoryException, InterruptedException {
    InventorySummary files = context.taken(effect.inventory());
    InventorySummary index;
    try (Console.Task task = context.console().task("reading the metadata index")) {
      index = verifier.inventory(INDEX, new ArchiveAddress(INDEX_SCHEME, effect.index()), task);
    }
    AgreementSummary agreement = verifier.agree(List.of(files, index));
    long missing = agreement.findings().getOrDefault(FindingCode.NOT_IN_INDEX, 0L);
    long extra = agreement.findings().getOrDefault(FindingCode.ONLY_IN_INDEX, 0L);
    boolean whole = files.counts().unreadable() == 0 && index.counts().unreadable() == 0;
    boolean same = missing == 0 && extra == 0 && files.counts().series() == index.counts().series();
    Verdict verdict =
        whole && files.counts().series() > 0
            ? same ? Verdict.PASSED : Verdict.FAILED
            : missing + extra > 0 ? Verdict.FAILED : Verdict.INDETERMINATE;
    return new Observation(
        "the metadata index holds each series of inventory '%s' and no other"
            .formatted(effect.inventory()),
        verdict,
        String.format(
            Locale.ROOT,
            "%,d series in the files, %,d in the index; %,d missing in it, %,d only in it%s; findings %s",
            files.counts().series(),
            index.counts().series(),
            missing,
            extra,
            named(agreement),
            agreement.manifest()));
  }

  private String named(AgreementSummary agreement) throws InventoryException {
    List<String> series =
        verifier.findings(agreement.manifest(), null, FINDINGS_READ).stream()
            .filter(
                finding ->
                    finding.code() == FindingCode.NOT_IN_INDEX
                        || finding.code() == FindingCode.ONLY_IN_INDEX)
            .map(Finding::seriesInstanceUid)
            .map(String::valueOf)
            .toList();
    return series.isEmpty() ? "" : ": " + named(series);
  }

  /** The first of them; a stranger's file may have anything in the place of a UID. */
  private static String named(List<String> series) {
    return series.stream()
        .limit(NAMED)
        .map(uid -> UID.matcher(uid).matches() ? uid : "(no UID)")
        .collect(Collectors.joining(", "));
  }

  /** A thumbnail is an object of that one key, which lies below the bucket's folder. */
  private List<Observation> depicted(Action.AwaitDagRuns.Depicted effect)
      throws IOException, InventoryException {
    InventorySummary files = context.taken(effect.inventory());
    List<String> due = verifier.series(files.manifest(), Set.copyOf(effect.modalities()));
    List<String> missing = new ArrayList<>();
    for (String series : due) {
      if (!isThumbnail(effect.bucket(), series)) {
        missing.add(series);
      }
    }
    List<Observation> seen = new ArrayList<>();
    seen.add(
        new Observation(
            "bucket '%s' holds a thumbnail of each series of %s"
                .formatted(
                    PathBytes.shown(effect.bucket()), String.join(" and ", effect.modalities())),
            missing.isEmpty() ? Verdict.PASSED : Verdict.FAILED,
            String.format(
                Locale.ROOT,
                "%,d of %,d%s",
                due.size() - missing.size(),
                due.size(),
                missing.isEmpty() ? "" : "; missing: " + named(missing))));
    int unknown = verifier.series(files.manifest(), Set.of("")).size();
    if (unknown > 0 || files.counts().unreadable() > 0) {
      seen.add(
          new Observation(
              "every series tells its modality or SOP class",
              Verdict.INDETERMINATE,
              String.format(
                  Locale.ROOT,
                  "%,d series do not, and %,d entries could not be read",
                  unknown,
                  files.counts().unreadable())));
    }
    return seen;
  }

  private static boolean isThumbnail(Path bucket, String series) throws IOException {
    if (!UID.matcher(series).matches()) {
      return false;
    }
    Path object =
        bucket.resolve("batch/%s/generate-segmentation-thumbnail/%s.png".formatted(series, series));
    Optional<Node> node = Node.at(object);
    return node.isPresent() && node.get().kind() == Node.Kind.FILE && node.get().size() > 0;
  }
}
