package org.migrationauditor.rehearsal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where the pixels of a Part 10 file stand: the value of its last Pixel Data element or, when that
 * is encapsulated, of its first fragment.
 *
 * @param start offset of the first byte
 * @param length bytes, at least {@value #WORTHWHILE}
 */
record PixelSpan(int start, int length) {
  private static final int WORTHWHILE = 64;
  private static final int UNDEFINED = -1;

  /** Null when the file has no pixel data in the clear. */
  static @Nullable PixelSpan of(byte[] file) {
    ByteBuffer little = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer big = ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN);
    for (int at = file.length - 12; at >= 132; at--) {
      for (ByteBuffer in : new ByteBuffer[] {little, big}) {
        if (in.getShort(at) == 0x7FE0 && in.getShort(at + 2) == 0x0010) {
          @Nullable PixelSpan span = after(in, at + 4);
          if (span != null) {
            return span;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable PixelSpan after(ByteBuffer in, int at) {
    boolean explicit = in.get(at) == 'O' && (in.get(at + 1) == 'W' || in.get(at + 1) == 'B');
    int value = at + (explicit ? 8 : 4);
    int length = in.getInt(value - 4);
    if (length == UNDEFINED) {
      return fragment(in, value);
    }
    return within(in, value, length);
  }

  /** The first item after the Basic Offset Table. */
  private static @Nullable PixelSpan fragment(ByteBuffer in, int table) {
    if (table + 8 > in.limit() || in.getInt(table) != 0xE000FFFE) {
      return null;
    }
    long item = table + 8L + in.getInt(table + 4);
    if (item < 0 || item + 8 > in.limit() || in.getInt((int) item) != 0xE000FFFE) {
      return null;
    }
    return within(in, (int) item + 8, in.getInt((int) item + 4));
  }

  private static @Nullable PixelSpan within(ByteBuffer in, int start, int length) {
    return length >= WORTHWHILE && (long) start + length <= in.limit()
        ? new PixelSpan(start, length)
        : null;
  }
}
