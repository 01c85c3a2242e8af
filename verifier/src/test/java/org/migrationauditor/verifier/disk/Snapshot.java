package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a folder and what lies in it would show of a write: everything but the access time. */
public record Snapshot(SortedMap<Path, Map<String, Object>> attributes) {
  /** As it is now. */
  public static Snapshot of(Path root) throws IOException {
    SortedMap<Path, Map<String, Object>> attributes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        attributes.put(
            path,
            Files.readAttributes(
                path,
                "unix:mode,ino,nlink,uid,gid,size,lastModifiedTime,ctime",
                LinkOption.NOFOLLOW_LINKS));
      }
    }
    return new Snapshot(attributes);
  }
}
