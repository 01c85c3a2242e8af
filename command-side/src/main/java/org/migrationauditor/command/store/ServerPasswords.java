package org.migrationauditor.command.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Passwords of the two roles, made once and kept in a file that only its owner reads.
 *
 * @param owner of the superuser that owns the schemas
 * @param application of the role that adds and reads events
 */
record ServerPasswords(String owner, String application) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  /** Those of the folder; made when there are none. Not for several processes at once. */
  static ServerPasswords in(Path folder) throws IOException {
    Path file = folder.resolve("passwords");
    if (Files.notExists(file)) {
      write(file, random() + "\n" + random() + "\n");
    }
    Files.setPosixFilePermissions(file, PRIVATE);
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != 2) {
      throw new IOException("file '" + file + "' does not hold two passwords");
    }
    return new ServerPasswords(lines.get(0), lines.get(1));
  }

  /** A file with that text for as long as it is needed; the caller deletes it. */
  static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PRIVATE));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
