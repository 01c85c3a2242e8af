package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Damages a copied archive; victims follow from a seed. */
final class Vandal {
  private static final Comparator<String> BY_UTF8 =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  private final HostLayout host;
  private final Random random;

  Vandal(HostLayout host, long seed) {
    this.host = host;
    this.random = new Random(seed);
  }

  List<String> inflict(Damage damage) throws IOException {
    List<String> keys =
        switch (damage) {
          case FLIPPED_BIT -> flipBit();
          case LOST_FILE -> loseFile();
          case INTERRUPTED_COPY -> interruptCopy();
          case TRUNCATED_FILE -> truncateFile();
          case EXTRA_FILE -> addFile();
          case SWAPPED_FILES -> swapFiles();
          case NESTED_COPY -> nestCopy();
          case LOST_BUCKET -> loseBucket();
        };
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "rehearsal host '%s': nothing there can suffer %s; copy the data back first, or make a host"
                  .formatted(host.root(), damage)
              + " with more studies");
    }
    return keys.stream().sorted(BY_UTF8).toList();
  }

  private List<String> flipBit() throws IOException {
    for (Path file : shuffledDicomFiles()) {
      byte[] content = Files.readAllBytes(file);
      @Nullable PixelSpan span = PixelSpan.of(content);
      if (span != null) {
        content[span.start() + random.nextInt(span.length())] ^= (byte) (1 << random.nextInt(8));
        overwrite(file, content);
        return List.of(dicomKey(file));
      }
    }
    return List.of();
  }

  /** One that has company in its folder, so that the folder does not become an empty one. */
  private List<String> loseFile() throws IOException {
    for (Path file : shuffledDicomFiles()) {
      if (children(file.resolveSibling("")).size() > 1) {
        inUntouchedFolder(file, () -> Files.delete(file));
        return List.of(dicomKey(file));
      }
    }
    return List.of();
  }

  /** As {@code cp} leaves it when it is killed: what would have come later has no folder either. */
  private List<String> interruptCopy() throws IOException {
    List<Path> files = shuffledDicomFiles().stream().sorted().toList();
    if (files.isEmpty()) {
      return List.of();
    }
    List<Path> touched = files.subList(files.size() / 2, files.size());
    for (Path file : touched.stream().skip(1).toList()) {
      Files.delete(file);
    }
    deleteEmptyFolders(host.dicomData());
    Path torn = touched.getFirst();
    overwrite(torn, Arrays.copyOf(Files.readAllBytes(torn), (int) (Files.size(torn) / 2)));
    return touched.stream().map(this::dicomKey).toList();
  }

  private List<String> truncateFile() throws IOException {
    for (Path file : shuffledDicomFiles()) {
      byte[] content = Files.readAllBytes(file);
      @Nullable PixelSpan span = PixelSpan.of(content);
      if (span != null) {
        overwrite(file, Arrays.copyOf(content, span.start() + span.length() / 2));
        return List.of(dicomKey(file));
      }
    }
    return List.of();
  }

  /** An object with a SOP Instance UID of its own, filed where the archive would file it. */
  private List<String> addFile() throws IOException {
    for (Path file : shuffledDicomFiles()) {
      byte[] content = Files.readAllBytes(file);
      @Nullable Identifiers identifiers = Identifiers.of(content);
      if (identifiers != null) {
        String uid = identifiers.sopInstanceUid();
        String other = otherUid(uid);
        Path added = file.resolveSibling(DicomStore.hash(other));
        if (!Files.exists(added)) {
          FileTime time = Files.getLastModifiedTime(file);
          inUntouchedFolder(added, () -> Files.write(added, replaced(content, uid, other)));
          Files.setLastModifiedTime(added, time);
          return List.of(dicomKey(added));
        }
      }
    }
    return List.of();
  }

  private List<String> swapFiles() throws IOException {
    List<Path> files = shuffledDicomFiles();
    for (Path file : files) {
      long size = Files.size(file);
      for (Path other : files) {
        if (Files.size(other) == size && Files.mismatch(file, other) >= 0) {
          byte[] content = Files.readAllBytes(file);
          overwrite(file, Files.readAllBytes(other));
          overwrite(other, content);
          return List.of(dicomKey(file), dicomKey(other));
        }
      }
    }
    return List.of();
  }

  /**
   * As {@code cp -r old/minio new/minio} onto an empty {@code new/minio} leaves it. A bucket is
   * still whole, and so told of by what it holds.
   */
  private List<String> nestCopy() throws IOException {
    if (!Files.isDirectory(host.minio())) {
      return List.of();
    }
    List<String> keys = new ArrayList<>();
    List<Path> children = children(host.minio());
    for (Path child : children) {
      keys.addAll(entries(child));
    }
    if (!keys.isEmpty()) {
      Path deeper = Files.createDirectory(host.minio().resolve("minio"));
      for (Path child : children) {
        Files.move(child, deeper.resolve(child.getFileName()));
      }
    }
    return keys;
  }

  private List<String> loseBucket() throws IOException {
    if (!Files.isDirectory(host.minio())) {
      return List.of();
    }
    List<Path> worthwhile = new ArrayList<>();
    for (Path child : children(host.minio())) {
      if (isBucket(child) && entries(child).size() > 1) {
        worthwhile.add(child);
      }
    }
    if (worthwhile.isEmpty()) {
      return List.of();
    }
    Path bucket = worthwhile.get(random.nextInt(worthwhile.size()));
    List<String> keys = entries(bucket);
    keys.add(bucket.getFileName() + "/");
    inUntouchedFolder(bucket, () -> delete(bucket));
    return keys;
  }

  /** Files and empty folders below one in MinIO's root. */
  private List<String> entries(Path child) throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(child)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String key = host.minio().relativize(path).toString();
        if (!Files.isDirectory(path)) {
          keys.add(key);
        } else if (children(path).isEmpty()) {
          keys.add(key + "/");
        }
      }
    }
    return keys;
  }

  private static boolean isBucket(Path child) {
    return Files.isDirectory(child) && !child.getFileName().toString().equals(".minio.sys");
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private List<Path> shuffledDicomFiles() throws IOException {
    if (!Files.isDirectory(host.dicomData())) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> paths = Files.walk(host.dicomData())) {
      files = new ArrayList<>(paths.filter(Files::isRegularFile).sorted().toList());
    }
    Collections.shuffle(files, random);
    return files;
  }

  private String dicomKey(Path file) {
    return host.dicomData().relativize(file).toString();
  }

  private static void overwrite(Path file, byte[] content) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
  }

  private static void inUntouchedFolder(Path file, Deed deed) throws IOException {
    FileTime time = Files.getLastModifiedTime(file.getParent());
    deed.run();
    Files.setLastModifiedTime(file.getParent(), time);
  }

  static void delete(Path tree) throws IOException {
    for (Path path : deepestFirst(tree)) {
      Files.delete(path);
    }
  }

  private static void deleteEmptyFolders(Path tree) throws IOException {
    for (Path path : deepestFirst(tree)) {
      if (Files.isDirectory(path) && children(path).isEmpty()) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> deepestFirst(Path tree) throws IOException {
    try (Stream<Path> walk = Files.walk(tree)) {
      return walk.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static String otherUid(String uid) {
    char last = uid.charAt(uid.length() - 1);
    return uid.substring(0, uid.length() - 1) + (char) (last == '9' ? '1' : last + 1);
  }

  private static byte[] replaced(byte[] content, String uid, String other) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return text.replace(uid, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  private interface Deed {
    void run() throws IOException;
  }
}
