package org.migrationauditor.evidence.bundle;

import java.util.List;
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

  public EventProof {
    path = List.copyOf(path);
  }

  /** Reads what {@link #json} writes. */
  public static EventProof parse(byte[] json) throws MalformedBundleException {
    JsonObject proof = JsonObject.canonical(json);
    proof.expect(MEMBERS);
    return new EventProof(
        proof.count("sequence"), proof.digest("leaf"), proof.count("index"), proof.digests("path"));
  }

  /** As canonical JSON. */
  public String json() {
    return "{\"index\":%d,\"leaf\":\"%s\",\"path\":%s,\"sequence\":%d}"
        .formatted(index, leaf, list(path), sequence);
  }

  static String list(List<ContentDigest> hashes) {
    return hashes.stream()
        .map(hash -> '"' + hash.hex() + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
