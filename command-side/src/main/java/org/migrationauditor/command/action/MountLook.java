package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.migrationauditor.command.action.tree.MountTable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;

/** Looks for mounts. */
final class MountLook {
  private MountLook() {}

  static Look.Answer notMounted(Path tree, Path processes) throws IOException {
    if (Node.at(tree).isEmpty()) {
      return Look.Answer.passed("the folder is not there");
    }
    List<MountTable.Mount> mounts =
        MountTable.shownIn(processes).within(PathBytes.of(tree.toRealPath()));
    if (mounts.isEmpty()) {
      return Look.Answer.passed("no mount on it or below");
    }
    return Look.Answer.failed(
        String.format(
            Locale.ROOT,
            "%d mounts, first on '%s'",
            mounts.size(),
            PathBytes.shownBytes(mounts.getFirst().point())));
  }
}
