package org.migrationauditor.verifier.minio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The versions of an object, newest first, from the bytes of its {@code xl.meta}. Leftovers of
 * tiering, which are no objects, are left out. Source: MinIO {@code cmd/xl-storage-format-v2.go} of
 * RELEASE.2022-03-26, RELEASE.2024-01-29 and RELEASE.2024-11-07.
 */
public final class XlMeta {
  private static final byte[] MAGIC = "XL2 ".getBytes(StandardCharsets.US_ASCII);
  private static final int MAJOR = 1;
  private static final int MINOR = 3; // before it, versions stand in another form
  private static final int HEAD = 8;
  private static final int UINT_32 = 0xce;
  private static final int INLINE_VERSION = 1;
  private static final int FREE = 1;
  private static final int UUID_BYTES = 16;

  /** Versions, parts and metadata of all versions together, that are kept in memory. */
  private static final int HELD_MAX = 100_000;

  /** Where inline data is: by version, place and length. */
  private record Span(int at, int length) {}

  private XlMeta() {}

  /**
   * Reads an {@code xl.meta}.
   *
   * @throws DamagedException if it is damaged or of a format that is not known here
   */
  public static List<XlVersion> versions(byte[] file) throws DamagedException {
    expectFormat(file);
    MessagePack in = new MessagePack(file, HEAD);
    byte[] metadata = in.binary();
    if (in.atEnd() || Byte.toUnsignedInt(file[in.position()]) != UINT_32) {
      throw new DamagedException();
    }
    if ((int) in.integer() != (int) XxHash64.of(metadata)) {
      throw new DamagedException("its xl.meta is damaged: it is not what its checksum is of");
    }
    return versions(metadata, inline(file, in.position()));
  }

  private static void expectFormat(byte[] file) throws DamagedException {
    if (file.length < HEAD) {
      throw new DamagedException();
    }
    ByteBuffer head = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (byte expected : MAGIC) {
      if (head.get() != expected) {
        throw new DamagedException();
      }
    }
    int major = Short.toUnsignedInt(head.getShort());
    int minor = Short.toUnsignedInt(head.getShort());
    if (major != MAJOR || minor != MINOR) {
      throw new DamagedException(
          "its xl.meta is of format %d.%d, which is not read here".formatted(major, minor));
    }
  }

  private static Map<String, Span> inline(byte[] file, int at) throws DamagedException {
    Map<String, Span> spans = new HashMap<>();
    if (at == file.length) {
      return spans;
    }
    if (file[at] != INLINE_VERSION) {
      throw new DamagedException("its inline data is of a format that is not read here");
    }
    MessagePack in = new MessagePack(file, at + 1);
    int count = in.map();
    expectFew(count);
    for (int i = 0; i < count; i++) {
      String id = in.text();
      int length = in.binaryLength();
      spans.put(id, new Span(in.position(), length));
      in.skip(length);
    }
    return spans;
  }

  private static List<XlVersion> versions(byte[] metadata, Map<String, Span> inline)
      throws DamagedException {
    MessagePack in = new MessagePack(metadata, 0);
    long headerVersion = in.integer();
    in.integer();
    if (headerVersion < 1 || headerVersion > 3) {
      throw new DamagedException("its xl.meta has headers of a version that is not read here");
    }
    long count = in.integer();
    List<XlVersion> versions = new ArrayList<>();
    int held = 0;
    for (long i = 0; i < count; i++) {
      Header header = Header.of(new MessagePack(in.binary(), 0));
      byte[] full = in.binary();
      if ((header.flags() & FREE) == 0) {
        Span span = inline.getOrDefault(header.id(), new Span(-1, 0));
        XlVersion version = XlVersionReader.read(full, header.id(), span.at(), span.length());
        held += 1 + version.parts().size() + version.meta().size();
        expectFew(held);
        versions.add(version);
      }
    }
    if (!in.atEnd()) {
      throw new DamagedException();
    }
    return versions;
  }

  private static void expectFew(int held) throws DamagedException {
    if (held > HELD_MAX) {
      throw new DamagedException("has more versions, parts and metadata than are read here");
    }
  }

  private record Header(String id, long flags) {
    static Header of(MessagePack in) throws DamagedException {
      int fields = in.array();
      String id = XlMeta.id(in.binary());
      in.integer(); // time
      in.binary(); // signature
      in.integer(); // type
      long flags = in.integer();
      for (int i = 5; i < fields; i++) {
        in.integer();
      }
      return new Header(id, flags);
    }
  }

  /** Id of a version as text. */
  static String id(byte[] bytes) throws DamagedException {
    if (bytes.length != UUID_BYTES) {
      throw new DamagedException();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    UUID id = new UUID(in.getLong(), in.getLong());
    return id.getMostSignificantBits() == 0 && id.getLeastSignificantBits() == 0
        ? "null"
        : id.toString();
  }
}
