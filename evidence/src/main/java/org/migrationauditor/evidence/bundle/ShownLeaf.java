package org.migrationauditor.evidence.bundle;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;

/**
 * A leaf of the shares of a manifest that a bundle shows.
 *
 * @param body what it tells of its share, as {@link ShareTree#body}
 * @param share null when it is another owner's, of whom nothing is told
 * @param proof that it is among the shares
 */
public record ShownLeaf(
    ContentDigest place, ContentDigest body, @Nullable Share share, InclusionProof proof) {
  private static final Set<String> MEMBERS =
      Set.of("body", "index", "path", "place", "share", "size");
  private static final Set<String> SHARE = Set.of("digest", "key", "owner", "rows");

  /** The share at an index of a tree, told or not. */
  public static ShownLeaf of(ShareTree tree, int index, boolean told) {
    Share share = tree.shares().get(index);
    return new ShownLeaf(
        ShareTree.place(share.key()),
        ShareTree.body(share),
        told ? share : null,
        tree.inclusion(index));
  }

  /**
   * Reads what {@link #json} writes.
   *
   * @throws MalformedBundleException also if place or body are not those of the share
   */
  public static ShownLeaf parse(byte[] json) throws MalformedBundleException {
    JsonObject leaf = JsonObject.canonical(json);
    leaf.expect(MEMBERS);
    ContentDigest place = leaf.digest("place");
    ContentDigest body = leaf.digest("body");
    @Nullable Share share = leaf.get("share") == null ? null : share(leaf.object("share"));
    if (share != null
        && (!ShareTree.place(share.key()).equals(place) || !ShareTree.body(share).equals(body))) {
      throw new MalformedBundleException("has another place or body than its share");
    }
    return new ShownLeaf(
        place,
        body,
        share,
        new InclusionProof(leaf.count("index"), leaf.count("size"), EventProof.path(leaf)));
  }

  private static Share share(JsonObject share) throws MalformedBundleException {
    share.expect(SHARE);
    try {
      @Nullable OwnerKey owner = share.optionalText("owner").map(OwnerKey::new).orElse(null);
      return new Share(owner, share.text("key"), share.count("rows"), share.digest("digest"));
    } catch (IllegalArgumentException e) {
      throw new MalformedBundleException("has a share of nobody");
    }
  }

  /** Whether it is among the shares under a root. */
  public boolean isUnder(ContentDigest root) {
    return proof.proves(ShareTree.leaf(place, body), root);
  }

  /** As canonical JSON. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"body\":\"%s\",\"index\":%d,\"path\":%s,\"place\":\"%s\",\"share\":%s,\"size\":%d}",
        body,
        proof.index(),
        EventProof.list(proof.path()),
        place,
        share == null ? "null" : ShareTree.json(share),
        proof.size());
  }
}
