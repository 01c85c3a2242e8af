package org.migrationauditor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small host as it was at one moment, which it can be made again; of its large files, which are
 * holes for the most part, only the times.
 */
final class HostImage {
  private static final long LARGE = 1 << 20;

  private final Path root;
  private final Map<Path, Entry> entries = new TreeMap<>();

  @SuppressWarnings("ArrayRecordComponent") // compared by Arrays.equals alone
  private record Entry(
      byte @Nullable [] content, @Nullable Path link, FileTime time, Object mode, Object owner) {
    static Entry of(Path path) throws IOException {
      Map<String, Object> seen =
          Files.readAttributes(
              path, "unix:mode,uid,size,lastModifiedTime,isRegularFile", LinkOption.NOFOLLOW_LINKS);
      boolean small = Boolean.TRUE.equals(seen.get("isRegularFile")) && size(seen) < LARGE;
      return new Entry(
          small ? Files.readAllBytes(path) : null,
          Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : null,
          (FileTime) Objects.requireNonNull(seen.get("lastModifiedTime")),
          Objects.requireNonNull(seen.get("mode")),
          Objects.requireNonNull(seen.get("uid")));
    }

    private static long size(Map<String, Object> seen) {
      return seen.get("size") instanceof Long size ? size : 0;
    }

    boolean sameAs(Entry other) {
      return time.equals(other.time)
          && mode.equals(other.mode)
          && owner.equals(other.owner)
          && Objects.equals(link, other.link)
          && Arrays.equals(content, other.content);
    }
  }

  private HostImage(Path root) {
    this.root = root;
  }

  static HostImage of(Path root) throws IOException {
    HostImage image = new HostImage(root);
    for (Path path : image.walk()) {
      image.entries.put(path, Entry.of(path));
    }
    return image;
  }

  /** Makes the host what it was, touching nothing that is still so. */
  void restore() throws IOException {
    List<Path> there = walk();
    for (Path path : there.stream().sorted(Comparator.reverseOrder()).toList()) {
      Entry was = entries.get(path);
      if (was == null || (was.link() == null) == Files.isSymbolicLink(path)) {
        Files.delete(path);
      }
    }
    for (Map.Entry<Path, Entry> entry : entries.entrySet()) {
      restore(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<Path, Entry> entry : entries.entrySet()) {
      if (Files.isDirectory(entry.getKey(), LinkOption.NOFOLLOW_LINKS)) {
        Files.setLastModifiedTime(entry.getKey(), entry.getValue().time());
      }
    }
  }

  private static void restore(Path path, Entry was) throws IOException {
    boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (there && Entry.of(path).sameAs(was)) {
      return;
    }
    if (was.link() != null) {
      if (!there) {
        Files.createSymbolicLink(path, was.link());
      }
      return;
    }
    if (!there && was.content() == null) {
      Files.createDirectories(path);
    } else if (was.content() != null
        && (!there || !Arrays.equals(was.content(), Files.readAllBytes(path)))) {
      Files.write(path, was.content());
    }
    Files.setAttribute(path, "unix:uid", was.owner());
    Files.setAttribute(path, "unix:mode", was.mode());
    Files.setLastModifiedTime(path, was.time());
  }

  /** All but what the stand-ins come from, which nothing changes. */
  private List<Path> walk() throws IOException {
    Path library = root.resolve("lib");
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> !path.startsWith(library)).sorted().toList();
    }
  }
}
