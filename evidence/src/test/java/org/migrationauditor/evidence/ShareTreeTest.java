package org.migrationauditor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;

class ShareTreeTest {
  @Test
  void doesNotDependOnTheOrderOfItsShares() {
    List<Share> shares = shares(13);
    ContentDigest root = new ShareTree(shares).root();

    Collections.shuffle(shares, new Random(1));

    assertThat(new ShareTree(shares).root()).isEqualTo(root);
  }

  @Test
  void provesEveryShareOfTreesOfAnySize() {
    for (int size = 1; size < 20; size++) {
      ShareTree tree = new ShareTree(shares(size));
      for (int index = 0; index < size; index++) {
        Share share = tree.shares().get(index);
        ContentDigest leaf = ShareTree.leaf(ShareTree.place(share.key()), ShareTree.body(share));
        assertThat(tree.inclusion(index).proves(leaf, tree.root())).isTrue();
      }
    }
  }

  @Test
  void changesItsRootWithAnythingThatAShareTells() {
    Share share = share(1);
    ContentDigest root = new ShareTree(List.of(share)).root();
    ContentDigest other = new ContentDigest("1".repeat(64));

    assertThat(
            List.of(
                new Share(new OwnerKey("x"), share.key(), share.rows(), share.digest()),
                new Share(null, share.key(), share.rows(), share.digest()),
                new Share(share.owner(), Share.EVERYONE, share.rows(), share.digest()),
                new Share(share.owner(), share.key(), share.rows() + 1, share.digest()),
                new Share(share.owner(), share.key(), share.rows(), other)))
        .noneMatch(changed -> new ShareTree(List.of(changed)).root().equals(root));
  }

  @Test
  void showsAKeysShareOrBothNeighboursOfItsPlace() {
    ShareTree tree = new ShareTree(shares(9));
    for (int index = 0; index < 9; index++) {
      assertThat(tree.around(tree.shares().get(index).key())).containsExactly(index);
    }
    for (int absent = 100; absent < 150; absent++) {
      String key = share(absent).key();
      List<Integer> around = tree.around(key);
      String place = ShareTree.place(key).hex();
      List<String> places =
          tree.shares().stream().map(share -> ShareTree.place(share.key()).hex()).toList();
      long below = places.stream().filter(one -> one.compareTo(place) < 0).count();
      List<Integer> expected = new ArrayList<>();
      if (below > 0) {
        expected.add((int) below - 1);
      }
      if (below < 9) {
        expected.add((int) below);
      }
      assertThat(around).isEqualTo(expected);
    }
    assertThat(new ShareTree(List.of()).around("x")).isEmpty();
  }

  private static List<Share> shares(int count) {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(share(i));
    }
    return shares;
  }

  private static Share share(int number) {
    byte[] rows = "rows %d".formatted(number).getBytes(StandardCharsets.UTF_8);
    return new Share(
        new OwnerKey("owner \"%d\"".formatted(number)),
        String.format(Locale.ROOT, "%032x", number + 1),
        number,
        ContentDigest.of(TreeHash.sha256().digest(rows)));
  }
}
