package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Moves what was made just now into the past: a file or link made after the walk's threshold gets
 * the day of installation, a folder the latest time of what is in it. What a link leads to is left.
 */
final class HostDates extends SimpleFileVisitor<Path> {
  private static final FileTime INSTALLED = FileTime.from(Instant.parse("2022-08-09T16:00:00Z"));
  private static final FileTime PAST = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));

  private final Deque<FileTime> latest = new ArrayDeque<>();

  private HostDates() {}

  static void apply(Path root) throws IOException {
    Files.walkFileTree(root, new HostDates());
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    latest.push(INSTALLED);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    FileTime time = attributes.lastModifiedTime();
    if (time.compareTo(PAST) > 0) {
      Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(INSTALLED, null, null);
      time = INSTALLED;
    }
    raise(time);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    FileTime time = latest.pop();
    Files.setLastModifiedTime(directory, time);
    if (!latest.isEmpty()) {
      raise(time);
    }
    return FileVisitResult.CONTINUE;
  }

  private void raise(FileTime time) {
    FileTime before = latest.pop();
    latest.push(time.compareTo(before) > 0 ? time : before);
  }
}
