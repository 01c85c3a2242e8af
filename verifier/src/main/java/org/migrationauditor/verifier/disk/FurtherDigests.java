package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Digests of content beside its SHA-256, by which to check what an archive recorded. They cost one
 * more reading of the file.
 *
 * @param names of those asked for, each {@code md5} or {@code sha1}
 */
record FurtherDigests(Set<String> names) {
  static final FurtherDigests NONE = new FurtherDigests(Set.of());

  private static final int BUFFER = 256 * 1024;
  private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha1", "SHA-1");

  /** Those that a text names. */
  static FurtherDigests of(String names) {
    return new FurtherDigests(
        ALGORITHMS.keySet().stream().filter(names::contains).collect(Collectors.toSet()));
  }

  /** These and the one of a recorded digest, unless SHA-256 is enough for that. */
  FurtherDigests with(String recorded) {
    Set<String> more = new HashSet<>(names);
    ALGORITHMS.keySet().stream().filter(name -> recorded.startsWith(name + ":")).forEach(more::add);
    return new FurtherDigests(more);
  }

  /** Lower-case hex by name, of what a channel gives to its end. */
  SortedMap<String, String> of(ReadableByteChannel content) throws IOException {
    SortedMap<String, MessageDigest> digests = new TreeMap<>();
    names.forEach(name -> digests.put(name, digest(ALGORITHMS.getOrDefault(name, name))));
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (content.read(buffer.clear()) >= 0) {
      digests.values().forEach(digest -> digest.update(buffer.flip()));
    }
    SortedMap<String, String> hex = new TreeMap<>();
    digests.forEach((name, digest) -> hex.put(name, HexFormat.of().formatHex(digest.digest())));
    return hex;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
    }
  }
}
