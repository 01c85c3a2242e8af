package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.Excerpts.Excerpt;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/** An archive, its copy, and what the verifier says of the two. */
final class Trial {
  private static final int ALL = 1_000_000;

  final Path before;
  final Path after;
  final Verifier verifier;
  private final View view;

  Trial(Path dir, View view) throws IOException {
    before = Files.createDirectories(dir.resolve("old/minio"));
    after = Files.createDirectories(dir.resolve("new/minio"));
    verifier = new Verifier(dir.resolve("manifests"), new PseudonymKey(new byte[32]));
    this.view = view;
  }

  /** Two buckets, three objects, and two files of the server. */
  static Trial ofASmallArchive(Path dir, View view) throws IOException {
    Trial trial = new Trial(dir, view);
    write(trial.before.resolve("bucket-a/one"), "first");
    write(trial.before.resolve("bucket-a/sub/two"), "second");
    write(trial.before.resolve("bucket-b/three"), "the third");
    write(trial.before.resolve(".minio.sys/format.json"), "{\"format\":\"fs\"}");
    write(trial.before.resolve(".minio.sys/buckets/bucket-b/three/fs.json"), "{}");
    copy(trial.before, trial.after);
    return trial;
  }

  /** What a comparison said, its findings as {@code CODE key}. */
  record Outcome(
      InventorySummary before,
      InventorySummary after,
      ComparisonSummary summary,
      List<Finding> findings) {
    List<String> coded() {
      return findings.stream().map(finding -> finding.code() + " " + finding.key()).toList();
    }

    String detail(String key) {
      return findings.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow().detail();
    }
  }

  Outcome compare(ExpectedChange... expected) throws InventoryException, InterruptedException {
    return compare(inventory("before", before), inventory("after", after), List.of(expected));
  }

  Outcome compareBackwards() throws InventoryException, InterruptedException {
    return compare(inventory("before", after), inventory("after", before), List.of());
  }

  InventorySummary inventory(String name, Path root)
      throws InventoryException, InterruptedException {
    InventorySummary summary =
        verifier.inventory(new InventoryName(name), view, root, Progress.UNWATCHED);
    assertThat(sum(verifier.countsByOwner(summary.manifest()))).isEqualTo(sum(summary));
    return summary;
  }

  private Outcome compare(
      InventorySummary one, InventorySummary other, List<ExpectedChange> expected)
      throws InventoryException {
    ComparisonSummary summary = verifier.compare(one, other, expected);
    Excerpt all = verifier.excerpts(summary.manifest(), Set.of(), ALL).all();
    List<Finding> findings = all.first();
    assertThat(counts(findings, false)).isEqualTo(summary.findings());
    assertThat(counts(findings, true)).isEqualTo(summary.expected());
    assertThat(all.total()).isEqualTo(findings.size());
    if (expected.isEmpty()) {
      SortedMap<OwnerKey, Verdict> verdicts =
          verifier.verdictByOwner(one.manifest(), other.manifest(), summary.manifest());
      assertThat(Verdict.worst(verdicts.values().stream())).isEqualTo(summary.verdict());
    }
    return new Outcome(one, other, summary, findings);
  }

  private static Map<FindingCode, Long> counts(List<Finding> findings, boolean expected) {
    Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
    for (Finding finding : findings) {
      @Nullable String because = finding.expectedBecause();
      if ((because != null) == expected) {
        counts.merge(finding.code(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static List<Long> sum(SortedMap<OwnerKey, InventoryCounts> owners) {
    long[] sums = new long[6];
    for (InventoryCounts counts : owners.values()) {
      List<Long> additive = additive(counts);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += additive.get(i);
      }
    }
    return Arrays.stream(sums).boxed().toList();
  }

  private static List<Long> sum(InventorySummary summary) {
    return additive(summary.counts());
  }

  private static List<Long> additive(InventoryCounts counts) {
    return List.of(
        counts.instances(),
        counts.buckets(),
        counts.objects(),
        counts.files(),
        counts.bytes(),
        counts.unreadable());
  }

  static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Copies a folder's content into another. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (!Files.isDirectory(target)) {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
