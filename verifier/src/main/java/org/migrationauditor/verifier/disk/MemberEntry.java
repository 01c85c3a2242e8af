package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.container.MalformedContainerException;
import org.migrationauditor.verifier.container.Member;
import org.migrationauditor.verifier.inventory.Attempt;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** A member of a container that is still to be read. */
record MemberEntry(TreeNode file, Member member, String key, Content content)
    implements UnreadEntry {

  /** How one kind of member is read. */
  @FunctionalInterface
  interface Content {
    InventoryEntry read(MemberEntry entry, FileChannel container, LongConsumer advanced)
        throws IOException;
  }

  @Override
  public long bytes() {
    return member.bytes();
  }

  @Override
  public @Nullable InventoryEntry unread(String problem) {
    return named() ? incomplete(problem) : null;
  }

  @Override
  public String stamp() {
    return named() ? FileStamp.of(file.path()) : "";
  }

  /** Not when it stands for a container that could not be listed. */
  private boolean named() {
    return !member.name().isEmpty();
  }

  @Override
  public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
    return attempt(advanced).entry();
  }

  @Override
  public Attempt attempt(LongConsumer advanced) throws InterruptedException {
    BasicFileAttributes listed = file.attributes();
    try (FileChannel container =
        FileChannel.open(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      InventoryEntry read = content.read(this, container, advanced);
      return new Attempt(
          listed != null && DiskEntry.same(listed, OpenFolder.attributes(file.path()))
              ? read
              : incomplete("its container changed after it was listed"),
          false);
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (MalformedContainerException e) {
      return new Attempt(incomplete("its container " + e.getMessage()), false);
    } catch (IOException e) {
      return new Attempt(incomplete(Problem.of(e)), Problem.mayPass(e));
    }
  }

  InventoryEntry incomplete(String problem) {
    return InventoryEntry.incomplete(
        key, EntryKind.FILE, member.bytes(), OwnerKey.UNASSIGNED, problem);
  }
}
