package org.migrationauditor.rehearsal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Encodes a frame as RLE Lossless (PS3.5 Annex G). */
final class RunLength {
  private static final int HEADER = 64;
  private static final int LONGEST = 128;

  private RunLength() {}

  /** A frame of 16-bit grey values: the high bytes, then the low bytes. */
  static byte[] grey16(short[] pixels, int columns) {
    byte[] high = new byte[pixels.length];
    byte[] low = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      high[i] = (byte) (pixels[i] >>> 8);
      low[i] = (byte) pixels[i];
    }
    return frame(List.of(high, low), columns);
  }

  /** A frame of byte planes, one segment each; no run crosses the end of a row. */
  static byte[] frame(List<byte[]> planes, int columns) {
    List<byte[]> segments = new ArrayList<>();
    for (byte[] plane : planes) {
      segments.add(segment(plane, columns));
    }
    int size = HEADER + segments.stream().mapToInt(segment -> segment.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(segments.size());
    int offset = HEADER;
    for (byte[] segment : segments) {
      out.putInt(offset);
      offset += segment.length;
    }
    out.position(HEADER);
    segments.forEach(out::put);
    return out.array();
  }

  private static byte[] segment(byte[] plane, int columns) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plane.length);
    for (int row = 0; row < plane.length; row += columns) {
      encodeRow(plane, row, row + columns, out);
    }
    if (out.size() % 2 == 1) {
      out.write(0);
    }
    return out.toByteArray();
  }

  private static void encodeRow(byte[] plane, int start, int end, ByteArrayOutputStream out) {
    int at = start;
    while (at < end) {
      int run = runLength(plane, at, end);
      if (run > 1) {
        out.write(1 - run);
        out.write(plane[at]);
        at += run;
      } else {
        int next = at + 1;
        while (next < end && next - at < LONGEST && runLength(plane, next, end) < 3) {
          next++;
        }
        out.write(next - at - 1);
        out.write(plane, at, next - at);
        at = next;
      }
    }
  }

  private static int runLength(byte[] plane, int at, int end) {
    int next = at + 1;
    while (next < end && next - at < LONGEST && plane[next] == plane[at]) {
      next++;
    }
    return next - at;
  }
}
