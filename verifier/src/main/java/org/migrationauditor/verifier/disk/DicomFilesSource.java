package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * A folder of DICOM files, such as dcm4chee's {@code fs1}. A file that names no SOP Instance UID is
 * a plain file with what the reader found of its structure. Folders are no entries. What is in a
 * file named {@code *.tar} or in a series' metadata is an entry too, see {@link Containers}.
 */
public final class DicomFilesSource implements InventorySource {
  private final Path root;
  private final Instances instances;
  private final FurtherDigests further;
  private final Containers containers;

  public DicomFilesSource(Path root, DicomReading reading) {
    this(root, reading, FurtherDigests.NONE);
  }

  /**
   * @param further attributes {@code md5} and {@code sha1} of every file that is a DICOM file or
   *     none, in one more reading
   */
  DicomFilesSource(Path root, DicomReading reading, FurtherDigests further) {
    this.root = root;
    this.further = further;
    instances = new Instances(reading);
    containers = new Containers(instances, further);
  }

  @Override
  public View view() {
    return View.DICOM_FILES;
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    new TreeWalk(
            root,
            walked -> {
              TreeNode node = Containers.plain(walked);
              if (node.type() == TreeNode.Type.FILE) {
                listing.found(
                    new DiskEntry(node, EntryKind.FILE, OwnerKey.UNASSIGNED, this::instance));
                containers.list(node, listing);
              } else if (!folder(node) || node.unlisted()) {
                listing.found(DiskEntry.plain(node, EntryKind.FILE, OwnerKey.UNASSIGNED));
              }
            })
        .walk();
  }

  private static boolean folder(TreeNode node) {
    return node.type() == TreeNode.Type.FOLDER || node.type() == TreeNode.Type.EMPTY_FOLDER;
  }

  @Override
  public String place() {
    return root.toString();
  }

  private InventoryEntry instance(DiskEntry entry, LongConsumer advanced) throws IOException {
    InventoryEntry read;
    try (FileChannel content = open(entry)) {
      read = instances.entry(entry.node().key(), content, content.size(), advanced);
    }
    if (further.names().isEmpty() || !read.complete()) {
      return read;
    }
    try (FileChannel content = open(entry)) {
      SortedMap<String, String> digests = further.of(content);
      return read.with(new Recorded(EntryState.PRESENT, null, digests), read.problem());
    }
  }

  private static FileChannel open(DiskEntry entry) throws IOException {
    return FileChannel.open(
        entry.node().path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
