package org.migrationauditor.app.reporting;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.reporting.PackedList.Limit;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.export.OwnerLines;

/**
 * One list of lines for the whole migration, and of each owner's lines for that owner. At most two
 * files are open at a time, however many owners there are.
 */
final class DividedList {
  private final Path common;
  private final PackedList whole;
  private final Map<OwnerKey, PackedList> owned = new TreeMap<>();

  /**
   * A list without a line.
   *
   * @param name of its file
   * @param folders of the owners
   */
  DividedList(
      Path wholeFolder, Map<OwnerKey, Path> folders, String name, byte[] header, Limit limit) {
    common = wholeFolder.resolve("." + name);
    whole = new PackedList(wholeFolder, name, header, limit);
    folders.forEach(
        (owner, folder) -> owned.put(owner, new PackedList(folder, name, header, limit)));
  }

  /** Gives lines away, those of one owner after those of another. */
  @FunctionalInterface
  interface Lines {
    void each(OwnerLines.Taker taker) throws InventoryException;
  }

  /**
   * Adds lines; those that may concern any owner become everybody's.
   *
   * @param prefix of each
   */
  void add(byte[] prefix, Lines lines) throws InventoryException, IOException {
    try (DataOutputStream everybodys =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(common)));
        Division division = new Division(prefix, everybodys)) {
      lines.each(division);
    }
    for (PackedList own : owned.values()) {
      addEverybodys(own);
    }
    Files.delete(common);
  }

  /** The lines of an owner who was named; of all without one. */
  PackedList of(@Nullable OwnerKey owner) {
    return owner == null ? whole : Objects.requireNonNull(owned.get(owner));
  }

  private void addEverybodys(PackedList own) throws IOException {
    long left = Files.size(common);
    try (own;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(common)))) {
      while (left > 0) {
        byte[] line = in.readNBytes(in.readInt());
        own.add(line);
        left -= Integer.BYTES + line.length;
      }
    }
  }

  /** Puts each line where it belongs. */
  private final class Division implements OwnerLines.Taker, AutoCloseable {
    private final byte[] prefix;
    private final DataOutputStream everybodys;
    private Optional<PackedList> current = Optional.empty();

    Division(byte[] prefix, DataOutputStream everybodys) {
      this.prefix = prefix;
      this.everybodys = everybodys;
    }

    @Override
    public void take(@Nullable OwnerKey owner, byte[] line) throws IOException {
      byte[] whole = Arrays.copyOf(prefix, prefix.length + line.length);
      System.arraycopy(line, 0, whole, prefix.length, line.length);
      DividedList.this.whole.add(whole);
      if (owner == null) {
        everybodys.writeInt(whole.length);
        everybodys.write(whole);
        return;
      }
      Optional<PackedList> own = Optional.ofNullable(owned.get(owner));
      if (!own.equals(current)) {
        closeCurrent();
        current = own;
      }
      if (own.isPresent()) {
        own.get().add(whole);
      }
    }

    private void closeCurrent() throws IOException {
      if (current.isPresent()) {
        current.get().close();
      }
    }

    @Override
    public void close() throws IOException {
      closeCurrent();
      whole.close();
    }
  }
}
