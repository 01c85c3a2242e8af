package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Writes files whose times lie in the past and, like their noise, follow from a seed. */
final class DatedFiles {
  private final Random random;
  private Instant next;

  DatedFiles(long seed, Instant first) {
    this.random = new Random(seed);
    this.next = first;
  }

  /** The time the next file gets. */
  Instant now() {
    return next;
  }

  void text(Path file, String text) throws IOException {
    bytes(file, text.getBytes(StandardCharsets.UTF_8));
  }

  void noise(Path file, int size) throws IOException {
    bytes(file, noise(size));
  }

  byte[] noise(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  void bytes(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    date(file);
  }

  /** A file that starts with noise and goes on as a hole up to its size. */
  void sparse(Path file, int noise, long size) throws IOException {
    Files.createDirectories(file.getParent());
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(noise(noise));
      out.setLength(size);
    }
    date(file);
  }

  void mode(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void date(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(next));
    next = next.plus(Duration.ofSeconds(37)).plusNanos(1_234_567);
  }
}
