package org.migrationauditor.command.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.tree.TreeSize;

/** Where the trees of a plan would have come from, step by step, and what they hold now. */
final class Trees {
  private static final int READ = 1;
  private static final int READ_WRITTEN_AND_READ_BACK = 3;

  private final long bytesPerSecond;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Path, TreeSize> measured = new HashMap<>();

  Trees(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** From then on what is at a path was elsewhere before; null when scripts make it. */
  private record Change(Path at, @Nullable Path from) {}

  /** The tree that an action passes over; null when it passes over none. */
  static @Nullable Path passed(Action action) {
    return switch (action) {
      case Action.TakeInventory take -> take.root();
      case Action.CopyTree copy -> copy.source();
      case Action.RemoveTree removal -> removal.tree();
      case Action.ChangeOwner change -> change.tree();
      default -> null;
    };
  }

  /** What an action passes over, measured where it is now; null when it passes over nothing. */
  PreviewedStep.@Nullable Pass pass(Action action) throws InterruptedException {
    Path tree = passed(action);
    if (tree == null) {
      return null;
    }
    return size(tree)
        .map(size -> new PreviewedStep.Pass(size.bytes(), size.entries(), seconds(action, size)))
        .orElse(PreviewedStep.Pass.UNKNOWN);
  }

  private long seconds(Action action, TreeSize size) {
    return switch (action) {
      case Action.TakeInventory take -> size.bytes() * READ / bytesPerSecond;
      case Action.CopyTree copy ->
          Math.max(
              size.bytes() * READ_WRITTEN_AND_READ_BACK / bytesPerSecond,
              copy.bytesPerSecond() == 0 ? 0 : size.bytes() / copy.bytesPerSecond());
      default -> 0;
    };
  }

  /** What comes after an action finds the trees where it left them. */
  void after(Action action) {
    switch (action) {
      case Action.MoveTree move -> {
        Path from = origin(move.source()).orElse(null);
        changes.addFirst(new Change(move.source(), null));
        changes.addFirst(new Change(move.target(), from));
      }
      case Action.CopyTree copy ->
          changes.addFirst(new Change(copy.target(), origin(copy.source()).orElse(null)));
      default -> {}
    }
  }

  /** Empty when it is not there yet, or not to be read. */
  private Optional<TreeSize> size(Path tree) throws InterruptedException {
    Path origin = origin(tree).orElse(null);
    if (origin == null) {
      return Optional.empty();
    }
    try {
      TreeSize known = measured.get(origin);
      if (known == null) {
        known = TreeSize.of(origin);
        measured.put(origin, known);
      }
      return Optional.of(known);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> origin(Path path) {
    for (Change change : changes) {
      if (path.startsWith(change.at())) {
        Path from = change.from();
        return from == null
            ? Optional.empty()
            : Optional.of(from.resolve(change.at().relativize(path)).normalize());
      }
    }
    return Optional.of(path);
  }
}
