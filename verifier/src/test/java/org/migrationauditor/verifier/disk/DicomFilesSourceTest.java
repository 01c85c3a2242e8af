package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.dicom.ShownKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.InventorySource;

final class DicomFilesSourceTest extends FolderSourceContract {
  @Override
  protected InventorySource source(Path archive) {
    return new DicomFilesSource(archive, DicomFilesSourceTest::plain);
  }

  private static DicomFacts plain(ReadableByteChannel content, long size, LongConsumer advanced)
      throws IOException {
    byte[] bytes = Channels.newInputStream(content).readAllBytes();
    advanced.accept(bytes.length);
    return new DicomFacts(
        bytes.length,
        Sha256.of(bytes),
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
        null,
        null,
        null,
        ShownKey.AS_IT_IS,
        DicomStructure.NOT_DICOM,
        "is not DICOM");
  }
}
