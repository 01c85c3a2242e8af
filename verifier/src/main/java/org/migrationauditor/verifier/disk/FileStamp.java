package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a file system tells of files, another as soon as their content may be another: size, inode,
 * device, times of the last change of content and of the last change of anything. No program can
 * set the last of these, so that a time of content that was put back shows.
 */
final class FileStamp {
  private static final String READ = "unix:size,ino,dev,lastModifiedTime,ctime,isRegularFile";

  /** Times come in steps, of two seconds at worst, in which a second change would not show. */
  private static final Duration STEP = Duration.ofSeconds(2);

  /** Until then what was written may be in memory only, and be lost when the host goes down. */
  private static final Duration WRITTEN = Duration.ofHours(1);

  private static final String BOOT = boot();

  private FileStamp() {}

  /** Stamp of files that are read together; empty when one of them is none or was just changed. */
  static String of(Path... files) {
    StringJoiner stamp = new StringJoiner("; ");
    try {
      for (Path file : files) {
        String one = one(file);
        if (one.isEmpty()) {
          return "";
        }
        stamp.add(one);
      }
    } catch (IOException e) {
      return "";
    }
    return stamp.toString();
  }

  private static String one(Path file) throws IOException {
    Map<String, Object> unix;
    try {
      unix = Files.readAttributes(file, READ, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return "absent";
    }
    Instant changed = time(unix.get("ctime"));
    Instant now = Instant.now();
    if (!Boolean.TRUE.equals(unix.get("isRegularFile")) || changed.isAfter(now.minus(STEP))) {
      return "";
    }
    boolean maybeInMemory = changed.isAfter(now.minus(WRITTEN));
    if (maybeInMemory && BOOT.isEmpty()) {
      return "";
    }
    return unix.get("size") // written by hand: this is done for every file
        + " "
        + unix.get("dev")
        + ":"
        + unix.get("ino")
        + " "
        + text(time(unix.get("lastModifiedTime")))
        + " "
        + text(changed)
        + (maybeInMemory ? " boot " + BOOT : "");
  }

  private static Instant time(@Nullable Object attribute) {
    return attribute instanceof FileTime time ? time.toInstant() : Instant.MAX;
  }

  private static String text(Instant time) {
    return time.getEpochSecond() + "." + time.getNano();
  }

  /** Id of this run of the host; empty when it has none. */
  private static String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
