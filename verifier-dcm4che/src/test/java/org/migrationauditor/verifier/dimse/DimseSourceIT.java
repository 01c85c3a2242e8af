package org.migrationauditor.verifier.dimse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.dicomweb.OrthancServer;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;
import org.migrationauditor.verifier.inventory.Shell;

/** A real PACS. */
final class DimseSourceIT extends InventorySourceContract {
  @TempDir private static Path folder;
  private static OrthancServer orthanc;

  @BeforeAll
  static void fill() throws Exception {
    OrthancServer.needed();
    orthanc = OrthancServer.start(folder);
    Path files = Files.createDirectory(folder.resolve("files"));
    String file = new String(DicomFile.sound(DicomFile.EXPLICIT), StandardCharsets.ISO_8859_1);
    for (String uid : List.of("2.25.21", "2.25.31", "2.25.41")) {
      String other = file.replace(DicomFile.SOP, uid);
      Files.write(files.resolve(uid), other.getBytes(StandardCharsets.ISO_8859_1));
    }
    Shell.in(files, "storescu -aec ORTHANC 127.0.0.1 %d +sd .".formatted(orthanc.dicomPort()));
  }

  @AfterAll
  static void stop() {
    if (orthanc != null) {
      orthanc.close();
    }
  }

  @Override
  protected InventorySource filled() {
    return new DimseScheme()
        .open(
            "AUDITOR@ORTHANC@127.0.0.1:" + orthanc.dicomPort(),
            new Access(folder, DicomFile.KEY, name -> null));
  }

  @Override
  protected Object state() throws Exception {
    return List.of(
        orthanc.get("/statistics"), orthanc.get("/instances"), orthanc.get("/changes?last"));
  }
}
