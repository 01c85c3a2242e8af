package org.migrationauditor.verifier.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Members of a ZIP file, found by its central directory (APPNOTE.TXT 4.3). Encryption, ZIP64, more
 * than one disk and methods other than "stored" and "deflated" are refused: dcm4chee writes none.
 */
public final class ZipFile {
  private static final int END_SIGNATURE = 0x06054B50;
  private static final int END = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int DIRECTORY_SIGNATURE = 0x02014B50;
  private static final int DIRECTORY = 46;
  private static final int LOCAL_SIGNATURE = 0x04034B50;
  private static final int LOCAL = 30;
  private static final int LARGEST_DIRECTORY = 32 << 20;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Bytes that one byte of RFC 1951 can stand for, and some more. */
  private static final int DEFLATED_AT_MOST = 1040;

  private ZipFile() {}

  /**
   * All members, in the order of the directory. Offsets are those of local headers; {@link
   * #content} leads on.
   *
   * @throws MalformedContainerException if it is no ZIP file as described, is damaged, holds two
   *     members of one name or too many
   */
  public static List<Member> members(FileChannel container) throws IOException {
    ByteBuffer end = end(container);
    int count = Short.toUnsignedInt(end.getShort(10));
    long length = Integer.toUnsignedLong(end.getInt(12));
    long offset = Integer.toUnsignedLong(end.getInt(16));
    if (end.getInt(4) != 0 || length > LARGEST_DIRECTORY || (long) count * DIRECTORY > length) {
      throw new MalformedContainerException("is a ZIP file of a kind that is not read here");
    }
    ByteBuffer directory = Bytes.at(container, offset, (int) length);
    Members members = new Members();
    int at = 0;
    for (int i = 0; i < count; i++) {
      at = member(directory, at, members);
    }
    if (at != length) {
      throw new MalformedContainerException("has a directory of another length than it says");
    }
    List<Member> all = members.all();
    if (all.stream().mapToLong(Member::bytes).sum() / DEFLATED_AT_MOST > container.size()) {
      throw new MalformedContainerException("promises more content than it can hold");
    }
    return all;
  }

  /** Where the content of a member begins, behind its local header. */
  static long content(FileChannel container, Member member) throws IOException {
    ByteBuffer local = Bytes.at(container, member.offset(), LOCAL);
    if (local.getInt(0) != LOCAL_SIGNATURE) {
      throw new MalformedContainerException(
          "has no member at byte %d, where its directory has one".formatted(member.offset()));
    }
    return member.offset()
        + LOCAL
        + Short.toUnsignedInt(local.getShort(26))
        + Short.toUnsignedInt(local.getShort(28));
  }

  private static int member(ByteBuffer directory, int at, Members members) throws IOException {
    if (at + DIRECTORY > directory.limit() || directory.getInt(at) != DIRECTORY_SIGNATURE) {
      throw new MalformedContainerException("has a directory that cannot be read");
    }
    int method = Short.toUnsignedInt(directory.getShort(at + 10));
    boolean encrypted = (directory.getShort(at + 8) & 1) != 0;
    int name = Short.toUnsignedInt(directory.getShort(at + 28));
    int next =
        at
            + DIRECTORY
            + name
            + Short.toUnsignedInt(directory.getShort(at + 30))
            + Short.toUnsignedInt(directory.getShort(at + 32));
    if (next > directory.limit() || encrypted || (method != STORED && method != DEFLATED)) {
      throw new MalformedContainerException("has a directory that cannot be read");
    }
    byte[] bytes = new byte[name];
    directory.get(at + DIRECTORY, bytes);
    members.add(
        new Member(
            new String(bytes, ISO_8859_1),
            Integer.toUnsignedLong(directory.getInt(at + 42)),
            Integer.toUnsignedLong(directory.getInt(at + 20)),
            Integer.toUnsignedLong(directory.getInt(at + 24)),
            method == DEFLATED));
    return next;
  }

  /** The end record, which a comment may follow. */
  private static ByteBuffer end(FileChannel container) throws IOException {
    long size = container.size();
    int length = (int) Math.min(size, END + LONGEST_COMMENT);
    ByteBuffer tail = Bytes.at(container, size - length, length);
    for (int at = length - END; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE
          && Short.toUnsignedInt(tail.getShort(at + 20)) == length - END - at) {
        return tail.slice(at, END).order(tail.order());
      }
    }
    throw new MalformedContainerException("has no end record of a ZIP file");
  }
}
