package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.migrationauditor.command.action.tree.MountTable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;

/** Looks at how data directories are mounted and reached. */
final class FolderLook {
  private static final Pattern NETWORK =
      Pattern.compile(
          "(nfs.*|cifs|smb.*|ceph|9p|afs|lustre|beegfs|gpfs|fuse\\.(sshfs|glusterfs|ceph|s3fs|rclone).*)");

  private FolderLook() {}

  static Look.Answer dataFolder(Check.DataFolder asked) throws IOException {
    Path folder = asked.folder();
    Optional<Node> node = Node.at(folder);
    if (node.isEmpty()) {
      return Look.Answer.failed("nothing is there");
    }
    if (!node.get().isFolder()) {
      return breaks("it is " + PathLooks.kind(node.get()), asked.neededBy());
    }
    Path real = folder.toRealPath();
    FileStore store = Files.getFileStore(real);
    String seen = mount(real) + told(store.type(), store.isReadOnly());
    if (!real.equals(folder)) {
      seen += ", a link above it leads to '%s'".formatted(PathBytes.shown(real));
    }
    List<String> faults = new ArrayList<>();
    Mounts.onOrBelow(real, asked.processes()).ifPresent(faults::add);
    if (store.isReadOnly()) {
      faults.add("its file system cannot be written");
    }
    return faults.isEmpty()
        ? Look.Answer.passed(seen)
        : breaks(String.join(", ", faults) + "; " + seen, asked.neededBy());
  }

  private static Look.Answer breaks(String seen, String step) {
    return Look.Answer.failed("%s; step '%s' would fail".formatted(seen, step));
  }

  private static String mount(Path real) throws IOException {
    return MountTable.own()
        .place(PathBytes.of(real))
        .map(place -> "mounted on '%s': ".formatted(PathBytes.shownBytes(place.mount().point())))
        .orElse("");
  }

  /** File system in words. */
  static String told(String type, boolean readOnly) {
    String shown = PathBytes.shown(type);
    return "%s, %s%s"
        .formatted(
            shown,
            readOnly ? "read-only" : "read and write",
            NETWORK.matcher(type.toLowerCase(Locale.ROOT)).matches()
                ? ", over a network: what other hosts do with it is not seen from here"
                : "");
  }

  static Look.Answer oneOrApart(Path one, Path other) throws IOException {
    if (one.equals(other)) {
      return Look.Answer.passed("both parameters name it");
    }
    Path first = one.toRealPath();
    Path second = other.toRealPath();
    if (first.startsWith(second) || second.startsWith(first)) {
      return Look.Answer.failed(
          "links lead to '%s' and '%s', of which one is or holds the other"
              .formatted(PathBytes.shown(first), PathBytes.shown(second)));
    }
    return Files.isSameFile(first, second)
        ? Look.Answer.failed("they are one folder that is mounted twice")
        : Look.Answer.passed("neither is or holds the other");
  }
}
