package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.report.FindingGroup;
import org.migrationauditor.verifier.compare.Excerpts;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

final class OwnerLinesTest {
  private static final OwnerKey ANNA = new OwnerKey("anna");
  private static final String HEX = "0a".repeat(32);

  @TempDir private Path dir;

  @Test
  void findingsAreQuotedLinesOfTheirOwnerAndHoldNoFormula() throws Exception {
    Map<String, String> lines = new LinkedHashMap<>();

    new OwnerLines(dir).findings(findings(), (owner, line) -> add(lines, owner, line));

    assertThat(lines.keySet()).containsExactly("null", "anna", "bert");
    assertThat(lines.get("null")).startsWith("\"UNREADABLE\",\"locked\",\"anna\",");
    assertThat(lines.get("anna"))
        .isEqualTo(
            """
            "MISSING","'=cmd|' /C calc'!A0","anna","1.2","1.2.3","1.2.3.4","%s",,"say ""a,b""\",,\r
            "EXTRA","bucket/new","anna",,,,,"%s","seen",,"the phantom"\r
            """
                .formatted(HEX, HEX));
  }

  @Test
  void filesAreLinesOfAPayloadManifestOfTheirOwner() throws Exception {
    Map<String, String> lines = new LinkedHashMap<>();
    try (InventoryWriter writer = InventoryWriter.open(dir, View.FILES)) {
      writer.add(file("z%\n", ANNA));
      writer.add(file("a", ANNA));
      writer.add(file("m", new OwnerKey("bert")));
      new OwnerLines(dir).files(writer.finish(), (owner, line) -> add(lines, owner, line));
    }

    assertThat(lines)
        .containsExactly(
            Map.entry("anna", HEX + "  data/a\n" + HEX + "  data/z%25%0A\n"),
            Map.entry("bert", HEX + "  data/m\n"));
  }

  @Test
  void whatHoldsSomethingElseIsRefused() throws Exception {
    Manifest findings = findings();

    assertThatThrownBy(() -> new OwnerLines(dir).files(findings, (owner, line) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no inventory in a format known here");
  }

  @Test
  void findingsThatAreAlikeAreCounted() throws Exception {
    Excerpts excerpts = new FindingsReader(dir).excerpts(findings(), List.of(ANNA), 1);

    assertThat(excerpts.of(ANNA).first()).hasSize(1);
    assertThat(excerpts.of(ANNA).groups())
        .containsExactly(
            new FindingGroup(FindingCode.MISSING, "1.2", false, 1),
            new FindingGroup(FindingCode.UNREADABLE, "", false, 1),
            new FindingGroup(FindingCode.EXTRA, "bucket", true, 1));
    assertThat(excerpts.of(null).groups())
        .contains(new FindingGroup(FindingCode.MISSING, "1.2", false, 2))
        .hasSize(3);
  }

  private static void add(Map<String, String> lines, @Nullable OwnerKey owner, byte[] line) {
    lines.merge(String.valueOf(owner), new String(line, UTF_8), String::concat);
  }

  private static InventoryEntry file(String key, OwnerKey owner) {
    return InventoryEntry.read(key, EntryKind.FILE, 1, new ContentDigest(HEX), owner);
  }

  private Manifest findings() throws Exception {
    try (Database database = Database.inMemory(dir, List.of(), 512)) {
      Path file =
          Manifest.export(
              database,
              """
              SELECT code, key, owner, study_uid, series_uid, sop_uid,
                unhex(before_hex) AS before_digest, unhex(after_hex) AS after_digest, detail,
                NULL::VARCHAR AS changed_attributes, expected_because, concerns_all
              FROM (VALUES
                ('EXTRA', 'bucket/new', 'anna', NULL, NULL, NULL, NULL, '%1$s', 'seen',
                  'the phantom', false),
                ('MISSING', '=cmd|'' /C calc''!A0', 'anna', '1.2', '1.2.3', '1.2.3.4', '%1$s', NULL,
                  'say "a,b"', NULL, false),
                ('MISSING', 'c', 'bert', '1.2', '1.2.3', '1.2.3.5', '%1$s', NULL, 'x', NULL, false),
                ('UNREADABLE', 'locked', 'anna', NULL, NULL, NULL, NULL, NULL, 'denied', NULL, true))
              AS f (code, key, owner, study_uid, series_uid, sop_uid, before_hex, after_hex, detail,
                expected_because, concerns_all)
              """
                  .formatted(HEX),
              new TreeMap<>(Map.of("format", FindingsReader.FORMAT)));
      return Manifest.keep(file, dir);
    }
  }
}
