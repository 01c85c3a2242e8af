package org.migrationauditor.messages.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;

/** The stored form of every event of a chain. A file here is never edited and never removed. */
class GoldenChainEventsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "chain-events");
  private static final ChainId CHAIN = new ChainId("clinic-a.2026");
  private static final MigrationId MIGRATION = new MigrationId("night-2");

  private final Jackson3Serializer serializer = Jackson3Serializer.builder().build();

  static List<ChainEvent> events() {
    return List.of(
        new ChainPlanned(
            CHAIN,
            "0.1.3",
            "0.5.x",
            List.of(
                new ChainLink(
                    new RunbookId("kaapana-0.1.3-to-0.2.2"),
                    digest('a'),
                    List.of(new AcknowledgedLoss("users", "users and groups é", "olga"))),
                new ChainLink(new RunbookId("r"), digest('b'), List.of()))),
        new LinkPlanned(CHAIN, 2, MIGRATION, new RunbookId("r.clinic-a"), digest('c')),
        new LinkBegun(CHAIN, 2, MIGRATION),
        new LinkEnded(
            CHAIN, 2, MIGRATION, LinkEnding.COMPLETED, Verdict.INDETERMINATE, Verdict.PASSED),
        new LinksCompared(
            CHAIN,
            2,
            MIGRATION,
            digest('d'),
            digest('e'),
            new ComparisonSummary(
                new InventoryName("dicom-after-start"),
                new InventoryName("dicom-before"),
                Verdict.FAILED,
                41,
                Map.of(FindingCode.MISSING, 1L),
                Map.of(FindingCode.EXTRA, 7L),
                digest('f'))));
  }

  static Stream<Class<?>> types() {
    return Arrays.stream(ChainEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEventHasARevisionAndASample(Class<?> type) {
    assertThat(type.getAnnotation(Revision.class)).isNotNull();
    assertThat(events()).filteredOn(type::isInstance).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("events")
  void isWrittenAndReadAsItsGoldenFileSays(ChainEvent event) throws IOException {
    Path golden = FOLDER.resolve(event.getClass().getSimpleName() + ".1.json");
    String written = serializer.serialize(event, String.class).getData();

    assertThat(golden).as("golden file of a new event, with this text:%n%s", written).exists();
    String stored = Files.readString(golden).strip();
    assertThat(written).isEqualTo(stored);
    assertThat(read(event, stored)).isEqualTo(event);
    assertThat(read(event, stored.replaceFirst("\\{", "{\"addedLater\":[1],"))).isEqualTo(event);
  }

  @Test
  void aChainIsNeverStoredUnderTheNameOfAMigration() {
    assertThat(ChainId.isStream(CHAIN.stream())).isTrue();
    assertThat(ChainId.ofStream(CHAIN.stream())).isEqualTo(CHAIN);
    assertThat(ChainId.isStream(new MigrationId("chain").toString())).isFalse();
  }

  private ChainEvent read(ChainEvent event, String text) {
    return serializer.deserialize(
        new SimpleSerializedObject<>(text, String.class, event.getClass().getName(), "1"));
  }

  private static ContentDigest digest(char hexDigit) {
    return new ContentDigest(String.valueOf(hexDigit).repeat(64));
  }
}
