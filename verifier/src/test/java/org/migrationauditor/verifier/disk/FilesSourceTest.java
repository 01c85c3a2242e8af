package org.migrationauditor.verifier.disk;

import java.nio.file.Path;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventorySource;

final class FilesSourceTest extends FolderSourceContract {
  @Override
  protected InventorySource source(Path archive) {
    return new FilesSource(archive, new PseudonymKey(new byte[32]));
  }
}
