package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

final class SharesTest {
  private static final OwnerKey ANNA = new OwnerKey("anna");
  private static final OwnerKey BERT = new OwnerKey("bert's \"own\"");

  @TempDir private Path dir;

  @Test
  void rowsAreCanonicalJsonOfTheirOwnerInTheOrderOfTheirKeys() throws Exception {
    Manifest manifest = inventory("b\t\"\\\u0001\u00e9\uD83D\uDE00", 7);

    Map<String, String> rows = rows(manifest, null);

    assertThat(rows.keySet()).containsExactly("anna", BERT.value());
    assertThat(rows.get("anna"))
        .isEqualTo(
            line("a", "anna", "7")
                + line("b\\t\\\"\\\\\\u0001\u00e9\uD83D\uDE00", "anna", "7")
                + line("z", "anna", "7"));
    assertThat(rows.get(BERT.value())).isEqualTo(line("m", "bert's \\\"own\\\"", "7"));
  }

  @Test
  void numbersBeyondTheReachOfADoubleAreText() throws Exception {
    assertThat(rows(inventory("b", (1L << 53) - 1), ANNA).get("anna"))
        .contains("\"bytes\":9007199254740991,");
    assertThat(rows(inventory("b", 1L << 53), ANNA).get("anna"))
        .contains("\"bytes\":\"9007199254740992\",");
  }

  @Test
  void aShareIsTheDigestOfItsRows() throws Exception {
    Manifest manifest = inventory("b", 7);
    Map<String, String> rows = rows(manifest, null);

    List<Share> all = shares().of(manifest).orElseThrow();

    assertThat(all).extracting(Share::owner).containsExactly(ANNA, BERT);
    for (Share share : all) {
      String text = rows.getOrDefault(String.valueOf(share.owner()), "");
      assertThat(share.digest()).isEqualTo(Sha256.of(text.getBytes(UTF_8)));
      assertThat(share.rows()).isEqualTo(text.lines().count());
      assertThat(share.key()).matches("[0-9a-f]{32}");
    }
    assertThat(all.get(0).key()).isNotEqualTo(all.get(1).key());
    assertThat(new Shares(dir, key(2)).of(manifest).orElseThrow().getFirst().key())
        .isNotEqualTo(all.getFirst().key());
  }

  @Test
  void onlyAnOwnersOwnRowsAreGivenToThem() throws Exception {
    assertThat(rows(inventory("b", 7), BERT).keySet()).containsExactly(BERT.value());
  }

  @Test
  void findingsThatMayConcernAnyOwnerAreGivenToEveryOne() throws Exception {
    Manifest findings = findings();

    assertThat(rows(findings, null).keySet()).containsExactly("null", "anna", BERT.value());
    assertThat(rows(findings, ANNA).keySet()).containsExactly("null", "anna");
    Share everyone = shares().of(findings).orElseThrow().getFirst();
    assertThat(everyone.owner()).isNull();
    assertThat(everyone.key()).isEqualTo(Share.EVERYONE);
    assertThat(everyone.rows()).isEqualTo(1);
  }

  @Test
  void tellsWhichTextsAreKeysOfOthers() throws Exception {
    Manifest manifest = inventory("b", 7);

    assertThat(shares().keysOfOthers(manifest, BERT, Set.of("a", "m", "no key", "it's")))
        .containsExactly("a");
    assertThat(shares().keysOfOthers(manifest, ANNA, Set.of("a", "m"))).containsExactly("m");
  }

  @Test
  void tellsWhichTextsAreUidsOfOthers() throws Exception {
    try (InventoryWriter writer = InventoryWriter.open(dir, View.FILES)) {
      writer.add(instance("a", ANNA, "1.2.1"));
      writer.add(instance("m", BERT, "1.2.2"));
      Manifest manifest = writer.finish();

      assertThat(
              shares()
                  .keysOfOthers(
                      manifest, ANNA, Set.of("1.2.1", "1.2.1.3", "1.2.2", "1.2.2.3", "1.2.2.3.4")))
          .containsExactlyInAnyOrder("1.2.2", "1.2.2.3", "1.2.2.3.4");
    }
  }

  private static InventoryEntry instance(String key, OwnerKey owner, String study) {
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        1,
        new ContentDigest("0a".repeat(32)),
        owner,
        new DicomEntry(study, study + ".3", study + ".3.4", null, null, null),
        Recorded.NOTHING,
        true,
        "");
  }

  private Shares shares() {
    return new Shares(dir, key(1));
  }

  private static PseudonymKey key(int value) {
    byte[] secret = new byte[32];
    secret[0] = (byte) value;
    return new PseudonymKey(secret);
  }

  private static String line(String key, String owner, String bytes) {
    return ("{\"bytes\":%s,\"complete\":true,\"digest\":\"%s\",\"key\":\"%s\",\"kind\":\"FILE\","
            + "\"owner\":\"%s\",\"problem\":\"\",\"state\":\"PRESENT\",\"tries\":1}\n")
        .formatted(bytes, "0a".repeat(32), key, owner);
  }

  private Map<String, String> rows(Manifest manifest, @Nullable OwnerKey only) throws Exception {
    Map<String, String> rows = new LinkedHashMap<>();
    List<String> order = new ArrayList<>();
    shares()
        .each(
            manifest,
            only,
            (owner, line, length) -> {
              String name = String.valueOf(owner);
              if (order.isEmpty() || !order.getLast().equals(name)) {
                assertThat(order).doesNotContain(name);
                order.add(name);
              }
              rows.merge(name, new String(line, 0, length, UTF_8), String::concat);
            });
    return rows;
  }

  private Manifest inventory(String second, long bytes) throws Exception {
    try (InventoryWriter writer = InventoryWriter.open(dir, View.FILES)) {
      writer.add(entry("z", ANNA, bytes));
      writer.add(entry("m", BERT, bytes));
      writer.add(entry(second, ANNA, bytes));
      writer.add(entry("a", ANNA, bytes));
      return writer.finish();
    }
  }

  private static InventoryEntry entry(String key, OwnerKey owner, long bytes) {
    return InventoryEntry.read(
        key, EntryKind.FILE, bytes, new ContentDigest("0a".repeat(32)), owner);
  }

  private Manifest findings() throws Exception {
    try (Database database = Database.inMemory(dir, List.of(), 512)) {
      Path file =
          Manifest.export(
              database,
              """
              SELECT * FROM (VALUES
                ('MISSING', 'a', 'anna', false),
                ('UNREADABLE', 'b', 'anna', true),
                ('MISSING', 'c', 'bert''s "own"', false)) AS f (code, key, owner, concerns_all)
              """,
              new TreeMap<>(Map.of("format", FindingsReader.FORMAT)));
      return Manifest.keep(file, dir);
    }
  }
}
