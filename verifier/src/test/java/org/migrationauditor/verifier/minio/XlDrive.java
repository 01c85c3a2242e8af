package org.migrationauditor.verifier.minio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes objects as a MinIO server does that keeps each in an {@code xl.meta}. */
public final class XlDrive {
  /** Size of a block, bytes. */
  public static final int BLOCK = 1 << 20;

  private static final UUID NULL = new UUID(0, 0);
  private static final int OBJECT = 1;
  private static final int DELETE_MARKER = 2;
  private static final int FREE = 1;
  private static final int INLINE = 4;

  /**
   * A version to be written.
   *
   * @param parts contents of its parts; one of inline data
   * @param dataParity data and parity drives, such as {@code 1+0}
   */
  public record Version(
      int type,
      UUID id,
      int flags,
      List<String> parts,
      String dataParity,
      Map<String, String> system,
      Map<String, String> user) {
    /** An object in one piece. */
    public static Version inline(String content) {
      return new Version(OBJECT, NULL, INLINE, List.of(content), "1+0", Map.of(), Map.of());
    }

    /** An object in parts. */
    public static Version inParts(String... parts) {
      return new Version(OBJECT, NULL, 2, List.of(parts), "1+0", Map.of(), Map.of());
    }

    /** A delete marker. */
    public static Version deleted() {
      return new Version(DELETE_MARKER, NULL, 0, List.of(), "1+0", Map.of(), Map.of());
    }

    /** What tiering leaves behind. */
    public Version free() {
      return new Version(type, id, flags | FREE, parts, dataParity, system, user);
    }

    public Version ofType(int other) {
      return new Version(other, id, flags, parts, dataParity, system, user);
    }

    public Version withId(long number) {
      return new Version(type, new UUID(7, number), flags, parts, dataParity, system, user);
    }

    public Version over(String drives) {
      return new Version(type, id, flags, parts, drives, system, user);
    }

    public Version withSystem(String name) {
      return new Version(type, id, flags, parts, dataParity, Map.of(name, "x"), user);
    }

    public Version with(Map<String, String> meta) {
      return new Version(type, id, flags, parts, dataParity, system, meta);
    }

    /** Folder of its parts. */
    public String dataFolder() {
      return new UUID(9, id.getLeastSignificantBits()).toString();
    }
  }

  private XlDrive() {}

  /** Writes an object, its newest version first. */
  public static void write(Path folder, Version... versions) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("xl.meta"), meta(3, versions));
    for (Version version : versions) {
      if (version.type() == OBJECT && (version.flags() & INLINE) == 0) {
        Path data = Files.createDirectories(folder.resolve(version.dataFolder()));
        for (int i = 0; i < version.parts().size(); i++) {
          Files.write(data.resolve("part." + (i + 1)), framed(version.parts().get(i)));
        }
      }
    }
  }

  /** Bytes of an {@code xl.meta}. */
  public static byte[] meta(int headerVersion, Version... versions) {
    Pack metadata = new Pack().integer(headerVersion).integer(2).integer(versions.length);
    Pack inline = new Pack();
    List<Version> inlined = new ArrayList<>();
    for (Version version : versions) {
      metadata.binary(header(headerVersion, version)).binary(full(version));
      if ((version.flags() & INLINE) != 0) {
        inlined.add(version);
      }
    }
    inline.map(inlined.size());
    for (Version version : inlined) {
      inline.text(version.id().equals(NULL) ? "null" : version.id().toString());
      inline.binary(framed(version.parts().getFirst()));
    }
    return file(metadata.bytes(), inlined.isEmpty() ? new byte[0] : inline.bytes());
  }

  /** An {@code xl.meta} of any metadata, with its checksum. */
  static byte[] file(byte[] metadata, byte[] inline) {
    Pack file = new Pack().raw("XL2 ".getBytes(UTF_8)).raw(new byte[] {1, 0, 3, 0});
    file.binary(metadata).raw(new byte[] {(byte) 0xce});
    file.raw(ByteBuffer.allocate(4).putInt((int) XxHash64.of(metadata)).array());
    return inline.length == 0 ? file.bytes() : file.raw(new byte[] {1}).raw(inline).bytes();
  }

  private static byte[] header(int headerVersion, Version version) {
    Pack header = new Pack().array(headerVersion == 3 ? 7 : 5);
    header.binary(uuid(version.id())).integer(1_700_000_000_000_000_000L).binary(new byte[4]);
    header.integer(version.type()).integer(version.flags());
    return (headerVersion == 3 ? header.integer(0).integer(1) : header).bytes();
  }

  private static byte[] full(Version version) {
    Pack full = new Pack().map(3).text("Type").integer(version.type());
    if (version.type() == DELETE_MARKER) {
      full.text("DelObj").map(2).text("ID").binary(uuid(version.id()));
      full.text("MTime").integer(1);
    } else {
      full.text("V2Obj").raw(object(version));
    }
    return full.text("v").integer(0).bytes();
  }

  private static byte[] object(Version version) {
    String[] drives = version.dataParity().split("\\+", -1);
    Pack object = new Pack().map(13).text("ID").binary(uuid(version.id()));
    object.text("DDir").binary(uuid(UUID.fromString(version.dataFolder())));
    object.text("EcAlgo").integer(1).text("EcM").integer(Integer.parseInt(drives[0]));
    object.text("EcN").integer(Integer.parseInt(drives[1])).text("EcBSize").integer(BLOCK);
    object.text("EcDist").array(1).integer(1).text("CSumAlgo").integer(1);
    object.text("PartNums").array(version.parts().size());
    for (int i = 1; i <= version.parts().size(); i++) {
      object.integer(i);
    }
    object.text("PartSizes").array(version.parts().size());
    version.parts().forEach(part -> object.integer(part.getBytes(UTF_8).length));
    object.text("Size");
    object.integer(version.parts().stream().mapToInt(part -> part.getBytes(UTF_8).length).sum());
    object.text("MetaSys").map(version.system().size());
    version.system().forEach((name, value) -> object.text(name).binary(value.getBytes(UTF_8)));
    object.text("MetaUsr").map(version.user().size());
    version.user().forEach((name, value) -> object.text(name).text(value));
    return object.bytes();
  }

  /** Content in blocks, each after its hash. */
  static byte[] framed(String content) {
    byte[] bytes = content.getBytes(UTF_8);
    Pack framed = new Pack();
    for (int from = 0; from < bytes.length; from += BLOCK) {
      byte[] block = Arrays.copyOfRange(bytes, from, Math.min(from + BLOCK, bytes.length));
      framed.raw(HighwayHash.of(block, block.length)).raw(block);
    }
    return framed.bytes();
  }

  private static byte[] uuid(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** Writes MessagePack, in the shortest or the longest form of a value as MinIO does. */
  private static final class Pack {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @FunctionalInterface
    private interface Write {
      void write(DataOutputStream out) throws IOException;
    }

    private Pack add(Write write) {
      try {
        write.write(out);
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Pack integer(long value) {
      return value >= 0 && value < 128
          ? add(o -> o.writeByte((int) value))
          : add(
              o -> {
                o.writeByte(0xd3);
                o.writeLong(value);
              });
    }

    Pack binary(byte[] value) {
      return add(
          o -> {
            o.writeByte(0xc6);
            o.writeInt(value.length);
            o.write(value);
          });
    }

    Pack text(String value) {
      byte[] utf8 = value.getBytes(UTF_8);
      return add(
          o -> {
            if (utf8.length < 32) {
              o.writeByte(0xa0 | utf8.length);
            } else {
              o.writeByte(0xda);
              o.writeShort(utf8.length);
            }
            o.write(utf8);
          });
    }

    Pack map(int entries) {
      return entries < 16
          ? add(o -> o.writeByte(0x80 | entries))
          : add(
              o -> {
                o.writeByte(0xde);
                o.writeShort(entries);
              });
    }

    Pack array(int elements) {
      return add(o -> o.writeByte(0x90 | elements));
    }

    Pack raw(byte[] value) {
      return add(o -> o.write(value));
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
