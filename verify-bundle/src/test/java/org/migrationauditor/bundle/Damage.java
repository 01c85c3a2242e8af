package org.migrationauditor.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A bundle in the hands of somebody who wants it to say something else. */
final class Damage {
  private final Path bundle;

  Damage(Path bundle) {
    this.bundle = bundle;
  }

  Path path(String file) {
    return bundle.resolve(file);
  }

  /** Every file, by its path in the bundle. */
  List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(bundle)) {
      return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> bundle.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** The first file whose path begins so. */
  String first(String prefix) throws IOException {
    return files().stream().filter(file -> file.startsWith(prefix)).findFirst().orElseThrow();
  }

  /** Turns round one bit. */
  void flip(String file, int at, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(path(file));
    bytes[at] ^= (byte) (1 << bit);
    Files.write(path(file), bytes);
  }

  void edit(String file, UnaryOperator<String> change) throws IOException {
    Files.writeString(path(file), change.apply(Files.readString(path(file))));
  }

  void removeLines(String file, Predicate<String> line) throws IOException {
    edit(
        file,
        text ->
            text.lines().filter(line.negate()).map(kept -> kept + "\n").reduce("", String::concat));
  }

  void swap(String one, String other) throws IOException {
    byte[] bytes = Files.readAllBytes(path(one));
    Files.write(path(one), Files.readAllBytes(path(other)));
    Files.write(path(other), bytes);
  }

  /** Makes the bag valid again, as whoever forges it would. */
  void refit() throws IOException {
    Files.writeString(path("manifest-sha256.txt"), lines(file -> file.startsWith("data/")));
    long bytes = 0;
    long count = 0;
    for (String file : files()) {
      if (file.startsWith("data/")) {
        bytes += Files.size(path(file));
        count++;
      }
    }
    String oxum = "Payload-Oxum: %d.%d".formatted(bytes, count);
    edit("bag-info.txt", info -> info.replaceAll("Payload-Oxum: .*", oxum));
    Files.writeString(
        path("tagmanifest-sha256.txt"),
        lines(file -> !file.startsWith("data/") && !file.equals("tagmanifest-sha256.txt")));
  }

  private String lines(Predicate<String> wanted) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String file : files()) {
      if (wanted.test(file)) {
        lines.append(sha256(Files.readAllBytes(path(file)))).append("  ").append(file).append('\n');
      }
    }
    return lines.toString();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }
}
