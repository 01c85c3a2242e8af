package org.migrationauditor.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.evidence.bundle.BundleFiles;
import org.migrationauditor.evidence.bundle.BundleInfo;
import org.migrationauditor.evidence.bundle.BundleInfo.Why;
import org.migrationauditor.evidence.bundle.BundledEvent;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedFile;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedShares;
import org.migrationauditor.evidence.bundle.MalformedBundleException;
import org.migrationauditor.evidence.bundle.ShownLeaf;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;

/** That the rows of each owner are those, and all of those, under the root that an event tells. */
final class ShareCheck {
  private static final String WHAT = "entries";
  private static final int LONGEST_LINE = 1 << 14;
  private static final int MOST_SHARES = 100_000;

  private final Bag bag;
  private final BundleInfo info;
  private final Checks checks;
  private final FileCheck files;
  private final Map<NamedShares, List<ShownLeaf>> leaves = new LinkedHashMap<>();
  private long shares;
  private long rows;

  ShareCheck(Bag bag, BundleInfo info, Checks checks, FileCheck files) {
    this.bag = bag;
    this.info = info;
    this.checks = checks;
    this.files = files;
  }

  void check(List<BundledEvent> events) throws IOException {
    long before = checks.failures();
    Set<NamedShares> seen = new HashSet<>();
    for (BundledEvent event : events) {
      if (event.shares().isEmpty()) {
        unproven(event);
      } else if (seen.add(event.shares().get())) {
        read(event, event.shares().get());
      }
    }
    OwnerKey owner = info.owner();
    if (owner == null) {
      leaves.forEach(this::whole);
    } else {
      new OwnPart(owner, checks).check(leaves);
    }
    if (owner != null && leaves.isEmpty()) {
      checks.notChecked(WHAT, "no manifest is shown, so that nobody can tell what is in any");
    } else if (checks.failures() == before) {
      checks.passed(
          WHAT,
          "%d rows in %d shares of %d manifests, each under the root that its event tells"
              .formatted(rows, shares, leaves.size()));
    }
  }

  private void unproven(BundledEvent event) {
    boolean manifest =
        event.files().stream().anyMatch(file -> file.kind() == NamedFile.Kind.MANIFEST);
    if (manifest && info.owner() != null) {
      checks.notChecked(
          WHAT,
          "event %d tells no root, so that no owner's part of its manifest can be proven"
              .formatted(event.sequence()));
    }
  }

  private void read(BundledEvent event, NamedShares named) throws IOException {
    String path = BundleFiles.shares(named.manifest());
    files.explain(path);
    Why why = files.absent().get(path);
    if (bag.file(path) == null && why != null) {
      checks.notChecked(
          WHAT,
          "event %d: '%s' is not contained: its manifest was missing"
              .formatted(event.sequence(), path));
      return;
    }
    List<ShownLeaf> shown = new ArrayList<>();
    try {
      Part.lines(
          bag,
          path,
          LONGEST_LINE,
          (number, line) -> {
            if (shown.size() == MOST_SHARES) {
              throw new MalformedBundleException("is one share too many");
            }
            ShownLeaf leaf = ShownLeaf.parse(line);
            if (!leaf.isUnder(named.root())) {
              throw new MalformedBundleException(
                  "is not under the root that event %d tells".formatted(event.sequence()));
            }
            if (!shown.isEmpty() && leaf.proof().index() <= shown.getLast().proof().index()) {
              throw new MalformedBundleException("is out of order");
            }
            shown.add(leaf);
            rows(named, leaf);
          });
    } catch (MalformedBundleException e) {
      checks.failed(WHAT, "'%s' %s".formatted(path, e.getMessage()));
    }
    leaves.put(named, shown);
  }

  private void rows(NamedShares named, ShownLeaf leaf) {
    Share share = leaf.share();
    if (share == null) {
      return;
    }
    String path = BundleFiles.share(named.manifest(), leaf.proof().index());
    files.explain(path);
    BagFile found = bag.file(path);
    if (found == null) {
      checks.failed(WHAT, "'%s' is missing".formatted(path));
    } else if (!found.digest().equals(share.digest()) || found.lines() != share.rows()) {
      checks.failed(
          WHAT,
          "'%s' is not the share of %s: it has %d rows with SHA-256 %s, the share %d with %s"
              .formatted(
                  path,
                  share.owner() == null ? "everyone" : "'%s'".formatted(share.owner()),
                  found.lines(),
                  found.digest(),
                  share.rows(),
                  share.digest()));
    } else {
      shares++;
      rows += share.rows();
    }
  }

  private void whole(NamedShares named, List<ShownLeaf> shown) {
    List<Share> told = shown.stream().map(ShownLeaf::share).filter(Objects::nonNull).toList();
    if (told.size() != shown.size() || !new ShareTree(told).root().equals(named.root())) {
      checks.failed(
          WHAT, "'%s' does not hold every share".formatted(BundleFiles.shares(named.manifest())));
    }
  }

  /** One owner's part of all manifests. */
  private record OwnPart(OwnerKey owner, Checks checks) {
    void check(Map<NamedShares, List<ShownLeaf>> leaves) {
      Set<String> keys = new HashSet<>();
      leaves.forEach(
          (named, shown) ->
              shown.stream()
                  .map(ShownLeaf::share)
                  .filter(Objects::nonNull)
                  .forEach(share -> expectOwn(named, share, keys)));
      if (keys.size() > 1) {
        checks.failed(WHAT, "are of several keys of '%s'".formatted(owner));
      }
      String key = keys.stream().findFirst().orElse(null);
      leaves.forEach((named, shown) -> complete(named, shown, key));
    }

    private void expectOwn(NamedShares named, Share share, Set<String> keys) {
      boolean everyone = share.owner() == null && share.key().equals(Share.EVERYONE);
      if (owner.equals(share.owner())) {
        keys.add(share.key());
      } else if (!everyone || !named.findings()) {
        checks.failed(
            WHAT,
            "'%s' holds a share of another, %s"
                .formatted(BundleFiles.shares(named.manifest()), share.owner()));
      }
    }

    private void complete(NamedShares named, List<ShownLeaf> shown, @Nullable String key) {
      String path = BundleFiles.shares(named.manifest());
      if (named.findings()
          && !holds(shown, share -> share.owner() == null)
          && !nothingAt(Share.EVERYONE, named, shown)) {
        checks.failed(
            WHAT,
            "'%s' neither holds nor rules out findings that concern everyone".formatted(path));
      }
      if (holds(shown, share -> owner.equals(share.owner()))) {
        return;
      }
      if (key == null) {
        checks.notChecked(
            WHAT,
            "'%s' holds nothing of '%s', and no part of theirs to prove it by"
                .formatted(path, owner));
      } else if (!nothingAt(key, named, shown)) {
        checks.failed(
            WHAT, "'%s' neither holds nor rules out a share of '%s'".formatted(path, owner));
      }
    }

    private static boolean holds(List<ShownLeaf> shown, Predicate<Share> wanted) {
      return shown.stream().map(ShownLeaf::share).filter(Objects::nonNull).anyMatch(wanted);
    }

    /** Whether the leaves on both sides of a key's place are beside each other. */
    private static boolean nothingAt(String key, NamedShares named, List<ShownLeaf> shown) {
      if (shown.isEmpty()) {
        return new ShareTree(List.of()).root().equals(named.root());
      }
      String place = ShareTree.place(key).hex();
      ShownLeaf below = null;
      ShownLeaf above = null;
      for (ShownLeaf leaf : shown) {
        int order = leaf.place().hex().compareTo(place);
        if (order == 0) {
          return false;
        }
        below = order < 0 ? leaf : below;
        above = order > 0 && above == null ? leaf : above;
      }
      long size = shown.getFirst().proof().size();
      long left = below == null ? -1 : below.proof().index();
      long right = above == null ? size : above.proof().index();
      return right == left + 1 && shown.stream().allMatch(leaf -> leaf.proof().size() == size);
    }
  }
}
