package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.migrationauditor.command.action.copy.StoredSize;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.TreeSize;

/** Looks whether there is room for a copy. */
final class SpaceLook {
  private SpaceLook() {}

  static Look.Answer freeSpace(Path target, List<Path> sources, Programs programs)
      throws IOException, InterruptedException {
    Room free = Room.at(target, programs);
    List<Path> counted = sources.stream().distinct().toList();
    TreeSize size = TreeSize.NONE;
    for (Path source : counted) {
      size = size.plus(TreeSize.of(source));
    }
    if (!free.holds(size)) {
      size = TreeSize.NONE; // once more, without holes
      for (Path source : counted) {
        size = size.plus(StoredSize.of(source));
      }
    }
    String seen =
        String.format(
            Locale.ROOT,
            "%d sources hold %,d bytes in %,d entries; %s",
            counted.size(),
            size.bytes(),
            size.entries(),
            free.comparedWith(size));
    return free.holds(size) ? Look.Answer.passed(seen) : Look.Answer.failed(seen);
  }
}
