package org.migrationauditor.evidence.bundle;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.messages.ContentDigest;

/**
 * Where an event is in the log.
 *
 * @param sequence of the event in its migration
 * @param index of its leaf
 * @param path of an {@link InclusionProof}
 */
public record EventProof(long sequence, ContentDigest leaf, long index, List<ContentDigest> path) {
  private static final Set<String> MEMBERS = Set.of("index", "leaf", "path", "sequence");

  /** Levels above a leaf of the largest tree whose size is a long, count. */
  private static final int LONGEST_PATH = 63;

  public EventProof {
    path = List.copyOf(path);
  }

  /** Reads what {@link #json} writes. */
  public static EventProof parse(byte[] json) throws MalformedBundleException {
    JsonObject proof = JsonObject.canonical(json);
    proof.expect(MEMBERS);
    return new EventProof(
        proof.count("sequence"), proof.digest("leaf"), proof.count("index"), path(proof));
  }

  /** The path that a proof of inclusion tells. */
  static List<ContentDigest> path(JsonObject proof) throws MalformedBundleException {
    List<ContentDigest> path = proof.digests("path");
    if (path.size() > LONGEST_PATH) {
      throw new MalformedBundleException(
          "has a path of more than " + LONGEST_PATH + " hashes, as no proof has");
    }
    return path;
  }

  /** As canonical JSON. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"index\":%d,\"leaf\":\"%s\",\"path\":%s,\"sequence\":%d}",
        index,
        leaf,
        list(path),
        sequence);
  }

  static String list(List<ContentDigest> hashes) {
    return hashes.stream()
        .map(hash -> '"' + hash.hex() + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
