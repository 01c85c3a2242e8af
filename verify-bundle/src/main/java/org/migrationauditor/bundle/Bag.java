package org.migrationauditor.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.bundle.BundleFiles;
import org.migrationauditor.evidence.bundle.MalformedBundleException;
import org.migrationauditor.messages.ContentDigest;

/** The files of a bag (RFC 8493), held against its manifests. No link is followed. */
final class Bag {
  private static final String WHAT = "bag";
  private static final String MANIFEST = "manifest-sha256.txt";
  private static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  private static final String DECLARATION =
      "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
  private static final Set<String> TAG_FILES =
      Set.of("bagit.txt", "bag-info.txt", MANIFEST, BundleFiles.README);
  private static final int DEEPEST = 8;
  private static final int MOST_FILES = 250_000;
  private static final int BUFFER = 1 << 18;
  private static final int TAG_FILE_BYTES = 1 << 20;

  private final Path root;
  private final Checks checks;
  private final SortedMap<String, BagFile> files = new TreeMap<>();

  private Bag(Path root, Checks checks) {
    this.root = root;
    this.checks = checks;
  }

  /** Reads every file of a bag and checks that it is complete and valid, and nothing more. */
  static Bag read(Path root, Checks checks) throws IOException {
    Bag bag = new Bag(root, checks);
    long before = checks.failures();
    Files.walkFileTree(
        root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, bag.walk());
    bag.expectDeclared();
    bag.compare(TAG_MANIFEST, false);
    bag.compare(MANIFEST, true);
    bag.expectInfo();
    for (String tagFile : TAG_FILES) {
      if (!bag.files.containsKey(tagFile)) {
        checks.failed(WHAT, "file '%s' is missing".formatted(tagFile));
      }
    }
    if (checks.failures() == before) {
      checks.passed(
          WHAT,
          "complete and valid: %d files, %d bytes, each with the SHA-256 that is listed"
              .formatted(
                  bag.files.size(), bag.files.values().stream().mapToLong(BagFile::size).sum()));
    }
    return bag;
  }

  /** A file as it was found; null when there is none. */
  @Nullable BagFile file(String path) {
    return files.get(path);
  }

  /** Paths of the payload. */
  Set<String> payload() {
    return new TreeSet<>(
        files.tailMap(BundleFiles.PAYLOAD).keySet().stream()
            .filter(path -> path.startsWith(BundleFiles.PAYLOAD))
            .toList());
  }

  /** Where a file of the bag is; only for one that was found. */
  Path path(String path) {
    return root.resolve(path);
  }

  private SimpleFileVisitor<Path> walk() {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        String path = root.relativize(file).toString();
        if (files.size() >= MOST_FILES) {
          checks.failed(WHAT, "holds more than %d files".formatted(MOST_FILES));
          return FileVisitResult.TERMINATE;
        }
        if (attributes.isRegularFile()) {
          files.put(path, read(file));
        } else {
          checks.failed(
              WHAT,
              "'%s' is %s; no bundle of ours holds any"
                  .formatted(
                      path,
                      attributes.isDirectory()
                          ? "nested too deep"
                          : "no file but a link or device"));
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        checks.failed(WHAT, "'%s' cannot be read".formatted(root.relativize(file)));
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private static BagFile read(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    long lines = 0;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        size += read;
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return new BagFile(ContentDigest.of(sha256.digest()), size, lines);
  }

  private void expectDeclared() throws IOException {
    byte[] expected = DECLARATION.getBytes(StandardCharsets.US_ASCII);
    byte[] found = tagFile("bagit.txt");
    if (found != null && !Arrays.equals(found, expected)) {
      checks.failed(WHAT, "'bagit.txt' does not declare version 1.0 and UTF-8");
    }
  }

  private void expectInfo() throws IOException {
    byte[] info = tagFile("bag-info.txt");
    if (info == null) {
      return;
    }
    long size = 0;
    for (String path : payload()) {
      BagFile file = files.get(path);
      size += file == null ? 0 : file.size();
    }
    String oxum = "Payload-Oxum: " + size + "." + payload().size();
    if (new String(info, StandardCharsets.UTF_8).lines().noneMatch(oxum::equals)) {
      checks.failed(WHAT, "'bag-info.txt' does not tell '%s', which was found".formatted(oxum));
    }
  }

  private byte @Nullable [] tagFile(String name) throws IOException {
    if (!files.containsKey(name)) {
      return null;
    }
    try {
      return BoundedFile.whole(path(name), TAG_FILE_BYTES);
    } catch (MalformedBundleException e) {
      checks.failed(WHAT, "'%s' %s".formatted(name, e.getMessage()));
      return null;
    }
  }

  /** Holds the payload, or all else, against its manifest, both ways. */
  private void compare(String manifest, boolean payload) throws IOException {
    if (!files.containsKey(manifest)) {
      checks.failed(WHAT, "file '%s' is missing".formatted(manifest));
      return;
    }
    SortedMap<String, ContentDigest> listed;
    try {
      listed = BagManifest.read(path(manifest));
    } catch (MalformedBundleException e) {
      checks.failed(WHAT, "'%s' %s".formatted(manifest, e.getMessage()));
      return;
    }
    for (Map.Entry<String, ContentDigest> entry : listed.entrySet()) {
      String path = entry.getKey();
      BagFile found = files.get(path);
      if (path.startsWith(BundleFiles.PAYLOAD) != payload) {
        checks.failed(WHAT, "'%s' lists '%s', which is not of its part".formatted(manifest, path));
      } else if (found == null) {
        checks.failed(WHAT, "file '%s' is listed and missing".formatted(path));
      } else if (!found.digest().equals(entry.getValue())) {
        checks.failed(
            WHAT,
            "file '%s' was changed: listed SHA-256 %s, found %s"
                .formatted(path, entry.getValue(), found.digest()));
      }
    }
    files.keySet().stream()
        .filter(path -> path.startsWith(BundleFiles.PAYLOAD) == payload)
        .filter(path -> !path.equals(TAG_MANIFEST) && !listed.containsKey(path))
        .forEach(path -> checks.failed(WHAT, "file '%s' is not listed".formatted(path)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
