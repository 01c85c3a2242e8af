package org.migrationauditor.verifier.container;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Containers in memory, right or wrong as a test wants them. */
final class ContainerBytes {
  private static final int BLOCK = 512;
  private static final int SIZE = 124;
  private static final int SUM = 148;
  private static final int TYPE = 156;
  private static final int END = 22;
  private static final int DIRECTORY = 46;
  private static final String NAME = "m%05d";

  private ContainerBytes() {}

  /** Header of a TAR's member, its sum right. */
  static byte[] header(String name, char type, String size) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(name.getBytes(US_ASCII), 0, block, 0, name.length());
    System.arraycopy(size.getBytes(US_ASCII), 0, block, SIZE, size.length());
    block[TYPE] = (byte) type;
    System.arraycopy("ustar\00000".getBytes(US_ASCII), 0, block, 257, 8);
    return summed(block);
  }

  /** Header and content of a TAR's member. */
  static byte[] member(String name, char type, String content) {
    byte[] header = header(name, type, Integer.toOctalString(content.length()));
    byte[] blocks = content.getBytes(US_ASCII);
    return joined(header, Arrays.copyOf(blocks, (blocks.length + BLOCK - 1) / BLOCK * BLOCK));
  }

  /** Header of a TAR's member with a size as GNU writes large ones, twelve bytes. */
  static byte[] header(String name, byte[] size) {
    byte[] block = header(name, '0', "");
    System.arraycopy(size, 0, block, SIZE, size.length);
    return summed(block);
  }

  /** A TAR of parts, with its end mark. */
  static byte[] tar(byte[]... parts) {
    return joined(joined(parts), new byte[2 * BLOCK]);
  }

  /** A line of an extended header, with its own length. */
  static String record(String keyword, String value) {
    String rest = " " + keyword + "=" + value + "\n";
    int length = rest.length() + 1;
    while (Integer.toString(length).length() + rest.length() != length) {
      length++;
    }
    return length + rest;
  }

  /** The same bytes with each block as if it were a header with the right sum. */
  static byte[] summed(byte[] tar) {
    byte[] summed = tar.clone();
    for (int from = 0; from + BLOCK <= tar.length; from += BLOCK) {
      Arrays.fill(summed, from + SUM, from + SUM + 8, (byte) ' ');
      int sum = 0;
      for (int i = from; i < from + BLOCK; i++) {
        sum += Byte.toUnsignedInt(summed[i]);
      }
      if (sum > 8 * ' ') {
        byte[] octal = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(US_ASCII);
        System.arraycopy(octal, 0, summed, from + SUM, octal.length);
      } else {
        Arrays.fill(summed, from + SUM, from + SUM + 8, (byte) 0);
      }
    }
    return summed;
  }

  /** A ZIP of members of one content, deflated. */
  static byte[] zip(byte[] content, String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A ZIP of so many members, all of which are the same bytes of it. */
  static byte[] overlapping(byte[] content, int members) {
    byte[] one = zip(content, NAME.formatted(0));
    int end = one.length - END;
    int from = ByteBuffer.wrap(one).order(LITTLE_ENDIAN).getInt(end + 16);
    ByteBuffer directory = ByteBuffer.allocate((end - from) * members);
    for (int i = 0; i < members; i++) {
      directory.put(one, from, DIRECTORY).put(NAME.formatted(i).getBytes(US_ASCII));
    }
    ByteBuffer last = ByteBuffer.wrap(Arrays.copyOfRange(one, end, one.length));
    last.order(LITTLE_ENDIAN).putShort(8, (short) members).putShort(10, (short) members);
    last.putInt(12, directory.capacity());
    return joined(Arrays.copyOf(one, from), directory.array(), last.array());
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
