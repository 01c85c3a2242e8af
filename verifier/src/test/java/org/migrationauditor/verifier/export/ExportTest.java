package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

final class ExportTest {
  private static final String HEX = "0a".repeat(32);

  @TempDir private Path dir;

  @Test
  void aBagNamesItsPayloadPercentEncoded() throws Exception {
    Manifest manifest = manifest(file("a b"), file("50%\r\nx"), folder("empty/"), link("link"));
    Path bag = dir.resolve("bag");

    assertThat(new Bag(dir, LocalDate.EPOCH).write(manifest, bag, null)).isEqualTo(2);
    assertThat(bag.resolve("manifest-sha256.txt"))
        .hasContent(HEX + "  data/50%25%0D%0Ax\n" + HEX + "  data/a b\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\xE9", "../x", "a/../../x", "/etc/x"})
  void aBagRefusesANameThatIsNoUtf8OrLeadsOutOfIt(String key) throws Exception {
    Manifest manifest = manifest(file(key));
    Path bag = dir.resolve("bag");

    assertThatIOException()
        .isThrownBy(() -> new Bag(dir, LocalDate.EPOCH).write(manifest, bag, dir));
    assertThat(bag).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../x", "/etc/x", "a//b", "a/.", "..", "./x", "a/..", "\0"})
  void noListOfChecksumsLeadsOutOfItsFolder(String key) throws Exception {
    Manifest manifest = manifest(file(key));

    assertThatIOException()
        .isThrownBy(() -> export(manifest, ExportFormat.SHA256SUM))
        .withMessageContaining("is no path of a file below a folder");
  }

  @Test
  void aListOfChecksumsIsNotWrittenWithoutAllOfThem() throws Exception {
    InventoryEntry unread =
        InventoryEntry.incomplete("b", EntryKind.FILE, 3, OwnerKey.UNASSIGNED, "access denied");
    Manifest manifest = manifest(file("a"), unread);

    assertThatIOException()
        .isThrownBy(() -> export(manifest, ExportFormat.SHA256SUM))
        .withMessageContaining("1 entries without a digest");
  }

  @Test
  void csvIsQuotedAndHoldsNoFormula() throws Exception {
    String csv = export(manifest(file("=1+1"), file("say \"a,b\"\n")), ExportFormat.CSV);

    assertThat(csv)
        .startsWith("key,kind,bytes,digest,owner,")
        .contains("\r\n\"'=1+1\",\"FILE\",5,\"" + HEX + "\",\"unassigned\",,")
        .contains("\r\n\"say \"\"a,b\"\"\n\",\"FILE\",")
        .endsWith(",true,\"\"\r\n");
  }

  @Test
  void anEmptyInventoryHasAHeaderOnly() throws Exception {
    assertThat(export(manifest(), ExportFormat.CSV)).hasLineCount(1).startsWith("key,");
    assertThat(export(manifest(), ExportFormat.JSONL)).isEmpty();
  }

  @Test
  void jsonLinesHoldOneObjectEach() throws Exception {
    TreeMap<String, String> attributes = new TreeMap<>();
    attributes.put("mode", "0644");
    attributes.put("user.a", "x");
    Recorded recorded = new Recorded(EntryState.PRESENT, "md5:00", attributes);

    assertThat(export(manifest(file("\u00e9\t\"\\").with(recorded, "")), ExportFormat.JSONL))
        .isEqualTo(
            "{\"key\":\"\u00e9\\u0009\\\"\\\\\",\"kind\":\"FILE\",\"bytes\":5,\"digest\":\""
                + HEX
                + "\",\"owner\":\"unassigned\",\"state\":\"PRESENT\",\"recorded_digest\":\"md5:00\","
                + "\"attributes\":\"mode=0644\\u000auser.a=x\",\"tries\":1,\"complete\":true,\"problem\":\"\"}\n");
  }

  @Test
  void parquetIsTheManifestItself() throws Exception {
    Manifest manifest = manifest(file("a"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Export(dir).write(manifest, ExportFormat.PARQUET, out);

    assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(manifest.file()));
  }

  @Test
  void whatIsNoInventoryIsRefused() throws Exception {
    Path file = Files.writeString(dir.resolve("x"), "x");

    assertThatIOException()
        .isThrownBy(() -> export(Manifest.at(file), ExportFormat.PARQUET))
        .withMessageContaining("is no Parquet file");
  }

  private String export(Manifest manifest, ExportFormat format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Export(dir).write(manifest, format, out);
    return out.toString(UTF_8);
  }

  private Manifest manifest(InventoryEntry... entries) throws Exception {
    try (InventoryWriter writer = InventoryWriter.open(dir, View.FILES)) {
      for (InventoryEntry entry : entries) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }

  private static InventoryEntry file(String key) {
    return InventoryEntry.read(key, EntryKind.FILE, 5, new ContentDigest(HEX), OwnerKey.UNASSIGNED);
  }

  private static InventoryEntry folder(String key) {
    return InventoryEntry.folder(key, EntryKind.DIRECTORY, OwnerKey.UNASSIGNED);
  }

  private static InventoryEntry link(String key) {
    return InventoryEntry.read(key, EntryKind.LINK, 0, new ContentDigest(HEX), OwnerKey.UNASSIGNED);
  }
}
