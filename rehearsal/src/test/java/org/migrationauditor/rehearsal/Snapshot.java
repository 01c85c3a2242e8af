package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a folder held at one moment, entry by entry. */
record Snapshot(SortedMap<String, Entry> entries) {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  /** {@code content} is a SHA-256, the word {@code folder}, or where a link leads. */
  record Entry(String content, long bytes, String time, String owner, String mode) {}

  static Snapshot of(Path root) throws IOException, NoSuchAlgorithmException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        PosixFileAttributes seen = Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW);
        entries.put(
            root.relativize(path).toString(),
            new Entry(
                content(path, seen),
                seen.isRegularFile() ? seen.size() : 0,
                seen.lastModifiedTime().toInstant().toString(),
                Files.getAttribute(path, "unix:uid", NOFOLLOW)
                    + ":"
                    + Files.getAttribute(path, "unix:gid", NOFOLLOW),
                PosixFilePermissions.toString(seen.permissions())));
      }
    }
    return new Snapshot(entries);
  }

  /** Keys of files that are in only one of the two, or have other content. */
  SortedSet<String> changedFiles(Snapshot after) {
    TreeSet<String> keys = new TreeSet<>(entries.keySet());
    keys.addAll(after.entries.keySet());
    keys.removeIf(key -> content(key).equals(after.content(key)));
    keys.removeIf(key -> content(key).equals("folder") || after.content(key).equals("folder"));
    return keys;
  }

  private String content(String key) {
    Entry entry = entries.get(key);
    return entry == null ? "" : entry.content();
  }

  private static String content(Path path, PosixFileAttributes seen)
      throws IOException, NoSuchAlgorithmException {
    if (seen.isDirectory()) {
      return "folder";
    }
    return seen.isSymbolicLink() ? "link to " + Files.readSymbolicLink(path) : digest(path);
  }

  private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
