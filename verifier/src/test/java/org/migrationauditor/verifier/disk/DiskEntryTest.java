package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DiskEntryTest {
  @TempDir private Path dir;

  @Test
  void givesUpAFileThatGrowsAsFastAsItIsRead() throws Exception {
    Path file = Files.writeString(dir.resolve("log"), "line\n");

    InventoryEntry read = listed(file).read(bytes -> append(file));

    assertThat(read.complete()).isFalse();
    assertThat(read.problem()).isEqualTo("changed while it was read");
    assertThat(read.bytes()).isEqualTo(5);
  }

  @Test
  void tellsOfAFileThatIsTruncatedWhileItIsRead() throws Exception {
    Path file = Files.write(dir.resolve("big"), new byte[1_000_000]);
    AtomicInteger advances = new AtomicInteger();

    InventoryEntry read =
        listed(file)
            .read(
                bytes -> {
                  if (advances.getAndIncrement() == 0) {
                    truncate(file);
                  }
                });

    assertThat(read.complete()).isFalse();
    assertThat(read.digest()).isNull();
  }

  @Test
  void opensNoDevice() throws Exception {
    Path zero = Path.of("/dev/zero"); // has no end

    InventoryEntry read = listed(zero).read(bytes -> {});

    assertThat(read.kind()).isEqualTo(EntryKind.OTHER);
    assertThat(read.digest())
        .isEqualTo(
            Sha256.of(
                ("character device " + Files.getAttribute(zero, "unix:rdev")).getBytes(UTF_8)));
  }

  @Test
  void stopsReadingWhenInterrupted() throws Exception {
    DiskEntry entry = listed(Files.write(dir.resolve("big"), new byte[1_000_000]));
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> entry.read(bytes -> Thread.currentThread().interrupt()));
  }

  private static DiskEntry listed(Path path) throws IOException {
    var attributes = OpenFolder.attributes(path);
    TreeNode.Type type = attributes.isRegularFile() ? TreeNode.Type.FILE : TreeNode.Type.OTHER;
    return DiskEntry.plain(
        new TreeNode("key", path, type, attributes, ""), EntryKind.FILE, OwnerKey.UNASSIGNED);
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "another line\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void truncate(Path file) {
    try {
      Files.write(file, new byte[10]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
