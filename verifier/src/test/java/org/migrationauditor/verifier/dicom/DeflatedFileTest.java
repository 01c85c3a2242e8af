package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.verifier.dicom.DicomFile.DEFLATED;
import static org.migrationauditor.verifier.dicom.DicomFile.PIXELS;
import static org.migrationauditor.verifier.dicom.DicomFile.PIXEL_DATA;
import static org.migrationauditor.verifier.dicom.DicomFile.deflate;
import static org.migrationauditor.verifier.dicom.DicomFile.head;
import static org.migrationauditor.verifier.dicom.DicomFile.part10;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeflatedFileTest {
  private static final byte[] DATA_SET =
      head(Encoding.EXPLICIT_LITTLE_ENDIAN).element(PIXEL_DATA, "OW", PIXELS).bytes();

  @TempDir Path folder;
  private Reads reads;

  @BeforeEach
  void open() {
    reads = new Reads(folder.resolve("file"));
  }

  @Test
  void aPaddingByteIsPartOfIt() {
    byte[] deflated = deflate(DATA_SET);

    for (int length : new int[] {withoutPadding(deflated), withoutPadding(deflated) + 1}) {
      byte[] file = part10(DEFLATED, Arrays.copyOf(deflated, length));
      assertThat(reads.facts(file).structure()).isEqualTo(DicomStructure.SOUND);
    }
  }

  @Test
  void moreBytesThanThatBelongToNothing() {
    byte[] deflated = deflate(DATA_SET);

    for (byte[] more : new byte[][] {new byte[2], {1}, new byte[5000]}) {
      byte[] bare = Arrays.copyOf(deflated, withoutPadding(deflated));
      assertThat(reads.facts(part10(DEFLATED, bare), more))
          .returns(DicomStructure.TRAILING_BYTES, DicomFacts::structure)
          .returns(DicomFile.SOP, DicomFacts::sopInstanceUid);
    }
  }

  @Test
  void anEndInsideIsTold() {
    byte[] deflated = deflate(DATA_SET);

    for (int length = 0; length < withoutPadding(deflated); length++) {
      byte[] file = part10(DEFLATED, Arrays.copyOf(deflated, length));
      assertThat(reads.facts(file).structure()).isEqualTo(DicomStructure.TRUNCATED);
    }
  }

  @Test
  void aDataSetCutBeforeItWasDeflatedIsTold() {
    byte[] cut = deflate(Arrays.copyOf(DATA_SET, DATA_SET.length - 3));

    assertThat(reads.facts(part10(DEFLATED, cut)))
        .returns(DicomStructure.TRUNCATED, DicomFacts::structure)
        .returns(null, DicomFacts::pixelDigest);
  }

  @Test
  void damageIsTold() {
    byte[] file = part10(DEFLATED, deflate(DATA_SET));
    Arrays.fill(file, file.length - 200, file.length - 100, (byte) 0xFF);

    assertThat(reads.facts(file).structure()).isEqualTo(DicomStructure.MALFORMED);
  }

  @Test
  void aZlibWrapperIsReadAndTold() {
    byte[] file =
        part10(DEFLATED, DicomFile.join(new byte[] {0x78, (byte) 0xDA}, deflate(DATA_SET)));

    assertThat(reads.facts(file))
        .returns(DicomStructure.MALFORMED, DicomFacts::structure)
        .returns(DicomFile.SERIES, DicomFacts::seriesInstanceUid)
        .satisfies(facts -> assertThat(facts.problem()).contains("zlib wrapper"));
  }

  @Test
  void moreThanTheHeapIsReadInLittleMemory() throws Exception {
    byte[][] parts = new byte[1101][];
    Arrays.fill(parts, new byte[1 << 20]);
    parts[0] = head(Encoding.EXPLICIT_LITTLE_ENDIAN).header(PIXEL_DATA, "OW", 1100 << 20).bytes();
    Path file = Files.write(folder.resolve("large"), part10(DEFLATED, deflate(parts)));

    DicomFacts facts = new DicomReader(DicomFile.KEY).read(file);

    assertThat(facts.structure()).isEqualTo(DicomStructure.SOUND);
    assertThat(facts.pixelDigest())
        .hasToString(Reads.sha256(Arrays.copyOfRange(parts, 1, parts.length)));
  }

  /** Bytes of deflated data, found by where the data set comes out of them whole. */
  private static int withoutPadding(byte[] deflated) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      byte[] out = new byte[DATA_SET.length + 1];
      assertThat(inflater.inflate(out)).isEqualTo(DATA_SET.length);
      assertThat(inflater.finished()).isTrue();
      return (int) inflater.getBytesRead();
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    } finally {
      inflater.end();
    }
  }
}
