package org.migrationauditor.command.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the jar that carries those for this kind of machine. */
final class ServerPrograms {
  private ServerPrograms() {}

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}; unpacked when it is not there. Not
   * for several processes at once.
   */
  static Path in(Path folder) throws IOException {
    byte[] packed = packed();
    Path programs = folder.resolve("server").resolve(name(packed));
    if (Files.isDirectory(programs)) {
      return programs;
    }
    remove(folder.resolve("server")); // another version's, or half of this one
    Path fresh = Files.createDirectories(folder.resolve("server").resolve("unpacking"));
    unpack(packed, fresh);
    Files.move(fresh, programs, StandardCopyOption.ATOMIC_MOVE);
    return programs;
  }

  /** Deletes a folder and all in it, links themselves and never what they point to. */
  static void remove(Path tree) throws IOException {
    if (Files.notExists(tree)) {
      return;
    }
    try (Stream<Path> found = Files.walk(tree)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static byte[] packed() throws IOException {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      if (in == null) {
        throw new IOException("no PostgreSQL for " + system + " on " + machine);
      }
      return in.readAllBytes();
    }
  }

  /** Tells versions apart, and takes no noticeable part of a start as a digest would. */
  private static String name(byte[] packed) {
    CRC32 sum = new CRC32();
    sum.update(packed);
    return "%08x-%d".formatted(sum.getValue(), packed.length);
  }

  private static void unpack(byte[] packed, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(
                new XZCompressorInputStream(new ByteArrayInputStream(packed))))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("packed file '" + entry.getName() + "' lies outside");
        }
        unpack(tar, entry, path);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      boolean program = path.resolveSibling("").endsWith("bin");
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
    }
  }
}
