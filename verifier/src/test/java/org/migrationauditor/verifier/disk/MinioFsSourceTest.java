package org.migrationauditor.verifier.disk;

import java.nio.file.Path;
import org.migrationauditor.verifier.inventory.InventorySource;

final class MinioFsSourceTest extends FolderSourceContract {
  @Override
  protected InventorySource source(Path archive) {
    return new MinioFsSource(archive);
  }
}
