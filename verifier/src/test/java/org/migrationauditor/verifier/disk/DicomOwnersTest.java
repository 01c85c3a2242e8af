package org.migrationauditor.verifier.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.dicom.ShownKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** Whose an instance is, by its (0012,0020). */
final class DicomOwnersTest {
  @TempDir private Path archive;

  @ParameterizedTest
  @CsvSource({
    "trial-a, trial-a",
    "unassigned, protocol:unassigned",
    "Platform, protocol:Platform",
    "whole migration, protocol:whole migration",
    "bucket:uploads, protocol:bucket:uploads",
    "protocol:trial-a, protocol:protocol:trial-a"
  })
  void noFileGivesItselfANameThatMeansSomethingElse(String protocol, String owner)
      throws Exception {
    assertThat(ownerOf(protocol)).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "'a\u0007b'"})
  void whatIsNoNameAssignsToNobody(String protocol) throws Exception {
    assertThat(ownerOf(protocol)).isEqualTo("unassigned");
  }

  private String ownerOf(String protocol) throws Exception {
    Files.writeString(archive.resolve("one"), "x");
    List<UnreadEntry> entries = new ArrayList<>();
    new DicomFilesSource(archive, (content, bytes, advanced) -> facts(protocol)).list(entries::add);
    assertThat(entries).hasSize(1);
    return entries.getFirst().read(bytes -> {}).owner().value();
  }

  private static DicomFacts facts(String protocol) {
    return new DicomFacts(
        1,
        Sha256.of(new byte[1]),
        null,
        null,
        null,
        null,
        "1.2",
        "1.2.3",
        "1.2.3.4",
        null,
        null,
        null,
        protocol,
        null,
        null,
        ShownKey.AS_IT_IS,
        DicomStructure.SOUND,
        "");
  }
}
