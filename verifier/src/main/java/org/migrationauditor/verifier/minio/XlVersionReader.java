package org.migrationauditor.verifier.minio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.migrationauditor.verifier.object.Sealed;

/** Reads the full form of one version. */
final class XlVersionReader {
  private static final int OBJECT = 1;
  private static final int DELETE_MARKER = 2;
  private static final int REED_SOLOMON = 1;
  private static final int HIGHWAY_HASH = 1;

  /** Parts of an object (S3 interface), and far more metadata than one has. */
  private static final int LIST_MAX = 10_000;

  private final String id;
  private final Map<String, String> meta = new HashMap<>();
  private final Set<String> internal = new HashSet<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private List<Long> partNumbers = List.of();
  private List<Long> partBytes = List.of();
  private String dataFolder = "";
  private long type;

  private XlVersionReader(String id) {
    this.id = id;
  }

  /**
   * Reads a version.
   *
   * @param id that its header has
   * @param inlineAt where its inline data begins; negative when there is none
   */
  static XlVersion read(byte[] full, String id, int inlineAt, int inlineBytes)
      throws DamagedException {
    XlVersionReader reader = new XlVersionReader(id);
    reader.fields(new MessagePack(full, 0));
    return reader.version(inlineAt, inlineBytes);
  }

  private void fields(MessagePack in) throws DamagedException {
    int count = in.map();
    for (int i = 0; i < count; i++) {
      switch (in.text()) {
        case "Type" -> type = in.integer();
        case "V2Obj", "DelObj" -> object(in);
        default -> in.skipValue();
      }
    }
  }

  private void object(MessagePack in) throws DamagedException {
    int count = in.map();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      switch (name) {
        case "ID" -> expectId(in.binary());
        case "DDir" -> dataFolder = XlMeta.id(in.binary());
        case "PartNums" -> partNumbers = integers(in);
        case "PartSizes" -> partBytes = integers(in);
        case "EcAlgo", "EcM", "EcN", "EcBSize", "CSumAlgo", "Size" ->
            numbers.put(name, in.integer());
        case "MetaSys" -> names(in);
        case "MetaUsr" -> texts(in);
        default -> in.skipValue();
      }
    }
  }

  private void expectId(byte[] bytes) throws DamagedException {
    if (!XlMeta.id(bytes).equals(id)) {
      throw new DamagedException();
    }
  }

  private static List<Long> integers(MessagePack in) throws DamagedException {
    int count = few(in.array());
    List<Long> integers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      integers.add(in.integer());
    }
    return integers;
  }

  private static int few(int count) throws DamagedException {
    if (count > LIST_MAX) {
      throw new DamagedException();
    }
    return count;
  }

  private void names(MessagePack in) throws DamagedException {
    int count = few(in.map());
    for (int i = 0; i < count; i++) {
      internal.add(in.text());
      in.skip(in.binaryLength());
    }
  }

  private void texts(MessagePack in) throws DamagedException {
    int count = few(in.map());
    for (int i = 0; i < count; i++) {
      meta.put(in.text(), in.text());
    }
  }

  private XlVersion version(int inlineAt, int inlineBytes) throws DamagedException {
    long bytes = type == OBJECT ? number("Size") : 0;
    boolean inline = inlineAt >= 0;
    return new XlVersion(
        type == OBJECT
            ? XlVersion.Type.OBJECT
            : type == DELETE_MARKER ? XlVersion.Type.DELETE_MARKER : XlVersion.Type.UNKNOWN,
        id,
        bytes,
        type == OBJECT ? unreadable() : "",
        number("EcBSize"),
        dataFolder,
        inline ? List.of() : parts(bytes),
        inlineAt,
        inlineBytes,
        meta);
  }

  private List<XlVersion.Part> parts(long bytes) throws DamagedException {
    if (type != OBJECT) {
      return List.of();
    }
    if (partNumbers.size() != partBytes.size()) {
      throw new DamagedException();
    }
    List<XlVersion.Part> parts = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < partNumbers.size(); i++) {
      if (partBytes.get(i) < 0 || partBytes.get(i) > Long.MAX_VALUE - sum) {
        throw new DamagedException();
      }
      sum += partBytes.get(i);
      parts.add(new XlVersion.Part(partNumbers.get(i), partBytes.get(i)));
    }
    if (sum != bytes && unreadable().isEmpty()) {
      throw new DamagedException();
    }
    return parts;
  }

  private String unreadable() throws DamagedException {
    String sealed = Sealed.how(all());
    if (!sealed.isEmpty()) {
      return "is kept %s, so that only its server can read it".formatted(sealed);
    }
    if (number("EcAlgo") != REED_SOLOMON || number("EcM") != 1 || number("EcN") != 0) {
      return "is spread over several drives, of which this is one";
    }
    if (number("CSumAlgo") != HIGHWAY_HASH || number("EcBSize") <= 0) {
      return "has checksums of a kind that is not read here";
    }
    if (number("Size") < 0) {
      throw new DamagedException();
    }
    return "";
  }

  private Set<String> all() {
    Set<String> all = new HashSet<>(internal);
    all.addAll(meta.keySet());
    return all;
  }

  private long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }
}
