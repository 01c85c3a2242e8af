package org.migrationauditor.verifier.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An image that is compressed to be decompressed.
 *
 * @param samples colour by pixel
 */
@SuppressWarnings("ArrayRecordComponent")
record Picture(int columns, int rows, int components, int precision, int[] samples) {
  /** Flat parts, slopes, edges and noise. */
  static Picture of(int columns, int rows, int components, int precision) {
    Random random = new Random(precision * 31L + components);
    int[] samples = new int[columns * rows * components];
    int most = (1 << precision) - 1;
    for (int i = 0; i < samples.length; i++) {
      int x = i / components % columns;
      int y = i / components / columns;
      int sample =
          switch ((x / 11 + y / 7) % 4) {
            case 0 -> most / 3;
            case 1 -> (x + 2 * y) * Math.max(1, most / 200) + random.nextInt(3);
            case 2 -> random.nextInt(most + 1);
            default -> random.nextInt(20) == 0 ? most : i % components;
          };
      samples[i] = sample & most;
    }
    return new Picture(columns, rows, components, precision, samples);
  }

  /** Of one component that is the same everywhere, in the middle of its range. */
  static Picture flat(int columns, int rows, int precision) {
    int[] samples = new int[columns * rows];
    Arrays.fill(samples, 1 << (precision - 1));
    return new Picture(columns, rows, 1, precision, samples);
  }

  Shape shape() {
    return new Shape(columns, rows, components, precision, 16, false);
  }

  int at(int x, int y, int component) {
    return samples[(y * columns + x) * components + component];
  }

  /** What a decoder makes of a code-stream of this picture's shape. */
  Picture decoded(Compression compression, byte[] stream) throws JpegException {
    List<int[]> lines = new ArrayList<>();
    compression.decode(stream, stream.length, shape(), (row, bits) -> lines.add(row.clone()));
    return new Picture(
        columns,
        rows,
        components,
        precision,
        lines.stream().flatMapToInt(Arrays::stream).toArray());
  }

  /** Its greatest difference from another of its shape. */
  int difference(Picture other) {
    int most = Math.abs(samples.length - other.samples.length);
    for (int i = 0; i < samples.length; i++) {
      most = Math.max(most, Math.abs(samples[i] - other.samples[i]));
    }
    return most;
  }

  /** A marker segment. */
  static void segment(ByteArrayOutputStream out, int marker, int... bytes) {
    out.write(0xFF);
    out.write(marker);
    out.write((bytes.length + 2) >> 8);
    out.write(bytes.length + 2);
    for (int b : bytes) {
      out.write(b);
    }
  }

  /** A frame header of components 1 to as many as there are. */
  void frame(ByteArrayOutputStream out, int marker) {
    int[] header = new int[6 + 3 * components];
    header[0] = precision;
    header[1] = rows >> 8;
    header[2] = rows;
    header[3] = columns >> 8;
    header[4] = columns;
    header[5] = components;
    for (int i = 0; i < components; i++) {
      header[6 + 3 * i] = i + 1;
      header[7 + 3 * i] = 0x11;
    }
    segment(out, marker, header);
  }
}
