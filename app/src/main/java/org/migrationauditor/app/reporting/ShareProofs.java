package org.migrationauditor.app.reporting;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.evidence.bundle.ShownLeaf;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;

/**
 * Proofs that what an owner is shown of a manifest is all that is theirs, one JSON object a line:
 * the leaf of their share and its way to the root that the history tells of the manifest.
 */
final class ShareProofs {
  private final Verifier verifier;
  private final Map<ContentDigest, Optional<ShareTree>> trees = new LinkedHashMap<>();

  ShareProofs(Verifier verifier) {
    this.verifier = verifier;
  }

  /** Of every manifest that the report names and that has something of the owner. */
  byte[] of(IntegrityReport report, OwnerKey owner) throws InventoryException {
    Map<ContentDigest, String> lines = new LinkedHashMap<>();
    for (ReportedComparison comparison : report.comparisons()) {
      prove(comparison.beforeManifest(), owner, lines);
      prove(comparison.afterManifest(), owner, lines);
      prove(comparison.findingsManifest(), owner, lines);
    }
    return String.join("", lines.values()).getBytes(StandardCharsets.UTF_8);
  }

  private void prove(ContentDigest manifest, OwnerKey owner, Map<ContentDigest, String> lines)
      throws InventoryException {
    Optional<ShareTree> known = trees.get(manifest);
    if (known == null) {
      known = verifier.shares(manifest).map(ShareTree::new);
      trees.put(manifest, known);
    }
    if (known.isEmpty()) {
      return; // more owners than anybody would be shown their share of
    }
    ShareTree tree = known.get();
    for (int i = 0; i < tree.shares().size(); i++) {
      if (Objects.equals(tree.shares().get(i).owner(), owner)) {
        lines.put(
            manifest,
            "{\"leaf\":%s,\"manifest\":\"%s\",\"root\":\"%s\"}\n"
                .formatted(ShownLeaf.of(tree, i, true).json(), manifest, tree.root()));
      }
    }
  }
}
