package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.TreeWalk;

/**
 * Looks whether a folder is as it was when it was last read. The time of an entry's last change
 * tells, which the kernel keeps and no program sets; what was taken away shows in its folder.
 */
final class Unchanged implements TreeWalk.Visitor {
  private final Instant since;
  private long changes;
  private @Nullable Path first;

  private Unchanged(Instant since) {
    this.since = since;
  }

  /**
   * What changed in a folder since the archives in it were last read; empty when nothing did, or
   * when none was ever read.
   */
  static Optional<String> contradiction(Path tree, Collection<ActionContext.Taken> inventories)
      throws IOException, InterruptedException {
    Optional<Instant> since = lastRead(tree, inventories);
    if (since.isEmpty()) {
      return Optional.empty();
    }
    Unchanged unchanged = new Unchanged(since.get());
    TreeWalk.walk(tree, unchanged);
    return Optional.ofNullable(unchanged.first)
        .map(
            path ->
                String.format(
                    Locale.ROOT,
                    "%d of its entries changed since it was read at %s, first '%s'",
                    unchanged.changes,
                    since.get(),
                    PathBytes.shown(path)));
  }

  /** The earliest of the last readings of each archive in a folder. */
  private static Optional<Instant> lastRead(
      Path tree, Collection<ActionContext.Taken> inventories) {
    Map<Path, Instant> last = new HashMap<>();
    for (ActionContext.Taken taken : inventories) {
      Optional<Path> root = root(taken);
      if (root.isPresent() && root.get().startsWith(tree)) {
        last.merge(root.get(), taken.since(), (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return last.values().stream().min(Instant::compareTo);
  }

  private static Optional<Path> root(ActionContext.Taken taken) {
    try {
      return Optional.of(Path.of(taken.inventory().root()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public void met(Node node) {
    if (node.changed().toInstant().isAfter(since)) {
      changes++;
      first = first == null ? node.path() : first;
    }
  }
}
