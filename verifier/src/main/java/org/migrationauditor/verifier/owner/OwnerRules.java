package org.migrationauditor.verifier.owner;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Ownership;

/**
 * Whose each entry is. The first rule that an entry meets decides; one that meets none is {@link
 * OwnerKey#UNASSIGNED}. So is one of which it is not known whether it meets a rule that comes
 * before all it meets, such as a DICOM file that could not be read.
 */
public final class OwnerRules {
  /** What archives tell themselves: of an instance its protocol, of an object its bucket. */
  public static final OwnerRules OF_THE_ARCHIVE = new OwnerRules(null, List.of());

  private final @Nullable ContentDigest digest;
  private final List<OwnerRule> rules;
  private final Set<OwnerKey> named;

  OwnerRules(@Nullable ContentDigest digest, List<OwnerRule> rules) {
    this.digest = digest;
    this.rules = List.copyOf(rules);
    named =
        rules.stream()
            .map(OwnerRule::owner)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** SHA-256 of the file they were read from; null for those of the archive. */
  public @Nullable ContentDigest digest() {
    return digest;
  }

  /** What a manifest calls them: their SHA-256, or {@code archive}. */
  public String name() {
    return digest == null ? "archive" : digest.hex();
  }

  /** Owner of an entry. */
  public OwnerKey ownerOf(InventoryEntry entry) {
    if (digest == null) {
      return entry.owner();
    }
    for (OwnerRule rule : rules) {
      OwnerRule.Met met = rule.met(entry);
      if (met == OwnerRule.Met.UNKNOWN) {
        return OwnerKey.UNASSIGNED;
      }
      @Nullable OwnerKey owner = met == OwnerRule.Met.YES ? owner(rule, entry) : null;
      if (owner != null) {
        return owner;
      }
    }
    return OwnerKey.UNASSIGNED;
  }

  /** Owner by a rule that is met; null when the value that should name one is no name. */
  private @Nullable OwnerKey owner(OwnerRule rule, InventoryEntry entry) {
    EntryAttribute each = rule.each();
    if (each == null) {
      return rule.owner();
    }
    @Nullable String value = each.of(entry);
    OwnerKey prefixed = Ownership.of(each.word(), value);
    OwnerKey owner = each == EntryAttribute.PROTOCOL ? Ownership.ofProtocol(value) : prefixed;
    if (owner.equals(OwnerKey.UNASSIGNED)) {
      return null;
    }
    return named.contains(owner) ? prefixed : owner; // nobody calls himself what a rule is called
  }
}
