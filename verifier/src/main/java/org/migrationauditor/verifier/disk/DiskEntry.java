package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.inventory.Attempt;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Something on a disk that is still to be read.
 *
 * @param kind of the entry when it is a file; what is no file goes by its own kind
 */
record DiskEntry(TreeNode node, EntryKind kind, OwnerKey owner, Content content)
    implements UnreadEntry {

  /** How the content of one kind of node is read. */
  @FunctionalInterface
  interface Content {
    InventoryEntry read(DiskEntry entry, LongConsumer advanced) throws IOException;

    /** Stamp of all files that are read. */
    default String stamp(DiskEntry entry) {
      return FileStamp.of(entry.node().path());
    }
  }

  /** A file by its bytes, a link by its target, anything else by its type. */
  static DiskEntry plain(TreeNode node, EntryKind kind, OwnerKey owner) {
    return switch (node.type()) {
      case FILE -> new DiskEntry(node, kind, owner, Contents::bytes);
      case LINK -> new DiskEntry(node, EntryKind.LINK, owner, Contents::target);
      case OTHER -> new DiskEntry(node, EntryKind.OTHER, owner, Contents::type);
      case UNKNOWN -> new DiskEntry(node, EntryKind.UNKNOWN, owner, Contents::none);
      case FOLDER, EMPTY_FOLDER ->
          new DiskEntry(
              node, kind == EntryKind.BUCKET ? kind : EntryKind.DIRECTORY, owner, Contents::none);
    };
  }

  @Override
  public long bytes() {
    BasicFileAttributes attributes = node.attributes();
    return attributes != null && node.type() == TreeNode.Type.FILE ? attributes.size() : 0;
  }

  @Override
  public @Nullable InventoryEntry unread(String problem) {
    return hasContent() ? incomplete(problem) : null;
  }

  @Override
  public String stamp() {
    return hasContent() ? content.stamp(this) : "";
  }

  private boolean hasContent() {
    return node.type() == TreeNode.Type.FILE && !node.unlisted();
  }

  @Override
  public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
    return attempt(advanced).entry();
  }

  @Override
  public Attempt attempt(LongConsumer advanced) throws InterruptedException {
    try {
      return new Attempt(reading(advanced), false);
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      return new Attempt(incomplete(Problem.of(e)), Problem.mayPass(e));
    }
  }

  private InventoryEntry reading(LongConsumer advanced) throws IOException {
    BasicFileAttributes listed = node.attributes();
    if (listed == null || node.unlisted()) {
      return incomplete(node.problem());
    }
    if (folder()) {
      return content.read(this, advanced);
    }
    if (!same(listed, OpenFolder.attributes(node.path()))) { // by now it may be a pipe
      return incomplete("changed after it was listed");
    }
    InventoryEntry read = content.read(this, advanced);
    return same(listed, OpenFolder.attributes(node.path())) && whole(read)
        ? read
        : incomplete("changed while it was read");
  }

  InventoryEntry incomplete(String problem) {
    return InventoryEntry.incomplete(node.key(), kind, bytes(), owner, problem);
  }

  private boolean folder() {
    return kind == EntryKind.DIRECTORY || kind == EntryKind.BUCKET;
  }

  private boolean whole(InventoryEntry read) {
    return node.type() != TreeNode.Type.FILE || read.bytes() == bytes();
  }

  /** Whether a file is the one that was listed, as far as its attributes tell. */
  static boolean same(BasicFileAttributes before, BasicFileAttributes after) {
    return before.isRegularFile() == after.isRegularFile()
        && before.isSymbolicLink() == after.isSymbolicLink()
        && before.size() == after.size()
        && before.lastModifiedTime().equals(after.lastModifiedTime())
        && Objects.equals(before.fileKey(), after.fileKey());
  }
}
