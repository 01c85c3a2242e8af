package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.jpeg.CodeStreams;

/** Frames of a code-stream each are the pixels of the native image, or not decoded at all. */
final class JpegFramesTest {
  private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
  private static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";
  private static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";
  private static final TestImage GREY = new TestImage(1, 16, 12, false, 3);
  private static final TestImage SIGNED = new TestImage(1, 16, 12, true, 2);
  private static final TestImage COLOUR = new TestImage(3, 8, 8, false, 2);

  @TempDir private Path dir;
  private Reads reads;

  @BeforeEach
  void makeReads() {
    reads = new Reads(dir.resolve("file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {JPEG_LS, JPEG_LOSSLESS})
  void framesAreTheNativePixels(String syntax) {
    for (TestImage image :
        new TestImage[] {GREY, SIGNED, COLOUR, new TestImage(1, 8, 7, true, 1)}) {
      byte[] pixels = image.pixels();

      DicomFacts facts = reads.facts(image.file(syntax, fragments(image, syntax)));

      assertThat(facts.structure()).isEqualTo(DicomStructure.SOUND);
      assertThat(facts.decodedPixelDigest()).as("%s", image).hasToString(Reads.sha256(pixels));
      assertThat(reads.facts(image.file(pixels)).decodedPixelDigest())
          .isEqualTo(facts.decodedPixelDigest());
    }
  }

  @ParameterizedTest
  @CsvSource({"test-grey,1,16,12,false", "test-signed,1,16,12,true", "test-colour,3,8,8,false"})
  void jpeg2000IsTheNativePixels(
      String name, int samples, int allocated, int stored, boolean signed) {
    TestImage image = new TestImage(samples, allocated, stored, signed, 1);
    byte[] stream = CodeStreams.jpeg2000(name);
    byte[] even = Arrays.copyOf(stream, stream.length + stream.length % 2);

    DicomFacts facts = reads.facts(image.file(JPEG_2000, new byte[0], even));

    assertThat(facts.decodedPixelDigest()).hasToString(Reads.sha256(image.pixels()));
  }

  /** PS3.3 C.7.6.3.1.2: what is transformed reversibly comes back as what it was. */
  @Test
  void coloursOfAReversibleTransformAreRgb() {
    TestImage image = new TestImage(3, 8, 8, false, 1);
    byte[] stream = CodeStreams.jpeg2000("test-colour");
    byte[] even = Arrays.copyOf(stream, stream.length + stream.length % 2);
    byte[] pixels = image.pixels();
    DicomFacts plain = reads.facts(image.file(pixels));

    DicomFacts transformed = reads.facts(image.file(JPEG_2000, "YBR_RCT", new byte[0], even));

    assertThat(transformed.dataSetDigest()).isEqualTo(plain.dataSetDigest());
    assertThat(transformed.elements()).isEqualTo(plain.elements());
    assertThat(reads.facts(image.file(JPEG_LS, "YBR_RCT", new byte[0], even)).dataSetDigest())
        .isNotEqualTo(plain.dataSetDigest());
  }

  @Test
  void aSignThatIsNotExtendedIsTheSameNumber() {
    byte[] pixels = SIGNED.pixels();
    byte[] masked = SIGNED.masked(pixels);

    assertThat(masked).isNotEqualTo(pixels);
    assertThat(reads.facts(SIGNED.file(masked)).decodedPixelDigest())
        .hasToString(Reads.sha256(pixels));
    byte[] other = pixels.clone();
    other[1] = (byte) (other[1] ^ 0x40); // neither zero nor the sign, such as an overlay
    assertThat(reads.facts(SIGNED.file(other)).decodedPixelDigest())
        .hasToString(Reads.sha256(other));
  }

  /** PS3.3 C.9.2 as it was: an overlay in the bits that the image does not use. */
  @Test
  void anOverlayAboveNumbersIsNoSignOfThem() {
    TestImage image = new TestImage(1, 16, 15, true, 1);
    byte[] overlay = image.pixels(); // set wherever a number is negative
    byte[] none = image.masked(overlay);
    String uncompressed = DicomFile.EXPLICIT;

    assertThat(reads.facts(image.overlaid(uncompressed, 15, overlay)).decodedPixelDigest())
        .hasToString(Reads.sha256(overlay));
    assertThat(reads.facts(image.overlaid(uncompressed, 15, none)).decodedPixelDigest())
        .hasToString(Reads.sha256(none));
    assertThat(reads.facts(image.overlaid(uncompressed, 0, none)).decodedPixelDigest())
        .hasToString(Reads.sha256(overlay));
    byte[][] fragments = fragments(image, JPEG_LS);
    assertThat(reads.facts(image.overlaid(JPEG_LS, 15, fragments)).decodedPixelDigest()).isNull();
    assertThat(reads.facts(image.overlaid(JPEG_LS, 0, fragments)).decodedPixelDigest())
        .hasToString(Reads.sha256(overlay));
  }

  @Test
  void unusedBitsOfUnsignedNumbersStay() {
    byte[] pixels = GREY.pixels();
    pixels[1] |= (byte) 0x80;

    assertThat(reads.facts(GREY.file(pixels)).decodedPixelDigest())
        .hasToString(Reads.sha256(pixels));
  }

  @Test
  void framesInSeveralFragmentsAreToldApartByTheirFirstBytesOrTheirOffsets() {
    byte[][] whole = fragments(GREY, JPEG_LS);
    byte[][] parts = new byte[whole.length * 2 - 1][];
    ByteBuffer table = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    int place = 0;
    for (int i = 1; i < whole.length; i++) {
      int middle = whole[i].length / 4 * 2;
      parts[2 * i - 1] = Arrays.copyOf(whole[i], middle);
      parts[2 * i] = Arrays.copyOfRange(whole[i], middle, whole[i].length);
      table.putInt(place);
      place += 2 * 8 + whole[i].length;
    }
    String expected = Reads.sha256(GREY.pixels());
    parts[0] = new byte[0];
    assertThat(decoded(GREY, parts)).isEqualTo(expected);

    parts[0] = table.array();
    assertThat(decoded(GREY, parts)).isEqualTo(expected);

    parts[0] = table.putInt(4, 10).array();
    assertThat(decoded(GREY, parts)).isNull();
    parts[0] = Arrays.copyOf(table.array(), 8);
    assertThat(decoded(GREY, parts)).isNull();
    parts[0] = Arrays.copyOf(table.array(), 16);
    assertThat(decoded(GREY, parts)).isNull();
  }

  @Test
  void oneFrameInManySmallFragmentsIsDecoded() {
    TestImage image = new TestImage(1, 8, 8, false, 1);
    byte[] stream = fragments(image, JPEG_LS)[1];
    byte[][] parts = new byte[stream.length / 2][];
    parts[0] = new byte[0];
    parts[1] = Arrays.copyOf(stream, 4); // as many as tell that it begins
    for (int i = 2; i < parts.length; i++) {
      parts[i] = Arrays.copyOfRange(stream, 2 * i, 2 * i + 2);
    }

    assertThat(decoded(image, parts)).isEqualTo(Reads.sha256(image.pixels()));
  }

  @Test
  void framesTooManyTooFewOrOfAnotherImageAreNotDecoded() {
    byte[][] fragments = fragments(GREY, JPEG_LS);
    TestImage four = new TestImage(1, 16, 12, false, 4);
    TestImage two = new TestImage(1, 16, 12, false, 2);
    TestImage deeper = new TestImage(1, 16, 13, false, 3);

    assertThat(decoded(GREY, fragments)).isNotNull();
    assertThat(decoded(four, fragments)).isNull();
    assertThat(decoded(two, fragments)).isNull();
    assertThat(decoded(deeper, fragments)).isNull();
    assertThat(decoded(COLOUR, fragments)).isNull();
    fragments[2] = Arrays.copyOf(fragments[2], fragments[2].length / 4 * 2);
    assertThat(decoded(GREY, fragments)).isNull();
    assertThat(decoded(GREY, new byte[0])).isNull();
  }

  @Test
  void aFrameOfFarMoreBytesThanItStandsForIsNotDecoded() {
    TestImage image = new TestImage(1, 8, 8, false, 1);
    byte[] stream = fragments(image, JPEG_LS)[1];
    byte[] padded = Arrays.copyOf(stream, stream.length + (1 << 17));

    assertThat(decoded(image, new byte[0], padded)).isNull();
  }

  private @Nullable String decoded(TestImage image, byte[]... fragments) {
    DicomFacts facts = reads.facts(image.file(JPEG_LS, fragments));
    assertThat(facts.pixelDigest()).isNotNull();
    @Nullable ContentDigest digest = facts.decodedPixelDigest();
    return digest == null ? null : digest.hex();
  }

  private static byte[][] fragments(TestImage image, String syntax) {
    byte[] pixels = image.pixels();
    int frameBytes = pixels.length / image.frames();
    byte[][] fragments = new byte[image.frames() + 1][];
    fragments[0] = new byte[0];
    for (int i = 0; i < image.frames(); i++) {
      byte[] frame = Arrays.copyOfRange(pixels, i * frameBytes, (i + 1) * frameBytes);
      byte[] stream =
          syntax.equals(JPEG_LS)
              ? CodeStreams.jpegLs(image.samplesOf(frame), image.samples(), image.stored())
              : CodeStreams.jpegLossless(image.samplesOf(frame), image.samples(), image.stored());
      ByteArrayOutputStream even = new ByteArrayOutputStream();
      even.writeBytes(stream);
      even.writeBytes(new byte[stream.length % 2]);
      fragments[i + 1] = even.toByteArray();
    }
    return fragments;
  }
}
