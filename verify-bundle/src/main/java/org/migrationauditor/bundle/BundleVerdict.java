package org.migrationauditor.bundle;

import java.util.List;
import org.migrationauditor.messages.Verdict;

/**
 * What checking a bundle came to.
 *
 * @param verdict the worst of all checks
 * @param checks in the order in which they were made, the first of them
 * @param more checks beyond those, count
 */
public record BundleVerdict(Verdict verdict, List<Check> checks, long more) {
  /** What no bundle can tell, and where to ask. */
  public static final List<String> NOT_LOOKED_AT =
      List.of(
          "whether what the events tell is what happened",
          "events after the last one that the bundle holds",
          "whether a report's signers are who they say: compare the SHA-256 of their certificates"
              + " over another channel",
          "trust and revocation of those certificates, time stamps, and whether pages and"
              + " attachments of a report agree, which ./auditor verify-report FILE checks",
          "what manifests say; that each is the one its event names is checked");

  public BundleVerdict {
    checks = List.copyOf(checks);
  }
}
