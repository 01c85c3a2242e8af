package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.InventorySource;

final class DicomFilesSourceTest extends FolderSourceContract {
  @Override
  protected InventorySource source(Path archive) {
    return new DicomFilesSource(archive, DicomFilesSourceTest::plain);
  }

  private static DicomFacts plain(Path file, LongConsumer advanced) throws IOException {
    FileBytes bytes = FileBytes.read(file, Long.MAX_VALUE - 1, advanced);
    return new DicomFacts(
        bytes.count(),
        bytes.digest(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        DicomStructure.NOT_DICOM,
        "is not DICOM");
  }
}
