package org.migrationauditor.verifier.inventory;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;

/** Whose an entry is, by what the archive tells of it. */
public final class Ownership {
  private static final int OWNER_MAX = 240;
  private static final String PROTOCOL = "protocol:";
  private static final String BUCKET = "bucket:";

  /** Names that mean something else here, which no instance may give itself. */
  private static final Pattern TAKEN =
      Pattern.compile(
          "\\s*(unassigned|platform|whole migration"
              + "|(bucket|protocol|sponsor|institution|source-aet|receiving-aet):.*)\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Ownership() {}

  /**
   * Owner of an instance or a series.
   *
   * @param protocol its ClinicalTrialProtocolID (0012,0020); what is no name assigns it to nobody
   */
  public static OwnerKey ofProtocol(@Nullable String protocol) {
    if (protocol == null || !isName(protocol)) {
      return OwnerKey.UNASSIGNED;
    }
    return new OwnerKey(TAKEN.matcher(protocol).matches() ? PROTOCOL + protocol : protocol);
  }

  /**
   * Owner that is named by the value of an attribute, {@code <attribute>:<value>}.
   *
   * @param attribute one of those that no protocol may begin with
   * @param value what is no name assigns it to nobody
   */
  public static OwnerKey of(String attribute, @Nullable String value) {
    return value == null || !isName(value)
        ? OwnerKey.UNASSIGNED
        : new OwnerKey(attribute + ":" + value);
  }

  /** Protocol that made an instance an owner's; null when there is none that is a name. */
  public static @Nullable String protocol(OwnerKey owner) {
    return owner.equals(OwnerKey.UNASSIGNED) ? null : without(PROTOCOL, owner.value());
  }

  /** Bucket that made an object an owner's; null when it lies in none. */
  public static @Nullable String bucket(OwnerKey owner) {
    return owner.value().startsWith(BUCKET) ? without(BUCKET, owner.value()) : null;
  }

  private static String without(String prefix, String value) {
    return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }

  private static boolean isName(String value) {
    return !value.isBlank()
        && value.length() <= OWNER_MAX
        && value.chars().noneMatch(Character::isISOControl);
  }
}
