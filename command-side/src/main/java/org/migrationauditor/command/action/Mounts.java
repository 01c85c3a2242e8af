package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.tree.MountTable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;

/** Mounts that keep a folder from being treated as one tree. */
final class Mounts {
  private Mounts() {}

  /** Says what is mounted on a folder or below it; empty when nothing is. */
  static Optional<String> onOrBelow(Path folder) throws IOException {
    return onOrBelow(folder, Check.PROC);
  }

  /**
   * As above, of the mounts that a folder tells.
   *
   * @param processes as of {@link Check.NotMounted}
   */
  static Optional<String> onOrBelow(Path folder, Path processes) throws IOException {
    Path real = folder.toRealPath();
    List<MountTable.Mount> mounts;
    try {
      mounts = MountTable.shownIn(processes).within(PathBytes.of(real));
    } catch (NoSuchFileException e) {
      mounts = List.of(); // a kernel without mountinfo: the device numbers must do
    }
    if (!mounts.isEmpty()) {
      return Optional.of(
          "something is mounted on '%s'"
              .formatted(PathBytes.shownBytes(mounts.getFirst().point())));
    }
    Path parent = real.getParent();
    return parent == null || Node.of(parent).device() != Node.of(real).device()
        ? Optional.of("it is a mount point")
        : Optional.empty();
  }
}
