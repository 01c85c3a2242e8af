package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.migrationauditor.command.action.tree.MountTable;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;

/**
 * Looks for processes that use a folder: an open file, a mapped file, a working or root folder, a
 * program, or, in a container, a mount of the folder or of something in it. A process in another
 * mount namespace names files by its own mounts, so every name is traced to its file system.
 *
 * <p>A host that is practised on has a folder of its own in place of {@code /proc}. There, and only
 * there, a process without a {@code mountinfo} is one that sees the mounts this program sees.
 */
final class UseLook {
  private static final Path PROC = Path.of("/proc");
  private static final int NAMED = 5;

  private final MountTable.Place tree;
  private final Path folder;
  private final boolean kernel;
  private final MountTable own;
  private final String ownNamespace;
  private final Map<String, MountTable> tables = new HashMap<>();
  private final List<String> users = new ArrayList<>();
  private int processes;
  private int hidden;

  private UseLook(MountTable.Place tree, Path folder, MountTable own) throws IOException {
    this.tree = tree;
    this.folder = folder;
    this.own = own;
    kernel = Files.isSameFile(folder, PROC) || Files.getFileStore(folder).type().equals("proc");
    ownNamespace = namespace(PROC.resolve("self"));
  }

  /**
   * Looks at every process.
   *
   * @param processes {@code /proc}, or the folder that stands for it
   */
  static Look.Answer notInUse(Path tree, Path processes) throws IOException {
    if (Node.at(tree).isEmpty()) {
      return Look.Answer.passed("the folder is not there");
    }
    MountTable own = MountTable.own();
    Optional<MountTable.Place> place = own.place(PathBytes.of(tree.toRealPath()));
    if (place.isEmpty()) {
      return Look.Answer.unknown("no mount leads to it");
    }
    return new UseLook(place.get(), processes, own).answer();
  }

  private Look.Answer answer() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "[0-9]*")) {
      for (Path process : all) {
        look(process);
      }
    }
    String seen = String.format(Locale.ROOT, "%d processes looked at", processes);
    if (!users.isEmpty()) {
      String named = String.join(", ", users.subList(0, Math.min(NAMED, users.size())));
      return Look.Answer.failed(
          String.format(Locale.ROOT, "%s, %d use it: %s", seen, users.size(), named));
    }
    if (hidden > 0) {
      return Look.Answer.unknown(
          String.format(Locale.ROOT, "%s, %d more could not be; look again as root", seen, hidden));
    }
    if (processes == 0) {
      return Look.Answer.unknown(seen + ", and a host always runs some; look where it shows them");
    }
    return Look.Answer.passed(seen + ", none uses it");
  }

  private void look(Path process) {
    try {
      boolean used = uses(process);
      processes++;
      if (used) {
        users.add(name(process));
      }
    } catch (AccessDeniedException e) {
      hidden++;
    } catch (IOException e) {
      if (Files.exists(process) && !zombie(process)) {
        hidden++;
      }
    }
  }

  private boolean uses(Path process) throws IOException {
    MountTable mounts = table(process);
    for (String link : List.of("cwd", "root", "exe")) {
      if (refers(process.resolve(link), mounts)) {
        return true;
      }
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (refers(file, mounts)) {
          return true;
        }
      }
    }
    return maps(process, mounts);
  }

  /** Mounts as the process sees them; in another namespace a mount of the folder is a use of it. */
  private MountTable table(Path process) throws IOException {
    if (!kernel && Node.at(process.resolve("mountinfo")).isEmpty()) {
      return own;
    }
    String namespace = namespace(process);
    MountTable mounts = tables.get(namespace);
    if (mounts == null) {
      mounts = MountTable.read(process.resolve("mountinfo"));
      tables.put(namespace, mounts);
      if (!namespace.equals(ownNamespace)) {
        for (MountTable.Mount mount : mounts.all()) {
          if (new MountTable.Place(mount, mount.root()).within(tree)) {
            users.add("mounted in the container of " + name(process));
            break;
          }
        }
      }
    }
    return mounts;
  }

  private boolean refers(Path link, MountTable mounts) throws IOException {
    try {
      Path target = Files.readSymbolicLink(link);
      return target.isAbsolute() && within(PathBytes.of(target), mounts);
    } catch (AccessDeniedException | NotLinkException e) {
      throw e;
    } catch (FileSystemException e) {
      return false; // closed meanwhile, or a kernel thread
    }
  }

  private boolean maps(Path process, MountTable mounts) throws IOException {
    String last = "";
    for (String line :
        Files.readString(process.resolve("maps"), StandardCharsets.ISO_8859_1).split("\n", -1)) {
      int slash = line.indexOf('/');
      String file = slash < 0 ? "" : line.substring(slash).replace("\\012", "\n");
      if (!file.isEmpty() && !file.equals(last) && within(file, mounts)) {
        return true;
      }
      last = file;
    }
    return false;
  }

  private boolean within(String path, MountTable mounts) {
    return mounts.place(path).filter(place -> place.within(tree)).isPresent();
  }

  private static String namespace(Path process) throws IOException {
    return Files.readSymbolicLink(process.resolve("ns/mnt")).toString();
  }

  /** It has ended and holds nothing; only its number is still taken. */
  private static boolean zombie(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return !Files.exists(process);
    }
  }

  private static String name(Path process) {
    String pid = String.valueOf(process.getFileName());
    try {
      String name = Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1);
      return "process %s (%s)".formatted(pid, PathBytes.shownBytes(name.strip()));
    } catch (IOException e) {
      return "process " + pid;
    }
  }
}
