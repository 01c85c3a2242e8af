package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stretch of a stream of bytes that moves forward over it, in a buffer that is used again. */
final class Window {
  private final byte[] bytes;
  private Feed feed = (into, from, length) -> -1;
  private long start;
  private int position;
  private int limit;

  /**
   * A window of that many bytes.
   *
   * @param size at least 16, so that the header of any element fits
   */
  Window(int size) {
    bytes = new byte[size];
  }

  /** Starts over at the first byte of another stream. */
  void open(Feed source) {
    feed = source;
    start = 0;
    position = 0;
    limit = 0;
  }

  /** Offset of the next byte from the start of the stream. */
  long offset() {
    return start + position;
  }

  /** How many bytes are at hand, after trying to have that many; fewer only at the end. */
  int ahead(int count) throws IOException {
    if (limit - position < count) {
      compact();
      while (limit < count) {
        int read = feed.read(bytes, limit, bytes.length - limit);
        if (read < 0) {
          break;
        }
        limit += read;
      }
    }
    return limit - position;
  }

  private void compact() {
    System.arraycopy(bytes, position, bytes, 0, limit - position);
    start += position;
    limit -= position;
    position = 0;
  }

  /** An unsigned byte that is at hand. */
  int u8(int index) {
    return bytes[position + index] & 0xFF;
  }

  int u16(int index, boolean bigEndian) {
    int first = u8(index);
    int second = u8(index + 1);
    return bigEndian ? (first << 8) | second : (second << 8) | first;
  }

  /** An unsigned 32-bit number that is at hand. */
  long u32(int index, boolean bigEndian) {
    long first = u16(index, bigEndian);
    long second = u16(index + 2, bigEndian);
    return bigEndian ? (first << 16) | second : (second << 16) | first;
  }

  /** A tag that is at hand, group in the upper half. */
  int tag(int index, boolean bigEndian) {
    return (u16(index, bigEndian) << 16) | u16(index + 2, bigEndian);
  }

  /**
   * Goes forward, without a buffer's worth at hand if need be.
   *
   * @return count of bytes that were there
   */
  long skip(long count) throws IOException {
    long left = count;
    while (left > 0 && ahead(1) > 0) {
      left -= forward(left);
    }
    return count - left;
  }

  /**
   * Goes forward and gives away what passes, in little endian.
   *
   * @param word bytes to a number that stands in big endian; 1 where none does
   * @return count of bytes that were there
   */
  long pass(long count, int word, Sink sink) throws IOException {
    long left = count;
    while (left > 0 && ahead((int) Math.min(word, left)) > 0) {
      int from = position;
      int passed = forward(left);
      int part = left > passed && passed >= word ? passed % word : 0; // its rest comes next
      position -= part;
      passed -= part;
      reverse(from, passed, word);
      sink.take(bytes, from, passed);
      left -= passed;
    }
    return count - left;
  }

  private void reverse(int from, int count, int word) {
    if (word == 1) {
      return;
    }
    for (int at = from; at + word <= from + count; at += word) {
      for (int low = at, high = at + word - 1; low < high; low++, high--) {
        byte first = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = first;
      }
    }
  }

  /** Goes forward and keeps what passes; the array takes it all, from an index on. */
  int copy(int count, byte[] into, int index) throws IOException {
    int done = 0;
    while (done < count && ahead(1) > 0) {
      int from = position;
      int passed = forward(count - done);
      System.arraycopy(bytes, from, into, index + done, passed);
      done += passed;
    }
    return done;
  }

  /** Goes to the end and tells whether only zero bytes passed. */
  boolean drain() throws IOException {
    boolean zero = true;
    while (ahead(1) > 0) {
      zero = zero && isZero(bytes, position, limit);
      position = limit;
    }
    return zero;
  }

  private int forward(long most) {
    int passed = (int) Math.min(most, limit - position);
    position += passed;
    return passed;
  }

  /** All that is at hand; the next byte is the one behind it. */
  ByteBuffer take() {
    ByteBuffer taken = ByteBuffer.wrap(bytes, position, limit - position);
    position = limit;
    return taken;
  }

  /** Undoes the end of a {@link #take}. */
  void giveBack(int count) {
    position -= count;
  }

  static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
