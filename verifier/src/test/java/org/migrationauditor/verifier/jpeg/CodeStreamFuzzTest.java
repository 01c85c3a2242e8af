package org.migrationauditor.verifier.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.verifier.inventory.HostileBytes;

/** Any bytes are an image of the shape that was asked for, or refused, and nothing else. */
final class CodeStreamFuzzTest {
  private static final int PATIENCE_SECONDS = 120; // of a test; a fuzzer takes its own
  private static final int MUTANTS = 3_000;
  private static final Picture GREY = Picture.of(20, 9, 1, 12);
  private static final Picture COLOUR = Picture.of(20, 9, 3, 8);

  /** So that no memory counts that a fuzzer takes to change classes. */
  @BeforeAll
  static void loadClasses() throws JpegException {
    jpegLs().forEach(stream -> decode(Compression.JPEG_LS, stream));
    jpegLossless().forEach(stream -> decode(Compression.JPEG_LOSSLESS, stream));
    jpeg2000().forEach(stream -> decode(Compression.JPEG_2000, stream));
  }

  private static Stream<byte[]> jpegLs() throws JpegException {
    LsParameters presets = new LsParameters(255, 4, 9, 20, 31);
    return Stream.of(
        LsEncoder.encode(GREY, 0, 0, 0, LsParameters.defaults()),
        LsEncoder.encode(GREY, 2, 0, 4, LsParameters.defaults()),
        LsEncoder.encode(COLOUR, 0, 0, 0, LsParameters.defaults()),
        LsEncoder.encode(COLOUR, 0, 1, 0, presets),
        LsEncoder.encode(COLOUR, 3, 2, 5, LsParameters.defaults()));
  }

  private static Stream<byte[]> jpegLossless() {
    return Stream.of(
        new LosslessEncoder(GREY, 1, 0, 0).encode(true),
        new LosslessEncoder(GREY, 7, 2, 4).encode(true),
        new LosslessEncoder(COLOUR, 4, 0, 0).encode(true),
        new LosslessEncoder(COLOUR, 6, 0, 3).encode(false));
  }

  private static Stream<byte[]> jpeg2000() {
    return Stream.of(
            "test-grey",
            "test-colour",
            "everything-3-8",
            "pcrl-tiles-3-8",
            "bypass-terminated-1-16")
        .map(CodeStreams::jpeg2000);
  }

  @MethodSource("jpegLs")
  @FuzzTest(maxDuration = "4h")
  void anyJpegLs(byte[] stream) {
    HostileBytes.read(stream, bytes -> decode(Compression.JPEG_LS, bytes));
  }

  @MethodSource("jpegLossless")
  @FuzzTest(maxDuration = "4h")
  void anyJpegLossless(byte[] stream) {
    HostileBytes.read(stream, bytes -> decode(Compression.JPEG_LOSSLESS, bytes));
  }

  @MethodSource("jpeg2000")
  @FuzzTest(maxDuration = "4h")
  void anyJpeg2000(byte[] stream) {
    HostileBytes.read(stream, bytes -> decode(Compression.JPEG_2000, bytes));
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void manyMutants() throws Exception {
    HostileBytes.readMutants(
        jpegLs().toList(), MUTANTS, bytes -> decode(Compression.JPEG_LS, bytes));
    HostileBytes.readMutants(
        jpegLossless().toList(), MUTANTS, bytes -> decode(Compression.JPEG_LOSSLESS, bytes));
    HostileBytes.readMutants(
        jpeg2000().toList(), MUTANTS, bytes -> decode(Compression.JPEG_2000, bytes));
  }

  /** Two runs of which each bit stands for the whole width. */
  @Test
  @Timeout(PATIENCE_SECONDS)
  void aGreatImageOfFewBytesIsDecodedRowByRow() throws Exception {
    Picture black = new Picture(32_768, 300, 1, 16, new int[32_768 * 300]);
    byte[] stream = LsEncoder.encode(black, 0, 0, 0, LsParameters.defaults());
    AtomicInteger rows = new AtomicInteger();

    assertThat(stream.length).isLessThan(200);
    HostileBytes.read(
        stream,
        bytes ->
            Compression.JPEG_LS.decode(
                bytes, bytes.length, black.shape(), (row, bits) -> rows.incrementAndGet()));
    assertThat(rows).hasValue(300);
  }

  private static void decode(Compression compression, byte[] stream) {
    List<Shape> shapes =
        compression == Compression.JPEG_2000
            ? List.of(
                new Shape(50, 40, 1, 2, 16, false),
                new Shape(50, 40, 3, 2, 16, false),
                new Shape(53, 31, 1, 2, 16, false),
                new Shape(53, 31, 3, 2, 16, false))
            : List.of(new Shape(20, 9, 1, 2, 16, false), new Shape(20, 9, 3, 2, 16, false));
    for (Shape shape : shapes) {
      AtomicInteger rows = new AtomicInteger();
      try {
        compression.decode(
            stream,
            stream.length,
            shape,
            (row, bits) -> {
              rows.incrementAndGet();
              assertThat(row).hasSize(shape.columns() * shape.samples());
              for (int sample : row) {
                assertThat(sample >>> bits).isZero();
              }
            });
        assertThat(rows).hasValue(shape.rows());
      } catch (JpegException refused) {
        assertThat(refused).hasMessageMatching("[a-z -]+");
      }
    }
  }
}
