package org.migrationauditor.verifier.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG-LS is decoded to the samples that were encoded, or refused. */
final class JpegLsTest {
  private static final LsParameters DEFAULTS = LsParameters.defaults();
  private static final Picture GREY = Picture.of(61, 40, 1, 12);

  @Test
  void theExampleOfTheStandardIsItsImage() throws Exception {
    // T.87 H.3
    byte[] stream =
        HexFormat.of()
            .parseHex(
                "ffd8fff7000b080004000401011100ffda0008010100000000"
                    + "c000006c80208e01c00000574000006ee6000001bc18000005d800009160ffd9");
    Picture expected =
        new Picture(
            4,
            4,
            1,
            8,
            new int[] {0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145});

    assertThat(expected.decoded(Compression.JPEG_LS, stream).samples())
        .isEqualTo(expected.samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void everyPrecisionIsDecoded(int precision) throws Exception {
    Picture picture = Picture.of(61, 40, 1, precision);

    assertSame(picture, LsEncoder.encode(picture, 0, 0, 0, DEFAULTS));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "2,0", "0,7", "1,7", "2,7", "2,1", "1,40"})
  void coloursAreDecodedInEveryOrderAndBehindRestartMarkers(int interleave, int restartLines)
      throws Exception {
    for (int precision : new int[] {8, 16}) {
      Picture picture = Picture.of(61, 40, 3, precision);

      assertSame(picture, LsEncoder.encode(picture, 0, interleave, restartLines, DEFAULTS));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,61", "70,1", "2,2", "1000,3"})
  void narrowAndWideImagesAreDecoded(int columns, int rows) throws Exception {
    for (int components : new int[] {1, 3}) {
      Picture picture = Picture.of(columns, rows, components, 10);

      assertSame(picture, LsEncoder.encode(picture, 0, components - 1, 0, DEFAULTS));
    }
  }

  @Test
  void longRunsAreDecoded() throws Exception {
    Picture picture = new Picture(60_000, 9, 1, 8, new int[540_000]);
    picture.samples()[539_000] = 7;

    byte[] stream = LsEncoder.encode(picture, 0, 0, 0, DEFAULTS);

    assertThat(stream.length).isLessThan(200);
    assertSame(picture, stream);
  }

  @ParameterizedTest
  @CsvSource({"4095,5,9,30,31", "0,1,1,1,3", "0,0,0,0,4095", "4000,0,0,0,0", "0,300,2000,4095,0"})
  void presetParametersAreHeeded(int maximum, int t1, int t2, int t3, int reset) throws Exception {
    int[] samples = GREY.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.min(samples[i], maximum == 0 ? 4095 : maximum);
    }
    Picture picture = new Picture(61, 40, 1, 12, samples);

    assertSame(
        picture, LsEncoder.encode(picture, 0, 0, 0, new LsParameters(maximum, t1, t2, t3, reset)));
  }

  @ParameterizedTest
  @CsvSource({"1,8,0", "2,8,2", "5,8,1", "3,12,2", "20,16,0", "127,8,0"})
  void nearLosslessIsDecodedWithinItsBound(int near, int precision, int interleave)
      throws Exception {
    Picture picture = Picture.of(61, 40, 3, precision);

    Picture decoded =
        picture.decoded(
            Compression.JPEG_LS, LsEncoder.encode(picture, near, interleave, 0, DEFAULTS));

    assertThat(picture.difference(decoded)).isBetween(1, near);
  }

  @Test
  void anotherSizePrecisionOrNumberOfComponentsIsRefused() throws Exception {
    byte[] stream = LsEncoder.encode(GREY, 0, 0, 0, DEFAULTS);

    for (Shape other :
        new Shape[] {
          new Shape(60, 40, 1, 12, 16, false),
          new Shape(61, 41, 1, 12, 16, false),
          new Shape(61, 40, 3, 12, 16, false),
          new Shape(61, 40, 1, 13, 16, false),
          new Shape(61, 40, 1, 8, 8, false)
        }) {
      assertThatThrownBy(
              () -> Compression.JPEG_LS.decode(stream, stream.length, other, (row, bits) -> {}))
          .isInstanceOf(JpegException.class);
    }
  }

  @Test
  void zerosOrOneByteMayFollowAndNothingElse() throws Exception {
    byte[] stream = LsEncoder.encode(GREY, 0, 0, 0, DEFAULTS);

    assertSame(GREY, Arrays.copyOf(stream, stream.length + 3));
    byte[] longer = Arrays.copyOf(stream, stream.length + 1);
    longer[stream.length] = 44;
    assertSame(GREY, longer);
    assertRefused(Arrays.copyOf(longer, longer.length + 1));
  }

  @Test
  void aStreamThatEndsAnywhereIsRefused() throws Exception {
    for (int restartLines : new int[] {0, 5}) {
      byte[] stream = LsEncoder.encode(GREY, 0, 0, restartLines, DEFAULTS);
      for (int length = 0; length < stream.length; length++) {
        assertRefused(Arrays.copyOf(stream, length));
      }
    }
  }

  @Test
  void mappedSamplesAndTransformedColoursAreRefused() throws Exception {
    byte[] stream = LsEncoder.encode(GREY, 0, 0, 0, DEFAULTS);

    assertSame(GREY, with(stream, "ffe8 0007 6d72667800")); // no transform
    assertRefused(with(stream, "ffe8 0007 6d72667801"));
    assertRefused(with(stream, "fff8 0005 02 01 01")); // a mapping table
    byte[] mapped = stream.clone();
    mapped[2 + 13 + 6] = 1; // of the scan's component
    assertRefused(mapped);
    assertSame(GREY, with(stream, "fffe 0004 4142")); // a comment
    assertRefused(with(stream, "ffdc 0004 0028")); // a number of lines
  }

  @Test
  void componentsOfDifferentSizesAreRefused() throws Exception {
    Picture colour = Picture.of(20, 9, 3, 8);
    byte[] stream = LsEncoder.encode(colour, 0, 2, 0, DEFAULTS);

    assertSame(colour, stream);
    stream[2 + 4 + 6 + 1] = 0x21; // sampling factors of the first component
    assertThatThrownBy(() -> colour.decoded(Compression.JPEG_LS, stream))
        .isInstanceOf(JpegException.class);
  }

  /** With a marker segment in front of its frame. */
  private static byte[] with(byte[] stream, String segment) {
    byte[] more = HexFormat.of().parseHex(segment.replace(" ", ""));
    byte[] whole = Arrays.copyOf(stream, stream.length + more.length);
    System.arraycopy(more, 0, whole, 2, more.length);
    System.arraycopy(stream, 2, whole, 2 + more.length, stream.length - 2);
    return whole;
  }

  private static void assertRefused(byte[] stream) {
    assertThatThrownBy(() -> GREY.decoded(Compression.JPEG_LS, stream))
        .isInstanceOf(JpegException.class);
  }

  private static void assertSame(Picture picture, byte[] stream) throws JpegException {
    assertThat(picture.decoded(Compression.JPEG_LS, stream).samples()).isEqualTo(picture.samples());
  }
}
