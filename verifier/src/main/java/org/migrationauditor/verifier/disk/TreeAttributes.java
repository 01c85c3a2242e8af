package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * What a file system keeps of an entry beside its content: {@code uid}, {@code gid}, {@code mode}
 * in octal; of a file also {@code mtime} in UTC and {@code links}, the count of its names; of files
 * and folders each extended attribute {@code user.*} by a keyed digest of its value. Access control
 * lists and other extended attributes are beyond what Java can read. A folder's time is left out:
 * it tells of what is in the folder, which has entries of its own.
 *
 * @param key digests values, which may be anything
 */
record TreeAttributes(PseudonymKey key) {
  private static final String READ = "unix:uid,gid,mode,nlink,lastModifiedTime";
  private static final int PERMISSIONS = 07777; // chmod(2)

  /** An entry of view {@link View#FILES} that is read together with its attributes. */
  DiskEntry with(DiskEntry entry) {
    return new DiskEntry(
        entry.node(),
        entry.kind(),
        entry.owner(),
        (read, advanced) -> attributed(entry.content(), read, advanced));
  }

  private InventoryEntry attributed(
      DiskEntry.Content content, DiskEntry entry, LongConsumer advanced) throws IOException {
    InventoryEntry read = content.read(entry, advanced);
    return read.with(
        new Recorded(EntryState.PRESENT, null, of(entry.node().path(), entry.node().type())),
        read.problem());
  }

  private SortedMap<String, String> of(Path path, TreeNode.Type type) throws IOException {
    Map<String, Object> unix = Files.readAttributes(path, READ, LinkOption.NOFOLLOW_LINKS);
    SortedMap<String, String> attributes = new TreeMap<>();
    attributes.put("uid", value(unix, "uid").toString());
    attributes.put("gid", value(unix, "gid").toString());
    if (type != TreeNode.Type.LINK) {
      int mode = (Integer) value(unix, "mode") & PERMISSIONS;
      attributes.put("mode", "0" + Integer.toOctalString(mode));
    }
    if (type == TreeNode.Type.FILE) {
      attributes.put("mtime", ((FileTime) value(unix, "lastModifiedTime")).toString());
      attributes.put("links", value(unix, "nlink").toString());
    }
    if (type == TreeNode.Type.FILE || type == TreeNode.Type.EMPTY_FOLDER) {
      extended(path, attributes);
    }
    return attributes;
  }

  private static Object value(Map<String, Object> unix, String name) {
    return Objects.requireNonNull(unix.get(name), name);
  }

  private void extended(Path path, SortedMap<String, String> attributes) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(
            path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      return;
    }
    try {
      for (String name : view.list()) {
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        String text = StandardCharsets.ISO_8859_1.decode(value.flip()).toString();
        attributes.put("user." + name, key.pseudonym("user." + name + '\0' + text));
      }
    } catch (FileSystemException e) {
      if (!String.valueOf(e.getReason()).contains("not supported")) {
        throw e;
      }
    }
  }
}
