package org.migrationauditor.verifier.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG Lossless is decoded to the samples that were encoded, or refused. */
final class JpegLosslessTest {
  private static final Picture GREY = Picture.of(61, 40, 1, 12);
  private static final int SOF = 44; // where the parameters of the frame header stand
  private static final int SOS = 57;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void everyPrecisionIsDecodedWithEveryPredictor(int precision) throws Exception {
    for (int components : new int[] {1, 3}) {
      Picture picture = Picture.of(61, 40, components, precision);
      for (int predictor = 1; predictor <= 7; predictor++) {
        assertSame(picture, new LosslessEncoder(picture, predictor, 0, 0).encode(true));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true,0", "false,0", "true,7", "false,7", "true,1"})
  void coloursAreDecodedTogetherOrOneByOneAndBehindRestartMarkers(
      boolean together, int restartLines) throws Exception {
    Picture picture = Picture.of(61, 40, 3, 8);

    assertSame(picture, new LosslessEncoder(picture, 4, 0, restartLines).encode(together));
  }

  @Test
  void aPointTransformLosesTheLowestBitsAndNoOthers() throws Exception {
    Picture decoded =
        GREY.decoded(Compression.JPEG_LOSSLESS, new LosslessEncoder(GREY, 5, 3, 0).encode(true));

    assertThat(decoded.samples())
        .isEqualTo(Arrays.stream(GREY.samples()).map(sample -> sample & ~7).toArray());
  }

  @Test
  void aStreamThatEndsAnywhereIsRefused() {
    for (int restartLines : new int[] {0, 5}) {
      byte[] stream = new LosslessEncoder(GREY, 1, 0, restartLines).encode(true);
      for (int length = 0; length < stream.length; length++) {
        assertRefused(Arrays.copyOf(stream, length));
      }
    }
  }

  @Test
  void whatIsNotUnderstoodIsRefused() throws Exception {
    byte[] stream = new LosslessEncoder(GREY, 1, 0, 0).encode(true);

    assertSame(GREY, stream);
    assertRefused(with(stream, SOF - 3, 0xCB)); // arithmetic coding
    assertRefused(with(stream, SOF + 2, 0)); // lines that are told behind the scan
    assertRefused(with(stream, SOS + 3, 0)); // no predictor
    assertRefused(with(stream, SOS + 3, 8));
    assertRefused(with(stream, SOS + 2, 0x10)); // a table that there is not
    assertRefused(with(stream, SOS + 1, 2)); // a component that there is not
  }

  @Test
  void componentsOfDifferentSizesAreRefused() {
    Picture picture = Picture.of(61, 40, 3, 8);
    byte[] stream = new LosslessEncoder(picture, 1, 0, 0).encode(true);
    stream[SOF + 7] = 0x22;

    assertThatThrownBy(() -> picture.decoded(Compression.JPEG_LOSSLESS, stream))
        .isInstanceOf(JpegException.class);
  }

  private static byte[] with(byte[] stream, int at, int value) {
    byte[] changed = stream.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static void assertRefused(byte[] stream) {
    assertThatThrownBy(() -> GREY.decoded(Compression.JPEG_LOSSLESS, stream))
        .isInstanceOf(JpegException.class);
  }

  private static void assertSame(Picture picture, byte[] stream) throws JpegException {
    assertThat(picture.decoded(Compression.JPEG_LOSSLESS, stream).samples())
        .isEqualTo(picture.samples());
  }
}
