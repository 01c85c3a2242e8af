package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.container.MalformedContainerException;
import org.migrationauditor.verifier.container.Member;
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
  public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
    BasicFileAttributes listed = file.attributes();
    try (FileChannel container =
        FileChannel.open(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      InventoryEntry read = content.read(this, container, advanced);
      return listed != null && DiskEntry.same(listed, OpenFolder.attributes(file.path()))
          ? read
          : incomplete("its container changed after it was listed");
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (MalformedContainerException e) {
      return incomplete("its container " + e.getMessage());
    } catch (IOException e) {
      return incomplete(Problem.of(e));
    }
  }

  InventoryEntry incomplete(String problem) {
    return InventoryEntry.incomplete(
        key, EntryKind.FILE, member.bytes(), OwnerKey.UNASSIGNED, problem);
  }
}
