package org.migrationauditor.verifier.inventory;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;

/** Whose an entry is, by what the archive tells of it. */
public final class Ownership {
  private static final int OWNER_MAX = 240;

  /** Names that mean something else here, which no instance may give itself. */
  private static final Pattern TAKEN =
      Pattern.compile(
          "\\s*(unassigned|platform|whole migration|bucket:.*|protocol:.*)\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Ownership() {}

  /**
   * Owner of an instance or a series.
   *
   * @param protocol its ClinicalTrialProtocolID (0012,0020); what is no name assigns it to nobody
   */
  public static OwnerKey ofProtocol(@Nullable String protocol) {
    if (protocol == null
        || protocol.isBlank()
        || protocol.length() > OWNER_MAX
        || protocol.chars().anyMatch(Character::isISOControl)) {
      return OwnerKey.UNASSIGNED;
    }
    return new OwnerKey(TAKEN.matcher(protocol).matches() ? "protocol:" + protocol : protocol);
  }
}
