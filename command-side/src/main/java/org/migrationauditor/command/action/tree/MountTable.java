package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mounts as one process sees them, read from {@code /proc/<pid>/mountinfo} (proc_pid_mountinfo(5)).
 * Paths are texts of {@link PathBytes}.
 */
public final class MountTable {
  private static final Path OWN = Path.of("/proc/self/mountinfo");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private final List<Mount> mounts;

  /**
   * One mount.
   *
   * @param id distinguishes mounts of one host
   * @param device major and minor number of the file system
   * @param root folder of the file system that is mounted
   * @param point where it is mounted
   */
  public record Mount(int id, String device, String root, String point, String options) {}

  /**
   * Where a path lies within its file system.
   *
   * @param mount the mount it is reached through
   * @param path from the root of the file system
   */
  public record Place(Mount mount, String path) {
    /** Whether this is the other or below it, on the same file system. */
    public boolean within(Place other) {
      return mount.device().equals(other.mount.device()) && PathBytes.within(path, other.path);
    }
  }

  private MountTable(List<Mount> mounts) {
    this.mounts = mounts;
  }

  /**
   * The mounts that this process sees.
   *
   * @throws IOException if this kernel does not tell them
   */
  public static MountTable own() throws IOException {
    return read(OWN);
  }

  /**
   * The mounts that a folder like {@code /proc} tells. A host that is practised on may have a
   * folder of its own in its place, and one that tells no mounts sees those of this process.
   */
  public static MountTable shownIn(Path processes) throws IOException {
    Path told = processes.resolve("self/mountinfo");
    return Files.exists(told) ? read(told) : own();
  }

  /** Reads a file in the format of mountinfo. */
  public static MountTable read(Path mountinfo) throws IOException {
    return parse(Files.readString(mountinfo, StandardCharsets.ISO_8859_1));
  }

  static MountTable parse(String mountinfo) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : mountinfo.split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      if (fields.length >= 6) {
        mounts.add(
            new Mount(
                Integer.parseInt(fields[0]),
                fields[2],
                unescaped(fields[3]),
                unescaped(fields[4]),
                fields[fields.length - 1]));
      }
    }
    return new MountTable(List.copyOf(mounts));
  }

  static String unescaped(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
  }

  /** Every mount, in the kernel's order. */
  public List<Mount> all() {
    return mounts;
  }

  /** Mounts on a folder or below it. */
  public List<Mount> within(String tree) {
    return mounts.stream().filter(m -> PathBytes.within(m.point(), tree)).toList();
  }

  /** Where a path without links lies; empty if no mount leads to it. */
  public Optional<Place> place(String path) {
    Mount best = null;
    for (Mount mount : mounts) {
      boolean deeper = best == null || mount.point().length() >= best.point().length();
      if (deeper && PathBytes.within(path, mount.point())) {
        best = mount;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    String rest = path.substring(best.point().equals("/") ? 0 : best.point().length());
    String root = best.root().equals("/") ? "" : best.root();
    String inside = root + (rest.equals("/") ? "" : rest);
    return Optional.of(new Place(best, inside.isEmpty() ? "/" : inside));
  }
}
