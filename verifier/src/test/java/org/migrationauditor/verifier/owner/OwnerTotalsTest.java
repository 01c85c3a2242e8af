package org.migrationauditor.verifier.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.Comparison;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Ownership;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

/** Each entry has exactly one owner, whatever the rules: the owners' totals are the whole. */
class OwnerTotalsTest {
  private static final List<String> WORDS = List.of("a", "b", "ab", "c", "unassigned", "", "\n");
  private static final List<String> CONDITIONS =
      List.of(
          "protocol: a*",
          "sponsor: [b, '?']",
          "source-aet: '*'",
          "institution: c",
          "prefix: [a, b]");

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void totalsAddUp(long seed) throws Exception {
    Random random = new Random(seed);
    OwnerRules rules = rules(random);
    try (InventoryWriter writer = InventoryWriter.open(dir, View.DICOM_FILES, rules)) {
      for (int i = 0; i < 300; i++) {
        writer.add(entry(random, i));
      }
      Manifest manifest = writer.finish();

      SortedMap<OwnerKey, InventoryCounts> owners =
          new InventoryReader(dir).countsByOwner(manifest);
      assertThat(owners).hasSizeGreaterThan(1);
      assertThat(
              owners.values().stream()
                  .map(OwnerTotalsTest::additive)
                  .reduce(OwnerTotalsTest::sum)
                  .orElseThrow())
          .isEqualTo(additive(new InventoryReader(dir).counts(manifest)));
    }
  }

  @Test
  void anOwnerOfTheSecondInventoryOnlyHasNothingCompared() throws Exception {
    Path file = Files.writeString(dir.resolve("rules.yaml"), "owners: [{owner: New}]");
    InventoryEntry entry =
        InventoryEntry.read(
            "a", EntryKind.FILE, 1, new ContentDigest("%064x".formatted(1)), new OwnerKey("old"));
    Manifest before = manifest(OwnerRules.OF_THE_ARCHIVE, entry);
    Manifest after = manifest(OwnerRulesReader.read(file), entry);

    Comparison.Result result = new Comparison(dir).compare(before, after, Set.of(), List.of());

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(new FindingsReader(dir).verdictByOwner(before, after, result.manifest()))
        .containsEntry(new OwnerKey("old"), Verdict.PASSED)
        .containsEntry(new OwnerKey("New"), Verdict.INDETERMINATE);
  }

  private Manifest manifest(OwnerRules rules, InventoryEntry entry) throws Exception {
    try (InventoryWriter writer = InventoryWriter.open(dir, View.FILES, rules)) {
      writer.add(entry);
      return writer.finish();
    }
  }

  private OwnerRules rules(Random random) throws Exception {
    StringBuilder yaml = new StringBuilder("owners:\n");
    for (int i = 0; i < 6; i++) {
      yaml.append(random.nextBoolean() ? "  - owner: O%d\n".formatted(i) : "  - each: protocol\n")
          .append("    ")
          .append(CONDITIONS.get(random.nextInt(CONDITIONS.size())))
          .append('\n');
    }
    return OwnerRulesReader.read(Files.writeString(dir.resolve("rules.yaml"), yaml));
  }

  private static InventoryEntry entry(Random random, int number) {
    String key = WORDS.get(random.nextInt(3)) + "/" + number;
    ContentDigest digest = new ContentDigest("%064x".formatted(number));
    OwnerKey owner = Ownership.ofProtocol(word(random));
    return switch (random.nextInt(4)) {
      case 0 -> InventoryEntry.incomplete(key, EntryKind.FILE, 5, OwnerKey.UNASSIGNED, "denied");
      case 1 -> InventoryEntry.read(key, EntryKind.FILE, number, digest, OwnerKey.UNASSIGNED);
      default ->
          new InventoryEntry(
              key,
              EntryKind.INSTANCE,
              number,
              digest,
              owner,
              new DicomEntry(
                  "1",
                  "1",
                  "1",
                  "1",
                  "1",
                  "CT",
                  null,
                  null,
                  null,
                  null,
                  null,
                  context(random),
                  DicomStructure.MALFORMED),
              Recorded.NOTHING,
              true,
              "");
    };
  }

  private static DicomContext context(Random random) {
    return new DicomContext(
        null, null, word(random), word(random), null, word(random), List.of(), List.of(), null);
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static List<Long> additive(InventoryCounts counts) {
    return Stream.of(
            counts.instances(),
            counts.files(),
            counts.bytes(),
            counts.unreadable(),
            counts.malformed())
        .toList();
  }

  private static List<Long> sum(List<Long> one, List<Long> other) {
    return LongStream.range(0, one.size())
        .mapToObj(i -> one.get((int) i) + other.get((int) i))
        .toList();
  }
}
