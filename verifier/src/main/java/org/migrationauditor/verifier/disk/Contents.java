package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.InventoryEntry;

/** What is read of each type of node. */
final class Contents {
  private static final int TYPE_BITS = 0xF000; // stat(2): S_IFMT
  private static final Map<Integer, String> TYPES =
      Map.of(0x1000, "pipe", 0x2000, "character device", 0x6000, "block device", 0xC000, "socket");

  private Contents() {}

  static InventoryEntry bytes(DiskEntry entry, LongConsumer advanced) throws IOException {
    FileBytes bytes = FileBytes.read(entry.node().path(), entry.bytes(), advanced);
    return InventoryEntry.read(
        entry.node().key(), entry.kind(), bytes.count(), bytes.digest(), entry.owner());
  }

  static InventoryEntry target(DiskEntry entry, LongConsumer advanced) throws IOException {
    String target = FileName.whole(Files.readSymbolicLink(entry.node().path()));
    return labelled(entry, target);
  }

  /** Asks for the type only: to open a pipe would be to wait for its other end. */
  static InventoryEntry type(DiskEntry entry, LongConsumer advanced) throws IOException {
    Map<String, Object> unix =
        Files.readAttributes(entry.node().path(), "unix:mode,rdev", LinkOption.NOFOLLOW_LINKS);
    int type = ((Integer) Objects.requireNonNull(unix.get("mode"))) & TYPE_BITS;
    return labelled(
        entry,
        "%s %s".formatted(TYPES.getOrDefault(type, "type %x".formatted(type)), unix.get("rdev")));
  }

  static InventoryEntry none(DiskEntry entry, LongConsumer advanced) {
    return InventoryEntry.folder(entry.node().key(), entry.kind(), entry.owner());
  }

  private static InventoryEntry labelled(DiskEntry entry, String label) {
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    return InventoryEntry.read(
        entry.node().key(), entry.kind(), 0, Sha256.of(bytes), entry.owner());
  }
}
