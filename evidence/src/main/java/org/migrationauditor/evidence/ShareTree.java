package org.migrationauditor.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;

/**
 * Merkle tree (RFC 9162 2.1) over the shares of a manifest, in the order of their places. A place
 * is the SHA-256 of a key that only the share's owner is told, so that it names nobody; two leaves
 * beside each other prove that nothing is at a place between them.
 */
public final class ShareTree {
  private static final int PLACE_BYTES = 32;

  private final List<Share> shares;
  private final MerkleTree tree = new MerkleTree();
  private final TreeProofs proofs;

  private record Node(int level, long position) {}

  /** A tree of shares in any order, one an owner. */
  public ShareTree(List<Share> shares) {
    this.shares =
        shares.stream().sorted(Comparator.comparing(share -> place(share.key()).hex())).toList();
    Map<Node, ContentDigest> nodes = new HashMap<>();
    for (Share share : this.shares) {
      ContentDigest leaf = leaf(place(share.key()), body(share));
      nodes.put(new Node(0, tree.size()), leaf);
      tree.add(leaf, (level, position, hash) -> nodes.put(new Node(level, position), hash));
    }
    proofs = new TreeProofs((level, position) -> node(nodes, level, position));
  }

  private static ContentDigest node(Map<Node, ContentDigest> nodes, int level, long position) {
    @Nullable ContentDigest hash = nodes.get(new Node(level, position));
    if (hash == null) {
      throw new IndexOutOfBoundsException("node %d of level %d".formatted(position, level));
    }
    return hash;
  }

  /** Hash over all shares. */
  public ContentDigest root() {
    return tree.root();
  }

  /** In the order of their leaves. */
  public List<Share> shares() {
    return shares;
  }

  /** That a share is at an index. */
  public InclusionProof inclusion(int index) {
    return proofs.inclusion(index, shares.size());
  }

  /**
   * What shows whether there is a share of a key: its index, or those on both sides of its place,
   * fewer where it is before the first or behind the last.
   */
  public List<Integer> around(String key) {
    String place = place(key).hex();
    int next = 0;
    while (next < shares.size() && place(shares.get(next).key()).hex().compareTo(place) < 0) {
      next++;
    }
    if (next < shares.size() && shares.get(next).key().equals(key)) {
      return List.of(next);
    }
    return IntStream.of(next - 1, next)
        .filter(index -> index >= 0 && index < shares.size())
        .boxed()
        .toList();
  }

  /** Where the share of a key is among others, whether there is one or not. */
  public static ContentDigest place(String key) {
    return ContentDigest.of(TreeHash.sha256().digest(key.getBytes(StandardCharsets.US_ASCII)));
  }

  /** What a leaf tells of a share: SHA-256 over its canonical JSON. */
  public static ContentDigest body(Share share) {
    return ContentDigest.of(TreeHash.sha256().digest(json(share).getBytes(StandardCharsets.UTF_8)));
  }

  /** A share as canonical JSON (RFC 8785). */
  public static String json(Share share) {
    OwnerKey owner = share.owner();
    return String.format(
        Locale.ROOT,
        "{\"digest\":\"%s\",\"key\":\"%s\",\"owner\":%s,\"rows\":%d}",
        share.digest(),
        share.key(),
        owner == null ? "null" : CanonicalText.quoted(owner.value()),
        share.rows());
  }

  /** Hash of a leaf: its entry is the place and the body behind it, 64 bytes. */
  public static ContentDigest leaf(ContentDigest place, ContentDigest body) {
    byte[] entry = Arrays.copyOf(place.bytes(), 2 * PLACE_BYTES);
    System.arraycopy(body.bytes(), 0, entry, PLACE_BYTES, PLACE_BYTES);
    return ContentDigest.of(new TreeHash().leaf(entry));
  }
}
