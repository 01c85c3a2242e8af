package org.migrationauditor.verifier.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.http.WebException;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;

/** A real PACS that asks for a password. */
final class DicomWebSourceIT extends InventorySourceContract {
  private static final Map<String, String> SECRETS =
      Map.of("AUDITOR_DICOMWEB_USER", "auditor", "AUDITOR_DICOMWEB_PASSWORD", "p4ss");

  @TempDir private static Path folder;
  private static OrthancServer orthanc;

  @BeforeAll
  static void fill() throws Exception {
    OrthancServer.needed();
    orthanc = OrthancServer.start(folder);
    String file = new String(DicomFile.sound(DicomFile.EXPLICIT), StandardCharsets.ISO_8859_1);
    for (String uid : List.of("2.25.21", "2.25.31", "2.25.41")) {
      String other = file.replace(DicomFile.SOP, uid);
      assertThat(orthanc.store(other.getBytes(StandardCharsets.ISO_8859_1))).isTrue();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (orthanc != null) {
      orthanc.close();
    }
  }

  private static InventorySource open(Map<String, String> secrets) {
    return new DicomWebScheme()
        .open(orthanc.dicomWeb() + "?content=yes", new Access(folder, DicomFile.KEY, secrets::get));
  }

  @Override
  protected InventorySource filled() {
    return open(SECRETS);
  }

  @Override
  protected Object state() throws Exception {
    return List.of(
        orthanc.get("/statistics"), orthanc.get("/instances"), orthanc.get("/changes?last"));
  }

  @Test
  void isToldThatItNeedsCredentials() {
    assertThatExceptionOfType(WebException.class)
        .isThrownBy(() -> open(Map.of()).list(entry -> {}))
        .withMessageStartingWith("answers 401, it wants other credentials");
  }
}
