package org.migrationauditor.verifier.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that dcmtk wrote again are the same data set, and no other is. */
final class ReencodedIT {
  @TempDir private Path dir;
  private Path original;
  private DicomFacts before;

  @BeforeEach
  void writeAnImageWithEveryKindOfValue() throws Exception {
    assumeTrue(Dcmdump.installed() || System.getenv("CI") != null, "needs dcmtk");
    original = dir.resolve("original");
    DataSetBytes leaf = DataSetBytes.explicit().text(0x00080100, "SH", "X1").number(0x00280010, 3);
    DataSetBytes image =
        DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN)
            .sequence(0x00209111, "SQ", false, leaf)
            .sequence(0x00209221, "SQ", true, leaf)
            .text(0x00210010, "LO", "PRIVATE")
            .element(0x00211001, "UN", counting(6))
            .element(0x00211002, "SL", counting(8))
            .element(0x00211003, "FD", counting(16))
            .element(0x00211004, "OF", counting(8))
            .element(0x00211005, "OB", counting(6))
            .number(0x00280002, 1)
            .text(0x00280004, "CS", "MONOCHROME2")
            .element(0x00280009, "AT", counting(4))
            .number(0x00280010, 10)
            .number(0x00280011, 15)
            .number(0x00280100, 16)
            .number(0x00280101, 16)
            .number(0x00280102, 15)
            .number(0x00280103, 0)
            .element(0x00286030, "US", counting(2))
            .element(0x00701401, "US", counting(6))
            .element(DicomFile.PIXEL_DATA, "OW", DicomFile.PIXELS);
    Files.write(original, DicomFile.part10(DicomFile.EXPLICIT, image.bytes()));
    before = facts(original);
    assertThat(before.dataSetDigest()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+te",
        "+ti",
        "+tb",
        "+td",
        "+te -e",
        "+te +e +g",
        "+ti -e +g",
        "+tb -e +g",
        "+te -g"
      })
  void anotherEncodingIsTheSameDataSet(String options) throws Exception {
    Path again = dir.resolve("again");
    List<String> command = new ArrayList<>(List.of("dcmconv"));
    command.addAll(Arrays.asList(options.split(" ", -1)));
    run(command, original, again);

    DicomFacts after = facts(again);

    assertThat(after.dataSetDigest()).isEqualTo(before.dataSetDigest());
    assertThat(after.pixelDigest()).isEqualTo(before.pixelDigest());
  }

  @Test
  void pixelsCompressedByRunLengthAreTheSameDecoded() throws Exception {
    Path again = dir.resolve("again");
    run(List.of("dcmcrle"), original, again);
    Path back = dir.resolve("back");
    run(List.of("dcmdrle"), again, back);

    DicomFacts after = facts(again);

    assertThat(after.dataSetDigest()).isEqualTo(before.dataSetDigest());
    assertThat(after.elements()).isEqualTo(before.elements());
    assertThat(after.pixelDigest()).isNotNull().isNotEqualTo(before.pixelDigest());
    assertThat(after.decodedPixelDigest()).isNotNull().isEqualTo(before.decodedPixelDigest());
    assertThat(facts(back).decodedPixelDigest()).isEqualTo(before.decodedPixelDigest());
  }

  @Test
  void jpegLsKeepsTheDataSetAndIsTheSameDecoded() throws Exception {
    Path again = dir.resolve("again");
    run(List.of("dcmcjpls"), original, again);

    DicomFacts after = facts(again);

    assertThat(after.elements()).isNotNull().isEqualTo(before.elements());
    assertThat(after.pixelDigest()).isNotNull().isNotEqualTo(before.pixelDigest());
    assertThat(after.decodedPixelDigest()).isNotNull().isEqualTo(before.decodedPixelDigest());
  }

  @Test
  void anotherAttributeIsAnotherDataSetOfTheSamePixels() throws Exception {
    Path again = Files.copy(original, dir.resolve("again"));
    run(List.of("dcmodify", "-nb", "-m", "(0008,0060)=MR"), again);

    DicomFacts after = facts(again);

    assertThat(after.dataSetDigest()).isNotNull().isNotEqualTo(before.dataSetDigest());
    assertThat(after.pixelDigest()).isEqualTo(before.pixelDigest());
  }

  private static DicomFacts facts(Path file) throws IOException {
    return new DicomReader(DicomFile.KEY).read(file);
  }

  private static byte[] counting(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }

  private static void run(List<String> command, Path... files) throws Exception {
    List<String> words = new ArrayList<>(command);
    for (Path file : files) {
      words.add(file.toString());
    }
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
