package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.container.MemberBytes;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * One instance as the metadata of its series tells of it, with the places of its files in private
 * elements of dcm4chee. Whether the database still knows the instance too, only the database tells.
 * Attributes are those of a record of the database, for further files each with {@code copy.<n>.}
 * before its name.
 */
final class PurgedInstance {
  private static final String CREATOR = "DCM4CHEE Archive 5";
  private static final int MOST_PLACES = 9; // as many as agreement looks at
  private static final long UNSIGNED = 0xFFFF_FFFFL; // all that the element keeps of a size

  private PurgedInstance() {}

  static InventoryEntry read(MemberEntry entry, FileChannel container, LongConsumer advanced)
      throws IOException {
    MetadataJson json;
    try (MemberBytes content = MemberBytes.ofZip(container, entry.member())) {
      json = MetadataJson.read(Channels.newInputStream(content));
    } catch (MetadataJson.UnreadableMetadataException e) {
      return entry.incomplete("is no instance's metadata in DICOM JSON");
    }
    String instance = json.first("00080018");
    if (!instance.equals(new String(entry.member().name().getBytes(ISO_8859_1), UTF_8))) {
      return entry.incomplete("is the metadata of another instance than its name says");
    }
    if (json.items().values().stream().anyMatch(items -> items.size() >= MOST_PLACES)) {
      return entry.incomplete("names more than %d files".formatted(MOST_PLACES));
    }
    return entry(entry.key(), json);
  }

  private static InventoryEntry entry(String key, MetadataJson json) {
    String block = block(json, "");
    SortedMap<String, String> attributes = new TreeMap<>();
    @Nullable String digest = place(json, block, "", attributes);
    List<MetadataJson> others =
        new ArrayList<>(json.items().getOrDefault("7777" + block + "55", List.of()));
    for (int i = 0; i < others.size(); i++) {
      MetadataJson other = others.get(i);
      String prefix = "copy.%d.".formatted(i + 2);
      String otherBlock = block(other, block);
      @Nullable String copy = place(other, otherBlock, prefix, attributes);
      put(attributes, prefix + "digest", copy == null ? "" : copy);
      put(attributes, prefix + "bytes", size(other, otherBlock));
    }
    put(attributes, "external-aet", json.first("7777" + block + "43"));
    String size = size(json, block);
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        size.isEmpty() ? InventoryEntry.UNKNOWN_BYTES : Long.parseLong(size),
        null,
        OwnerKey.UNASSIGNED,
        new DicomEntry(
            named(json, "0020000D"),
            named(json, "0020000E"),
            named(json, "00080018"),
            named(json, "00080016"),
            attributes.get("transfer-syntax"),
            named(json, "00080060")),
        new Recorded(EntryState.PURGED, digest, attributes),
        true,
        attributes.containsKey("path") ? "" : "its metadata names no file");
  }

  /** Puts where a file is; gives its digest, null when none was recorded. */
  private static @Nullable String place(
      MetadataJson json, String block, String prefix, SortedMap<String, String> attributes) {
    String group = "7777" + block;
    String path = String.join("/", json.values().getOrDefault(group + "51", List.of()));
    String hex = json.first(group + "54");
    @Nullable String digest = Recorded.digestOf(hex);
    put(attributes, prefix + "storage", json.first(group + "50"));
    put(attributes, prefix + "path", FileName.text(path.getBytes(UTF_8)));
    put(attributes, prefix + "transfer-syntax", json.first(group + "52"));
    put(attributes, prefix + "location-status", json.first(group + "56"));
    put(attributes, prefix + "multi-ref", json.first(group + "57"));
    put(
        attributes,
        prefix + "unchecked-digest",
        digest == null ? hex.toLowerCase(Locale.ROOT) : "");
    return digest;
  }

  private static void put(SortedMap<String, String> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }

  /** Size, of which a file of 4 GiB or more has lost multiples of 4 GiB; empty when unknown. */
  private static String size(MetadataJson json, String block) {
    try {
      return Long.toString(Long.parseLong(json.first("7777" + block + "53")) & UNSIGNED);
    } catch (NumberFormatException e) {
      return "";
    }
  }

  private static @Nullable String named(MetadataJson json, String tag) {
    String value = json.first(tag);
    return value.isEmpty() ? null : value;
  }

  /** The two digits that dcm4chee reserved in a data set (PS3.5 7.8.1), else those given. */
  private static String block(MetadataJson json, String otherwise) {
    for (Map.Entry<String, List<String>> element : new TreeMap<>(json.values()).entrySet()) {
      if (element.getKey().startsWith("777700") && element.getValue().contains(CREATOR)) {
        return element.getKey().substring(6);
      }
    }
    return otherwise.isEmpty() ? "??" : otherwise;
  }
}
