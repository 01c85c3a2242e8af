package org.migrationauditor.verifier.disk;

import java.nio.file.Path;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;

final class FilesSourceTest extends InventorySourceContract {
  @Override
  protected InventorySource source(Path archive) {
    return new FilesSource(archive);
  }
}
