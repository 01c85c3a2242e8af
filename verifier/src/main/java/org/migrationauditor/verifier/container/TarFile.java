package org.migrationauditor.verifier.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Members of a TAR file, found by its headers alone: POSIX {@code ustar} and {@code pax} (IEEE Std
 * 1003.1, pax), and GNU long names and sizes. Folders are no members; links and devices are
 * refused, since dcm4chee writes none.
 */
public final class TarFile {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 64 * 1024;
  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private static final Pattern OCTAL = Pattern.compile("[0-7]{0,12}");

  private final FileChannel container;
  private final Members members = new Members();
  private byte @Nullable [] longName;
  private long longSize = -1;

  private TarFile(FileChannel container) {
    this.container = container;
  }

  /**
   * All members, in the order of the file.
   *
   * @throws MalformedContainerException if it is no TAR file, ends before its end mark, holds two
   *     members of one name or too many
   */
  public static List<Member> members(FileChannel container) throws IOException {
    return new TarFile(container).members();
  }

  private List<Member> members() throws IOException {
    long at = 0;
    while (true) {
      byte[] header = Bytes.at(container, at, BLOCK).array();
      if (zero(header)) {
        return members.all();
      }
      checkSum(header, at);
      long size = longSize >= 0 ? longSize : number(header, SIZE, SIZE_LENGTH, at);
      long content = at + BLOCK;
      if (size > container.size() - content) {
        throw new MalformedContainerException(
            "is cut short: the member at byte %d has %d bytes, %d are left"
                .formatted(at, size, Math.max(0, container.size() - content)));
      }
      member(header, content, size);
      at = content + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
  }

  private void member(byte[] header, long content, long size) throws IOException {
    switch (header[TYPE]) {
      case 'x' -> extended(text(content, size));
      case 'L' -> longName = Arrays.copyOf(text(content, size), lengthOf(text(content, size), 0));
      case 'g' -> {} // nothing in it is of one member
      case '0', 0, '7' -> {
        byte[] name = longName == null ? name(header) : longName;
        if (name.length == 0 || name[name.length - 1] != '/') { // as old archives write a folder
          members.add(new Member(new String(name, ISO_8859_1), content, size, size, false));
        }
        forget();
      }
      case '5' -> forget();
      default ->
          throw new MalformedContainerException(
              "holds a link, device or something unknown at byte %d".formatted(content - BLOCK));
    }
  }

  private void forget() {
    longName = null;
    longSize = -1;
  }

  private byte[] text(long content, long size) throws IOException {
    if (size > LONGEST_NAME) {
      throw new MalformedContainerException(
          "holds an extended header of %d bytes at byte %d".formatted(size, content - BLOCK));
    }
    return Bytes.at(container, content, (int) size).array();
  }

  /** Lines of {@code <length> <keyword>=<value>}, each with its end of line counted. */
  private void extended(byte[] records) throws IOException {
    int at = 0;
    while (at < records.length) {
      int space = indexOf(records, ' ', at);
      int length = space < 0 ? 0 : decimal(records, at, space);
      int equals = space < 0 ? -1 : indexOf(records, '=', space);
      if (length <= 0 || length > records.length - at || equals < 0 || equals >= at + length - 1) {
        throw new MalformedContainerException("holds an extended header that cannot be read");
      }
      byte[] value = Arrays.copyOfRange(records, equals + 1, at + length - 1);
      switch (new String(records, space + 1, equals - space - 1, UTF_8)) {
        case "path" -> longName = value;
        case "size" -> longSize = decimal(value);
        default -> {}
      }
      at += length;
    }
  }

  private static byte[] name(byte[] header) {
    byte[] name = Arrays.copyOf(header, lengthOf(header, 0, NAME));
    int prefix = lengthOf(header, PREFIX, PREFIX_LENGTH);
    boolean posix =
        header[MAGIC + 5] == 0; // GNU has a blank there, and times at the prefix's place
    if (!posix || prefix == 0) {
      return name;
    }
    return ByteBuffer.allocate(prefix + 1 + name.length)
        .put(header, PREFIX, prefix)
        .put((byte) '/')
        .put(name)
        .array();
  }

  private static void checkSum(byte[] header, long at) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      sum += own ? ' ' : Byte.toUnsignedInt(header[i]);
    }
    if (sum != number(header, CHECKSUM, CHECKSUM_LENGTH, at)) {
      throw new MalformedContainerException("has no sound header at byte %d".formatted(at));
    }
  }

  /** Octal text to the first zero byte, or with its first bit set a binary number (GNU). */
  private static long number(byte[] header, int from, int length, long at) throws IOException {
    long number = 0;
    if ((header[from] & 0x80) == 0) {
      String octal = new String(header, from, lengthOf(header, from, length), ISO_8859_1).strip();
      number = OCTAL.matcher(octal).matches() ? Long.parseLong("0" + octal, 8) : -1;
    } else {
      for (int i = from; i < from + length && number >= 0; i++) {
        int bits = i == from ? header[i] & 0x7F : Byte.toUnsignedInt(header[i]);
        number = number > Long.MAX_VALUE >> Byte.SIZE ? -1 : (number << Byte.SIZE) | bits;
      }
    }
    if (number < 0) {
      throw new MalformedContainerException("has no sound header at byte %d".formatted(at));
    }
    return number;
  }

  private static long decimal(byte[] text) throws IOException {
    try {
      long number = Long.parseLong(new String(text, UTF_8));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // as if it were negative
    }
    throw new MalformedContainerException("holds an extended header that cannot be read");
  }

  private static int decimal(byte[] text, int from, int to) throws IOException {
    return (int) Math.min(Integer.MAX_VALUE, decimal(Arrays.copyOfRange(text, from, to)));
  }

  private static int indexOf(byte[] bytes, char c, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == c) {
        return i;
      }
    }
    return -1;
  }

  private static int lengthOf(byte[] bytes, int from) {
    return lengthOf(bytes, from, bytes.length - from);
  }

  /** Bytes before the first that is zero. */
  private static int lengthOf(byte[] bytes, int from, int most) {
    int length = 0;
    while (length < most && bytes[from + length] != 0) {
      length++;
    }
    return length;
  }

  private static boolean zero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
