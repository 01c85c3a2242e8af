package org.migrationauditor.verifier.compare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Finding;

/**
 * What a findings manifest says to each reader of a report.
 *
 * @param all of the whole comparison
 * @param byOwner of each owner that was asked for, with what may concern any owner
 */
public record Excerpts(Excerpt all, Map<OwnerKey, Excerpt> byOwner) {
  public Excerpts {
    byOwner = Map.copyOf(byOwner);
  }

  /**
   * Some findings of many.
   *
   * @param first in key order, at most as many as were asked for
   * @param total count, of which {@code first} holds the beginning
   */
  public record Excerpt(List<Finding> first, long total) {
    static final Excerpt NONE = new Excerpt(List.of(), 0);

    public Excerpt {
      first = List.copyOf(first);
    }
  }

  /** Of one owner that was asked for, or of all. */
  public Excerpt of(@Nullable OwnerKey owner) {
    return owner == null ? all : Objects.requireNonNull(byOwner.get(owner), owner::value);
  }
}
