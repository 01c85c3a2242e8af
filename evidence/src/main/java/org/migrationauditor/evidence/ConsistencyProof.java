package org.migrationauditor.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.migrationauditor.messages.ContentDigest;

/**
 * That a tree is an earlier one with leaves added at its end, and nothing else (RFC 9162 2.1.4).
 *
 * @param first leaves of the earlier tree, count
 * @param second leaves of the later tree, count
 * @param path hashes of nodes, in the order of RFC 9162; empty when both trees are one
 */
public record ConsistencyProof(long first, long second, List<ContentDigest> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether one root grew into the other, by every step of RFC 9162 2.1.4.2. */
  public boolean proves(ContentDigest firstRoot, ContentDigest secondRoot) {
    if (first <= 0 || first > second) {
      return false;
    }
    if (first == second) {
      return path.isEmpty() && firstRoot.equals(secondRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    List<ContentDigest> way = new ArrayList<>(path);
    if (Long.bitCount(first) == 1) {
      way.addFirst(firstRoot);
    }
    int levels = Long.numberOfTrailingZeros(first);
    long node = (first - 1) >> levels;
    long last = (second - 1) >> levels;
    TreeHash hash = new TreeHash();
    byte[] earlier = way.getFirst().bytes();
    byte[] later = earlier;
    for (ContentDigest step : way.subList(1, way.size())) {
      if (last == 0) {
        return false;
      }
      byte[] beside = step.bytes();
      if ((node & 1) == 1 || node == last) {
        earlier = hash.node(beside, earlier);
        later = hash.node(beside, later);
        int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>= up;
        last >>= up;
      } else {
        later = hash.node(later, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0
        && Arrays.equals(earlier, firstRoot.bytes())
        && Arrays.equals(later, secondRoot.bytes());
  }
}
