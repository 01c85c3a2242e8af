package org.migrationauditor.verifier.compare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.report.FindingGroup;

/**
 * What a findings manifest says to each reader of a report.
 *
 * @param all of the whole comparison
 * @param byOwner of each owner that was asked for, with what may concern any owner
 */
public record Excerpts(Excerpt all, Map<OwnerKey, Excerpt> byOwner) {
  /** As many groups as a person reads. */
  public static final int MOST_GROUPS = 50;

  public Excerpts {
    byOwner = Map.copyOf(byOwner);
  }

  /**
   * Some findings of many.
   *
   * @param first in key order, at most as many as were asked for
   * @param total count, of which {@code first} holds the beginning
   * @param groups of all of them, the largest first, at most {@link #MOST_GROUPS}
   */
  public record Excerpt(List<Finding> first, long total, List<FindingGroup> groups) {
    static final Excerpt NONE = new Excerpt(List.of(), 0, List.of());

    public Excerpt {
      first = List.copyOf(first);
      groups = List.copyOf(groups);
    }
  }

  /** Of one owner that was asked for, or of all. */
  public Excerpt of(@Nullable OwnerKey owner) {
    return owner == null ? all : Objects.requireNonNull(byOwner.get(owner), owner::value);
  }
}
