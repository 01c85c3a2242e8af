package org.migrationauditor.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MerkleTreeTest {
  private static final List<String> REFERENCE_LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  /** Roots over the first 0 to 8 reference leaves. */
  private static final List<String> REFERENCE_ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void hasTheRootOfEveryPrefixOfTheReferenceLeaves() {
    for (int size = 0; size <= REFERENCE_LEAVES.size(); size++) {
      assertThat(reference(size)).as("%d leaves", size).isEqualTo(REFERENCE_ROOTS.get(size));
    }
  }

  @Test
  void agreesWithEverySoundInclusionVector() throws Exception {
    List<JsonNode> vectors = SharedVectors.read("inclusion");
    assertThat(vectors).hasSizeGreaterThan(90);
    int sound = 0;
    for (JsonNode vector : vectors) {
      if (overTheReferenceLeaves(vector)) {
        int size = vector.get("treeSize").intValue();
        int leaf = vector.get("leafIdx").intValue();
        assertThat(hex(vector, "root")).isEqualTo(reference(size));
        assertThat(hex(vector, "leafHash"))
            .isEqualTo(root(REFERENCE_LEAVES.subList(leaf, leaf + 1)));
        sound++;
      }
    }
    assertThat(sound).isEqualTo(5);
  }

  @Test
  void agreesWithEverySoundConsistencyVector() throws Exception {
    List<JsonNode> vectors = SharedVectors.read("consistency");
    assertThat(vectors).hasSizeGreaterThan(90);
    int sound = 0;
    for (JsonNode vector : vectors) {
      if (overTheReferenceLeaves(vector)) {
        assertThat(hex(vector, "root1")).isEqualTo(reference(vector.get("size1").intValue()));
        assertThat(hex(vector, "root2")).isEqualTo(reference(vector.get("size2").intValue()));
        sound++;
      }
    }
    assertThat(sound).isEqualTo(5);
  }

  @Test
  void agreesWithTheRecursiveDefinitionAtEverySize() {
    MerkleTree tree = new MerkleTree();
    List<byte[]> entries = new ArrayList<>();
    for (int size = 1; size <= 130; size++) {
      byte[] entry = ("entry " + size).getBytes(UTF_8);
      entries.add(entry);
      tree.add(entry);

      assertThat(tree.size()).isEqualTo(size);
      assertThat(tree.root()).hasToString(HexFormat.of().formatHex(defined(entries)));
    }
  }

  @Test
  void givesTheSameRootHoweverOftenItIsAsked() {
    MerkleTree asked = new MerkleTree();
    MerkleTree unasked = new MerkleTree();
    for (String leaf : REFERENCE_LEAVES) {
      asked.root();
      asked.add(HexFormat.of().parseHex(leaf));
      asked.root();
      unasked.add(HexFormat.of().parseHex(leaf));
    }
    assertThat(asked.root()).isEqualTo(asked.root()).isEqualTo(unasked.root());
  }

  @Test
  void tellsANodeFromALeafThatHoldsTheSameBytes() {
    MerkleTree two = tree(List.of("10", "2021"));
    byte[] children =
        concat(hash((byte) 0, HexFormat.of().parseHex("10")), hash((byte) 0, new byte[] {32, 33}));
    MerkleTree forged = new MerkleTree();
    forged.add(children);

    assertThat(forged.root()).isNotEqualTo(two.root());
  }

  /** The other sound vectors are about a hash that is no tree's. */
  private static boolean overTheReferenceLeaves(JsonNode vector) {
    return !vector.get("wantErr").booleanValue()
        && vector.get("desc").stringValue().equals("happy path");
  }

  private static String reference(int size) {
    return root(REFERENCE_LEAVES.subList(0, size));
  }

  private static String root(List<String> leaves) {
    return tree(leaves).root().hex();
  }

  private static MerkleTree tree(List<String> leaves) {
    MerkleTree tree = new MerkleTree();
    leaves.forEach(leaf -> tree.add(HexFormat.of().parseHex(leaf)));
    return tree;
  }

  private static String hex(JsonNode vector, String member) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(vector.get(member).stringValue()));
  }

  /** RFC 9162 2.1.1, word for word. */
  private static byte[] defined(List<byte[]> entries) {
    if (entries.size() == 1) {
      return hash((byte) 0, entries.getFirst());
    }
    int split = Integer.highestOneBit(entries.size() - 1);
    return hash(
        (byte) 1,
        concat(
            defined(entries.subList(0, split)), defined(entries.subList(split, entries.size()))));
  }

  private static byte[] hash(byte prefix, byte[] content) {
    MessageDigest sha256 = TreeHash.sha256();
    sha256.update(prefix);
    return sha256.digest(content);
  }

  private static byte[] concat(byte[] left, byte[] right) {
    byte[] both = new byte[left.length + right.length];
    System.arraycopy(left, 0, both, 0, left.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
