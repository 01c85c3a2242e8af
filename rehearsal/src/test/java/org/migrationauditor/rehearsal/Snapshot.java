package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  /** {@code content} is a SHA-256, or the word {@code folder}. */
  record Entry(String content, long bytes, String time, String owner, String mode) {}

  static Snapshot of(Path root) throws IOException, NoSuchAlgorithmException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        boolean folder = Files.isDirectory(path);
        entries.put(
            root.relativize(path).toString(),
            new Entry(
                folder ? "folder" : digest(path),
                folder ? 0 : Files.size(path),
                Files.getLastModifiedTime(path).toInstant().toString(),
                Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid"),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(path))));
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

  private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
