package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DicomTruncationTest {
  @TempDir Path folder;

  /** The last byte of deflated data may be padding, which nothing misses. */
  @ParameterizedTest
  @CsvSource({
    DicomFile.IMPLICIT + ",0",
    DicomFile.EXPLICIT + ",0",
    DicomFile.BIG_ENDIAN + ",0",
    DicomFile.JPEG + ",0",
    DicomFile.DEFLATED + ",1"
  })
  void anImageCutShortAnywhereIsNeverSound(String syntax, int padding) {
    Reads reads = new Reads(folder.resolve("file"));
    byte[] whole = DicomFile.sound(syntax);
    assertThat(reads.facts(whole).structure()).isEqualTo(DicomStructure.SOUND);

    for (int length = 0; length < whole.length - padding; length++) {
      DicomFacts facts = reads.facts(Arrays.copyOf(whole, length));
      assertThat(facts.structure())
          .as("cut to %d of %d", length, whole.length)
          .isIn(
              DicomStructure.TRUNCATED,
              DicomStructure.MALFORMED,
              DicomStructure.NOT_DICOM,
              DicomStructure.EMPTY);
      assertThat(facts.pixelDigest()).isNull();
    }
  }
}
