package org.migrationauditor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import tools.jackson.databind.JsonNode;

/** Proofs are made for every pair of small sizes, and judged as the published vectors say. */
final class TreeProofsTest {
  private static final int LARGEST = 40;

  private final TreeHash hash = new TreeHash();
  private final TreeProofs proofs = new TreeProofs(this::subtree);

  @Test
  void judgesEveryPublishedInclusionProofAsItsVectorSays() throws Exception {
    List<JsonNode> vectors = SharedVectors.read("inclusion");
    assertThat(vectors).hasSizeGreaterThan(90);
    for (JsonNode vector : vectors) {
      boolean good =
          accepts(
              () ->
                  new InclusionProof(
                          number(vector.get("leafIdx")),
                          number(vector.get("treeSize")),
                          path(vector))
                      .proves(digest(vector.get("leafHash")), root(vector.get("root"))));

      assertThat(good).as(vector.toString()).isEqualTo(!vector.get("wantErr").booleanValue());
    }
  }

  @Test
  void judgesEveryPublishedConsistencyProofAsItsVectorSays() throws Exception {
    List<JsonNode> vectors = SharedVectors.read("consistency");
    assertThat(vectors).hasSizeGreaterThan(90);
    for (JsonNode vector : vectors) {
      boolean good =
          accepts(
              () ->
                  new ConsistencyProof(
                          number(vector.get("size1")), number(vector.get("size2")), path(vector))
                      .proves(root(vector.get("root1")), root(vector.get("root2"))));

      assertThat(good).as(vector.toString()).isEqualTo(!vector.get("wantErr").booleanValue());
    }
  }

  @Test
  void provesEachLeafOfATreeOfAnySizeAndNoOther() {
    for (int size = 1; size <= LARGEST; size++) {
      ContentDigest root = grown(size).root();
      assertThat(proofs.root(size)).isEqualTo(root);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = proofs.inclusion(index, size);
        assertThat(proof.proves(leaf(index), root)).isTrue();
        assertThat(proof.proves(leaf(index + 1), root)).isFalse();
        for (InclusionProof forged : forged(proof)) {
          assertThat(forged.proves(leaf(index), root)).as("%s", forged).isFalse();
        }
      }
    }
  }

  @Test
  void goesOnGrowingFromKeptSubtreesAndTellsOfEachThatIsComplete() {
    for (int size = 0; size <= LARGEST; size++) {
      MerkleTree tree = MerkleTree.of(size, this::subtree);
      assertThat(tree.root()).isEqualTo(grown(size).root());

      List<String> complete = new ArrayList<>();
      tree.add(
          leaf(size),
          (level, position, digest) -> {
            assertThat(digest).isEqualTo(subtree(level, position));
            complete.add(level + ":" + position);
          });

      assertThat(tree.root()).isEqualTo(grown(size + 1).root());
      assertThat(complete).hasSize(Integer.numberOfTrailingZeros(size + 1));
    }
  }

  @Test
  void provesThatATreeGrewFromAnyEarlierOneAndFromNoOther() {
    for (int second = 1; second <= LARGEST; second++) {
      ContentDigest later = grown(second).root();
      for (int first = 1; first <= second; first++) {
        ConsistencyProof proof = proofs.consistency(first, second);
        ContentDigest earlier = grown(first).root();
        assertThat(proof.proves(earlier, later)).as("%d in %d", first, second).isTrue();
        assertThat(proof.proves(leaf(0), later)).isEqualTo(first == 1);
        assertThat(proof.proves(earlier, leaf(LARGEST))).isFalse();
        for (List<ContentDigest> damaged : damaged(proof.path())) {
          assertThat(new ConsistencyProof(first, second, damaged).proves(earlier, later)).isFalse();
        }
      }
    }
  }

  @Test
  void refusesToProveWhatIsNotThere() {
    assertThatThrownBy(() -> proofs.inclusion(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> proofs.inclusion(-1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> proofs.consistency(0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> proofs.consistency(4, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static List<InclusionProof> forged(InclusionProof proof) {
    List<InclusionProof> forged = new ArrayList<>();
    for (List<ContentDigest> path : damaged(proof.path())) {
      forged.add(new InclusionProof(proof.index(), proof.size(), path));
    }
    for (long index = -1; index <= proof.size(); index++) {
      if (index != proof.index()) {
        forged.add(new InclusionProof(index, proof.size(), proof.path()));
      }
    }
    return forged;
  }

  /** With a hash that is another, one too many in front or behind, or one missing. */
  private static List<List<ContentDigest>> damaged(List<ContentDigest> path) {
    List<List<ContentDigest>> all = new ArrayList<>();
    ContentDigest other = leaf(LARGEST + 1);
    all.add(Stream.concat(Stream.of(other), path.stream()).toList());
    all.add(Stream.concat(path.stream(), Stream.of(other)).toList());
    for (int i = 0; i < path.size(); i++) {
      List<ContentDigest> replaced = new ArrayList<>(path);
      replaced.set(i, other);
      all.add(replaced);
      List<ContentDigest> shorter = new ArrayList<>(path);
      shorter.remove(i);
      all.add(shorter);
    }
    return all;
  }

  private static MerkleTree grown(int size) {
    MerkleTree tree = new MerkleTree();
    for (int index = 0; index < size; index++) {
      tree.add(entry(index));
    }
    return tree;
  }

  private ContentDigest subtree(int level, long position) {
    return level == 0
        ? leaf(position)
        : ContentDigest.of(
            hash.node(
                subtree(level - 1, 2 * position).bytes(),
                subtree(level - 1, 2 * position + 1).bytes()));
  }

  private static ContentDigest leaf(long index) {
    return ContentDigest.of(new TreeHash().leaf(entry(index)));
  }

  private static byte[] entry(long index) {
    return new byte[] {(byte) index};
  }

  /** A hash of another length than 32 bytes never becomes part of a proof. */
  private static boolean accepts(BooleanSupplier judged) {
    try {
      return judged.getAsBoolean();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<ContentDigest> path(JsonNode vector) {
    JsonNode proof = vector.get("proof");
    return proof.isNull() ? List.of() : proof.valueStream().map(TreeProofsTest::digest).toList();
  }

  /** Sizes of 64 bits without a sign become negative. */
  private static long number(JsonNode number) {
    return number.bigIntegerValue().longValue();
  }

  /** Some vectors have words in place of a root that does not matter: equal words, equal roots. */
  private static ContentDigest root(JsonNode root) {
    byte[] bytes = Base64.getDecoder().decode(root.stringValue());
    return ContentDigest.of(bytes.length == 32 ? bytes : TreeHash.sha256().digest(bytes));
  }

  private static ContentDigest digest(JsonNode hash) {
    return ContentDigest.of(Base64.getDecoder().decode(hash.stringValue()));
  }
}
