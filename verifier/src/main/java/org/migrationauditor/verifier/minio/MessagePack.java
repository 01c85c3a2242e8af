package org.migrationauditor.verifier.minio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reader of MessagePack in memory, no further than the bytes go and no deeper than MinIO writes.
 * Source: the MessagePack specification.
 */
final class MessagePack {
  private static final int DEPTH_MAX = 16;

  private final ByteBuffer in;

  MessagePack(byte[] bytes, int offset) throws DamagedException {
    if (offset > bytes.length) {
      throw new DamagedException();
    }
    in = ByteBuffer.wrap(bytes);
    in.position(offset);
  }

  /** Where the next value begins. */
  int position() {
    return in.position();
  }

  boolean atEnd() {
    return !in.hasRemaining();
  }

  /** Entries of a map, count; each is at least two bytes long. */
  int map() throws DamagedException {
    int type = next();
    return counted(
        (type & 0xf0) == 0x80
            ? type & 0xf
            : switch (type) {
              case 0xde -> unsigned(2);
              case 0xdf -> unsigned(4);
              case 0xc0 -> 0;
              default -> throw new DamagedException();
            });
  }

  /** Elements of an array, count. */
  int array() throws DamagedException {
    int type = next();
    return counted(
        (type & 0xf0) == 0x90
            ? type & 0xf
            : switch (type) {
              case 0xdc -> unsigned(2);
              case 0xdd -> unsigned(4);
              case 0xc0 -> 0;
              default -> throw new DamagedException();
            });
  }

  long integer() throws DamagedException {
    int type = next();
    if (type < 0x80 || type >= 0xe0) {
      return (byte) type;
    }
    return switch (type) {
      case 0xcc -> unsigned(1);
      case 0xcd -> unsigned(2);
      case 0xce -> unsigned(4);
      case 0xcf, 0xd3 -> signed(8);
      case 0xd0 -> (byte) unsigned(1);
      case 0xd1 -> (short) unsigned(2);
      case 0xd2 -> (int) unsigned(4);
      default -> throw new DamagedException();
    };
  }

  byte[] binary() throws DamagedException {
    return bytes(binaryLength());
  }

  /** Length of a binary value whose bytes come next. */
  int binaryLength() throws DamagedException {
    return counted(
        switch (next()) {
          case 0xc4 -> unsigned(1);
          case 0xc5 -> unsigned(2);
          case 0xc6 -> unsigned(4);
          case 0xc0 -> 0;
          default -> throw new DamagedException();
        });
  }

  String text() throws DamagedException {
    int type = next();
    long length =
        (type & 0xe0) == 0xa0
            ? type & 0x1f
            : switch (type) {
              case 0xd9 -> unsigned(1);
              case 0xda -> unsigned(2);
              case 0xdb -> unsigned(4);
              default -> throw new DamagedException();
            };
    return new String(bytes(counted(length)), StandardCharsets.UTF_8);
  }

  void skip(int bytes) throws DamagedException {
    in.position(in.position() + counted(bytes));
  }

  /** Passes over one value of any type. */
  void skipValue() throws DamagedException {
    skipValue(0);
  }

  private void skipValue(int depth) throws DamagedException {
    if (depth > DEPTH_MAX) {
      throw new DamagedException();
    }
    int type = next();
    if (type < 0x80 || type >= 0xe0 || type == 0xc0 || type == 0xc2 || type == 0xc3) {
      return;
    }
    in.position(in.position() - 1);
    if ((type & 0xe0) == 0xa0 || (type >= 0xd9 && type <= 0xdb)) {
      text();
    } else if ((type & 0xf0) == 0x80 || type == 0xde || type == 0xdf) {
      skipValues(2L * map(), depth);
    } else if ((type & 0xf0) == 0x90 || type == 0xdc || type == 0xdd) {
      skipValues(array(), depth);
    } else if (type >= 0xc4 && type <= 0xc6) {
      skip(binaryLength());
    } else if (type == 0xca || type == 0xcb) { // a float or double
      skip(type == 0xca ? 5 : 9);
    } else if (type >= 0xcc && type <= 0xd3) {
      integer();
    } else {
      skipExtension();
    }
  }

  private void skipValues(long count, int depth) throws DamagedException {
    for (long i = 0; i < count; i++) {
      skipValue(depth + 1);
    }
  }

  private void skipExtension() throws DamagedException {
    int type = next();
    long length =
        switch (type) {
          case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> 1L << (type - 0xd4);
          case 0xc7 -> unsigned(1);
          case 0xc8 -> unsigned(2);
          case 0xc9 -> unsigned(4);
          default -> throw new DamagedException();
        };
    skip(counted(length + 1));
  }

  private int next() throws DamagedException {
    return (int) unsigned(1);
  }

  private long unsigned(int bytes) throws DamagedException {
    return signed(bytes);
  }

  private long signed(int bytes) throws DamagedException {
    counted(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(in.get());
    }
    return value;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** A count of things of which each is at least one byte that is still to come. */
  private int counted(long count) throws DamagedException {
    if (count < 0 || count > in.remaining()) {
      throw new DamagedException();
    }
    return (int) count;
  }
}
