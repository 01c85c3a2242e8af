package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * A folder of files whose content has no meaning here, with what the file system keeps beside their
 * content. Empty folders are entries.
 */
public final class FilesSource implements InventorySource {
  /** Owner of what serves the platform and belongs to nobody's data. */
  static final OwnerKey PLATFORM = new OwnerKey("platform");

  private final Path root;
  private final TreeAttributes attributes;

  /**
   * @param key digests the values of extended attributes
   */
  public FilesSource(Path root, PseudonymKey key) {
    this.root = root;
    attributes = new TreeAttributes(key);
  }

  @Override
  public View view() {
    return View.FILES;
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    new TreeWalk(
            root,
            node -> {
              if (node.type() != TreeNode.Type.FOLDER || node.unlisted()) {
                listing.found(attributes.with(DiskEntry.plain(node, EntryKind.FILE, PLATFORM)));
              }
            })
        .walk();
  }
}
