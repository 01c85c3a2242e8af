package org.migrationauditor.evidence.bundle;

import java.util.List;
import java.util.Set;
import org.migrationauditor.evidence.CanonicalText;
import org.migrationauditor.evidence.ConsistencyProof;
import org.migrationauditor.messages.ContentDigest;

/**
 * A head that was signed before the one of the bundle.
 *
 * @param note as it was signed
 * @param path of the {@link ConsistencyProof} to the bundle's head
 */
public record EarlierHead(String note, List<ContentDigest> path) {
  private static final Set<String> MEMBERS = Set.of("note", "path");

  public EarlierHead {
    path = List.copyOf(path);
  }

  /** Reads what {@link #json} writes. */
  public static EarlierHead parse(byte[] json) throws MalformedBundleException {
    JsonObject head = JsonObject.canonical(json);
    head.expect(MEMBERS);
    return new EarlierHead(head.text("note"), head.digests("path"));
  }

  /** As canonical JSON. */
  public String json() {
    return "{\"note\":%s,\"path\":%s}".formatted(CanonicalText.quoted(note), EventProof.list(path));
  }
}
