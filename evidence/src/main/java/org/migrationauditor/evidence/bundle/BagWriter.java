package org.migrationauditor.evidence.bundle;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationauditor.messages.ContentDigest;

/**
 * Writes a bag (RFC 8493) beside the place where it will be, and moves it there when it is whole.
 * Names of files are ours and need no percent-encoding.
 */
public final class BagWriter implements AutoCloseable {
  private final Path target;
  private final Path unfinished;
  private final SortedMap<String, ContentDigest> payload = new TreeMap<>();
  private final SortedMap<String, ContentDigest> tags = new TreeMap<>();
  private long bytes;

  private BagWriter(Path target, Path unfinished) {
    this.target = target;
    this.unfinished = unfinished;
  }

  /**
   * Begins a bag.
   *
   * @param target does not exist yet; its parent does
   * @throws FileAlreadyExistsException if there is something at its place
   */
  public static BagWriter open(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path parent = Objects.requireNonNullElse(absolute.getParent(), absolute);
    return new BagWriter(absolute, Files.createTempDirectory(parent, ".bundle-"));
  }

  /** A new file of the bag, which the caller closes before the next one; on the disk then. */
  public OutputStream create(String path) throws IOException {
    Path file = unfinished.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new BufferedOutputStream(new Counted(path, channel));
  }

  /** A new file of the bag that holds a text in UTF-8. */
  public void write(String path, String text) throws IOException {
    try (OutputStream out = create(path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Copies a file into the bag, unless it is another than it should be.
   *
   * @return whether it is contained now
   */
  public boolean copy(Path source, String path, ContentDigest expected) throws IOException {
    try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
        OutputStream out = create(path)) {
      in.transferTo(out);
    }
    if (expected.equals(payload.get(path))) {
      return true;
    }
    bytes -= Files.size(unfinished.resolve(path));
    payload.remove(path);
    Files.delete(unfinished.resolve(path));
    return false;
  }

  /** Whether there is such a file in the bag. */
  public boolean holds(String path) {
    return payload.containsKey(path);
  }

  /** Ends the bag and moves it to its place. */
  public void finish(LocalDate date, String identifier) throws IOException {
    String oxum = bytes + "." + payload.size();
    write("manifest-sha256.txt", lines(payload));
    write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write(
        "bag-info.txt",
        "Bag-Software-Agent: Migration Auditor\nBagging-Date: %s\nExternal-Identifier: %s\nPayload-Oxum: %s\n"
            .formatted(date, identifier, oxum));
    write("tagmanifest-sha256.txt", lines(tags));
    Files.move(unfinished, target);
  }

  private static String lines(Map<String, ContentDigest> files) {
    return files.entrySet().stream()
        .map(file -> file.getValue() + "  " + file.getKey() + "\n")
        .collect(Collectors.joining());
  }

  /** Removes a bag that was not finished. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(unfinished)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(unfinished)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** Takes the digest of a file on its way to the disk. */
  private final class Counted extends FilterOutputStream {
    private final String path;
    private final FileChannel channel;
    private final MessageDigest sha256 = sha256();
    private long written;
    private boolean closed;

    Counted(String path, FileChannel channel) {
      super(Channels.newOutputStream(channel));
      this.path = path;
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
      out.write(buffer, from, length);
      sha256.update(buffer, from, length);
      written += length;
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      channel.force(true);
      channel.close();
      ContentDigest digest = ContentDigest.of(sha256.digest());
      if (path.startsWith(BundleFiles.PAYLOAD)) {
        payload.put(path, digest);
        bytes += written;
      } else {
        tags.put(path, digest);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
