package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.archive.ArchiveAddress;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.disk.FilesSource;
import org.migrationauditor.verifier.owner.OwnerRules;

final class SampledInventoryTest {
  private static final int FILES = 40;
  private static final Sample SAMPLE = Sample.of("50%:10%", "a-seed");

  @TempDir private Path dir;
  private Path before;
  private Path after;
  private Verifier verifier;

  @BeforeEach
  void makeArchives() throws Exception {
    before = dir.resolve("old/archive");
    after = dir.resolve("new/archive");
    verifier = new Verifier(dir.resolve("manifests"), new PseudonymKey(new byte[32]));
    for (int i = 0; i < FILES; i++) {
      Trial.write(before.resolve("%d/%d".formatted(i % 5, i)), "content " + i);
    }
    Files.createDirectories(before.resolve("empty"));
    Files.createDirectories(after);
    Trial.copy(before, after);
    Files.createDirectories(after.resolve("empty"));
  }

  @Test
  void readsTheSameEntriesOnBothSidesAndSaysWhatItLeftOut() throws Exception {
    InventorySummary one = inventory(before, SAMPLE);
    InventorySummary other = inventory(after, SAMPLE);

    ReadingCounts counts = verifier.readings(one.manifest());
    assertThat(counts.sampledOut()).isEqualTo(FILES - SAMPLE.size());
    assertThat(one.counts().unreadable()).isEqualTo(FILES - SAMPLE.size());
    assertThat(verifier.problems(one.manifest(), 10)).isEmpty();
    ComparisonSummary comparison = verifier.compare(one, other, List.of());
    assertThat(comparison.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(comparison.compared()).isEqualTo(SAMPLE.size() + 1); // and the empty folder
    assertThat(verifier.findings(comparison.manifest(), null, 10))
        .extracting(Finding::code, Finding::key, Finding::detail)
        .containsExactly(
            tuple(
                FindingCode.NOT_COMPARED,
                "./",
                "33 entries are on both sides with the same size, and their content was not"
                    + " read"));
    assertThat(verifier.verdictByOwner(one.manifest(), other.manifest(), comparison.manifest()))
        .containsEntry(new OwnerKey("platform"), Verdict.INDETERMINATE)
        .doesNotContainValue(Verdict.PASSED);
  }

  @Test
  void anotherSeedDrawsOthers() throws Exception {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();

    read(Sample.of("50%:10%", "one"), first);
    read(Sample.of("50%:10%", "two"), second);

    assertThat(first).hasSize(7).doesNotHaveDuplicates();
    assertThat(second).hasSize(7).isNotEqualTo(first);
  }

  @Test
  void aSampleLargerThanTheArchiveReadsAll() throws Exception {
    InventorySummary all = inventory(before, Sample.of("99%:1%", "seed"));
    assertThat(all.counts().unreadable()).isZero();
    assertThat(verifier.readings(all.manifest()).sampledOut()).isZero();
  }

  @Test
  void whatIsMissingOrOfAnotherSizeIsFoundOutsideOfTheSampleToo() throws Exception {
    for (int i = 0; i < 5; i++) {
      Files.delete(after.resolve("%d/%d".formatted(i, i)));
      Trial.write(after.resolve("%d/%d".formatted(i, i + 5)), "longer content than before");
    }

    ComparisonSummary comparison =
        verifier.compare(inventory(before, SAMPLE), inventory(after, SAMPLE), List.of());

    assertThat(comparison.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(comparison.findings()).containsEntry(FindingCode.MISSING, 5L);
    assertThat(verifier.findings(comparison.manifest(), null, 100))
        .extracting(Finding::key)
        .contains("0/5", "1/6", "2/7", "3/8", "4/9");
  }

  @Test
  void againstAWholeInventoryOnlyTheSampleIsCompared() throws Exception {
    ComparisonSummary comparison =
        verifier.compare(inventory(before, null), inventory(after, SAMPLE), List.of());

    assertThat(comparison.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(comparison.compared()).isEqualTo(SAMPLE.size() + 1);
  }

  private InventorySummary inventory(Path root, @Nullable Sample sample) throws Exception {
    return verifier.inventory(
        new InventoryOrder(
            new InventoryName("sample"),
            new ArchiveAddress("tree", root.toString()),
            "a test",
            OwnerRules.OF_THE_ARCHIVE,
            sample,
            false,
            false),
        Progress.UNWATCHED);
  }

  private void read(Sample sample, List<String> keys) throws Exception {
    var source = new FilesSource(before, InventoryProcess.KEY);
    Drawing drawing = Drawing.of(sample, source);
    source.list(
        entry -> {
          var unread = entry.unread("");
          if (unread != null && drawing.holds(unread.key())) {
            keys.add(unread.key());
          }
        });
  }
}
