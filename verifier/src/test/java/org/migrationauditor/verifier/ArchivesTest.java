package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.archive.ArchiveAddress;

final class ArchivesTest {
  @TempDir private Path dir;

  @Test
  void aPathIsAFolderOfDicomFiles() {
    assertThat(Archives.address("/data/fs1"))
        .isEqualTo(new ArchiveAddress("dicom+file", "/data/fs1"));
    assertThat(Archives.address("c:x")).isEqualTo(new ArchiveAddress("dicom+file", "c:x"));
  }

  @Test
  void aKnownSchemeIsTaken() {
    assertThat(Archives.address("tree:/data")).isEqualTo(new ArchiveAddress("tree", "/data"));
  }

  @Test
  void aSchemeThatNobodyKnowsIsNoFolder() {
    ArchiveAddress address = Archives.address("pacs:host/x");

    assertThatThrownBy(() -> Archives.view(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "address 'pacs:host/x': begins with no scheme known here; use one of")
        .hasMessageContaining("pacsdb, ");
  }

  @Test
  void aFolderNamedLikeASchemeIsAFolder() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("study"));
    assertThat(Archives.address(folder.toString()).scheme()).isEqualTo("dicom+file");
  }
}
