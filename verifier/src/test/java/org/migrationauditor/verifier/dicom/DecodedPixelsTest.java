package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same pixels have the same digest, in any transfer syntax that is decoded. */
final class DecodedPixelsTest {
  private static final String RLE = "1.2.840.10008.1.2.5";
  private static final int ROWS = 5;
  private static final int COLUMNS = 9;
  private static final long SEED = 7;

  @TempDir private Path dir;
  private Reads reads;

  @BeforeEach
  void makeReads() {
    reads = new Reads(dir.resolve("file"));
  }

  @ParameterizedTest
  @CsvSource({"1,8,1", "1,16,1", "1,32,1", "3,8,1", "3,16,1", "1,8,3", "1,16,2", "3,8,2", "3,16,3"})
  void runLengthsAreThePixelsThatTheyStandFor(int samples, int bits, int frames) {
    byte[] pixels = pixels(samples, bits, frames);

    DicomFacts coded = reads.facts(compressed(samples, bits, frames, rle(samples, bits, pixels)));

    assertThat(coded.structure()).isEqualTo(DicomStructure.SOUND);
    assertThat(coded.decodedPixelDigest()).hasToString(Reads.sha256(pixels));
    assertThat(nativeFacts(DicomFile.EXPLICIT, samples, bits, frames, 0, pixels))
        .satisfies(
            facts -> {
              assertThat(facts.decodedPixelDigest()).isEqualTo(coded.decodedPixelDigest());
              assertThat(facts.dataSetDigest()).isEqualTo(coded.dataSetDigest());
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void coloursByPlaneAreThePixelsByPixel(int bits) {
    byte[] pixels = pixels(3, bits, 2);
    byte[] planes = new byte[pixels.length];
    int part = bits / 8;
    int count = ROWS * COLUMNS;
    for (int i = 0; i < pixels.length; i++) {
      int frame = i / (count * 3 * part);
      int sample = i / part % 3;
      int pixel = i / (3 * part) % count;
      planes[((frame * 3 + sample) * count + pixel) * part + i % part] = pixels[i];
    }

    assertThat(nativeFacts(DicomFile.EXPLICIT, 3, bits, 2, 1, planes).decodedPixelDigest())
        .hasToString(Reads.sha256(pixels));
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomFile.IMPLICIT, DicomFile.BIG_ENDIAN, DicomFile.DEFLATED})
  void nativePixelsAreThemselvesInEverySyntaxWithoutTheByteThatPadsThem(String syntax) {
    for (int bits : new int[] {8, 16}) {
      byte[] pixels = pixels(1, bits, 1);

      assertThat(nativeFacts(syntax, 1, bits, 1, 0, pixels).decodedPixelDigest())
          .as("%d bits", bits)
          .hasToString(Reads.sha256(pixels));
    }
  }

  @Test
  void packedBitsAreAsStored() {
    byte[] pixels = {1, 2, 3, 4, 5, 6};

    assertThat(nativeFacts(DicomFile.EXPLICIT, 1, 1, 1, 0, pixels).decodedPixelDigest())
        .hasToString(Reads.sha256(pixels));
  }

  @Test
  void thirtyTwoBitsInBigEndianAreNotDecodedAsWritersDisagree() {
    assertThat(
            nativeFacts(DicomFile.BIG_ENDIAN, 1, 32, 1, 0, pixels(1, 32, 1)).decodedPixelDigest())
        .isNull();
  }

  @Test
  void pixelsOfAnotherLengthThanTheirAttributesSayAreNotDecoded() {
    byte[] pixels = pixels(1, 16, 1);

    assertThat(nativeFacts(DicomFile.EXPLICIT, 1, 16, 2, 0, pixels).decodedPixelDigest()).isNull();
    assertThat(
            nativeFacts(DicomFile.EXPLICIT, 1, 16, 1, 0, Arrays.copyOf(pixels, pixels.length + 2))
                .decodedPixelDigest())
        .isNull();
    assertThat(nativeFacts(DicomFile.EXPLICIT, 0, 16, 1, 0, pixels).decodedPixelDigest()).isNull();
  }

  @Test
  void otherCompressionsAreNotDecoded() {
    byte[] set =
        set(DicomFile.EXPLICIT, 1, 8, 1, 0)
            .fragments(DicomFile.PIXEL_DATA, new byte[0], new byte[46])
            .bytes();

    DicomFacts facts = reads.facts(DicomFile.part10(DicomFile.JPEG, set));

    assertThat(facts.structure()).isEqualTo(DicomStructure.SOUND);
    assertThat(facts.pixelDigest()).isNotNull();
    assertThat(facts.decodedPixelDigest()).isNull();
  }

  @Test
  void twoElementsOfPixelDataAreNotDecoded() {
    byte[] pixels = pixels(1, 16, 1);
    byte[] set =
        set(DicomFile.EXPLICIT, 1, 16, 1, 0)
            .element(DicomFile.PIXEL_DATA, "OW", pixels)
            .element(DicomFile.PIXEL_DATA, "OW", pixels)
            .bytes();

    DicomFacts facts = reads.facts(DicomFile.part10(DicomFile.EXPLICIT, set));

    assertThat(facts.structure()).isEqualTo(DicomStructure.MALFORMED);
    assertThat(facts.decodedPixelDigest()).isNull();
  }

  @Test
  void brokenRunLengthsAreAProblemAndNoPixels() {
    byte[] frame = frame(1, 16, pixels(1, 16, 1));
    byte[] oneSegment = frame.clone();
    oneSegment[0] = 1;
    byte[] shifted = frame.clone();
    shifted[4] = 66;
    byte[] backwards = frame.clone();
    backwards[8] = 64;
    byte[] longRun = frame.clone();
    longRun[64] = -127;
    byte[] shortSegment = frame.clone();
    shortSegment[8] = (byte) (shortSegment[8] - 2);

    for (byte[] broken :
        new byte[][] {
          oneSegment,
          shifted,
          backwards,
          longRun,
          shortSegment,
          Arrays.copyOf(frame, frame.length - 4),
          Arrays.copyOf(frame, 62),
          {}
        }) {
      assertThat(reads.facts(compressed(1, 16, 1, broken)))
          .satisfies(
              facts -> {
                assertThat(facts.structure()).isEqualTo(DicomStructure.MALFORMED);
                assertThat(facts.problem())
                    .isEqualTo(
                        "(7fe0,0010): frame 1 is not compressed by run length as it should be");
                assertThat(facts.pixelDigest()).isNotNull();
                assertThat(facts.decodedPixelDigest()).isNull();
                assertThat(facts.elements()).isNotNull();
              });
    }
  }

  @Test
  void eachFrameIsOneFragment() {
    byte[] frame = frame(1, 8, pixels(1, 8, 1));

    assertThat(reads.facts(compressed(1, 8, 2, frame)).problem())
        .isEqualTo("(7fe0,0010): 2 frames declared, 1 found");
    assertThat(reads.facts(compressed(1, 8, 1, frame, frame)).problem())
        .isEqualTo("(7fe0,0010): 1 frames declared, 2 found");
  }

  @Test
  void framesThatDoNotFitInMemoryAreNotDecoded() {
    DataSetBytes set =
        DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN)
            .number(0x00280002, 1)
            .number(0x00280010, 65535)
            .number(0x00280011, 65535)
            .number(0x00280100, 16)
            .fragments(DicomFile.PIXEL_DATA, new byte[0], new byte[64]);

    DicomFacts facts = reads.facts(DicomFile.part10(RLE, set.bytes()));

    assertThat(facts.structure()).isEqualTo(DicomStructure.SOUND);
    assertThat(facts.decodedPixelDigest()).isNull();
  }

  @Test
  void damageIsAnsweredAndWhatIsStillSoundIsDecoded() {
    Random random = new Random(SEED);
    byte[] pixels = pixels(3, 8, 2);
    byte[] file = compressed(3, 8, 2, rle(3, 8, pixels));
    int start = file.length - 500;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = file.clone();
      damaged[start + random.nextInt(500)] ^= (byte) (1 + random.nextInt(255));
      DicomFacts facts = reads.facts(damaged);
      if (facts.structure() == DicomStructure.SOUND) {
        assertThat(facts.decodedPixelDigest()).isNotNull();
      }
    }
    assertThat(reads.facts(file).decodedPixelDigest()).hasToString(Reads.sha256(pixels));
  }

  private DicomFacts nativeFacts(
      String syntax, int samples, int bits, int frames, int planar, byte[] pixels) {
    byte[] even = Arrays.copyOf(pixels, pixels.length + pixels.length % 2);
    byte[] set =
        set(syntax, samples, bits, frames, planar)
            .element(DicomFile.PIXEL_DATA, "OW", even)
            .bytes();
    return reads.facts(
        DicomFile.part10(syntax, syntax.equals(DicomFile.DEFLATED) ? DicomFile.deflate(set) : set));
  }

  private static byte[] compressed(int samples, int bits, int frames, byte[]... fragments) {
    byte[][] withOffsets = new byte[fragments.length + 1][];
    withOffsets[0] = new byte[0];
    System.arraycopy(fragments, 0, withOffsets, 1, fragments.length);
    return DicomFile.part10(
        RLE,
        set(DicomFile.EXPLICIT, samples, bits, frames, 0)
            .fragments(DicomFile.PIXEL_DATA, withOffsets)
            .bytes());
  }

  private static DataSetBytes set(String syntax, int samples, int bits, int frames, int planar) {
    return DicomFile.head(DicomFile.encoding(syntax))
        .number(0x00280002, samples)
        .number(0x00280006, planar)
        .text(0x00280008, "IS", String.valueOf(frames))
        .number(0x00280010, ROWS)
        .number(0x00280011, COLUMNS)
        .number(0x00280100, bits);
  }

  /** Runs and other bytes. */
  private static byte[] pixels(int samples, int bits, int frames) {
    Random random = new Random(SEED);
    byte[] pixels = new byte[ROWS * COLUMNS * samples * bits / 8 * frames];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextBoolean() ? 3 : (byte) random.nextInt();
    }
    return pixels;
  }

  private static byte[][] rle(int samples, int bits, byte[] pixels) {
    int bytes = ROWS * COLUMNS * samples * bits / 8;
    byte[][] frames = new byte[pixels.length / bytes][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = frame(samples, bits, Arrays.copyOfRange(pixels, i * bytes, (i + 1) * bytes));
    }
    return frames;
  }

  /** PS3.5 G, each row by itself. */
  private static byte[] frame(int samples, int bits, byte[] pixels) {
    int part = bits / 8;
    ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(samples * part);
    ByteArrayOutputStream segments = new ByteArrayOutputStream();
    for (int sample = 0; sample < samples; sample++) {
      for (int high = part - 1; high >= 0; high--) {
        header.putInt(64 + segments.size());
        for (int row = 0; row < ROWS; row++) {
          byte[] line = new byte[COLUMNS];
          for (int column = 0; column < COLUMNS; column++) {
            line[column] = pixels[((row * COLUMNS + column) * samples + sample) * part + high];
          }
          packBits(line, segments);
        }
        if (segments.size() % 2 != 0) {
          segments.write(0);
        }
      }
    }
    return DicomFile.join(header.array(), segments.toByteArray());
  }

  private static void packBits(byte[] line, ByteArrayOutputStream out) {
    int at = 0;
    while (at < line.length) {
      int same = 1;
      while (at + same < line.length && line[at + same] == line[at]) {
        same++;
      }
      if (same > 1) {
        out.write(1 - same);
      } else {
        out.write(0);
      }
      out.write(line[at]);
      at += same;
    }
    out.write(-128); // stands for nothing
  }
}
