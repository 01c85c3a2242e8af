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
          "signatures within reports, which pdfsig and ./auditor verify-report check",
          "what manifests say; that each is the one its event names is checked");

  public BundleVerdict {
    checks = List.copyOf(checks);
  }
}
