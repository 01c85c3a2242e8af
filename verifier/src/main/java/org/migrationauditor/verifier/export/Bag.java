package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.Manifest;

/**
 * Writes a bag (RFC 8493) of what an inventory holds: {@code bagit.txt}, {@code bag-info.txt}, the
 * payload's manifest, the inventory itself, and a manifest of all these tag files. Its payload is
 * either copied, each file against its digest, or put there by whoever has it.
 */
public final class Bag {
  private static final int MEMORY_MEGABYTES = 512;
  private static final String PAYLOAD = "data/";
  private static final String MANIFEST = "manifest-sha256.txt";
  private static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  private static final String INFO = "bag-info.txt";
  private static final String DECLARATION = "bagit.txt";

  private final Path manifests;
  private final LocalDate date;

  /**
   * @param manifests folder of this installation's manifests, for temporary files
   * @param date of bagging
   */
  public Bag(Path manifests, LocalDate date) {
    this.manifests = manifests;
    this.date = date;
  }

  /**
   * Writes a bag, whole or not at all.
   *
   * @param bag does not exist yet
   * @param archive folder whose files become the payload; null when {@code data/} is put there by
   *     others
   * @return entries that a bag has no place for, such as links and empty folders, count
   * @throws FileAlreadyExistsException if there is something at the bag's place
   * @throws IOException if the inventory has a file without digest or with a name that is no UTF-8,
   *     or a file of the archive is not what the inventory holds
   */
  public long write(Manifest manifest, Path bag, @Nullable Path archive)
      throws IOException, SQLException {
    if (Files.exists(bag, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(bag.toString());
    }
    Path absolute = bag.toAbsolutePath();
    Path unfinished =
        Files.createTempDirectory(Objects.requireNonNull(absolute.getParent()), ".bag-");
    try {
      long left = fill(unfinished, manifest, archive);
      Files.move(unfinished, absolute);
      return left;
    } finally {
      remove(unfinished);
    }
  }

  private long fill(Path bag, Manifest manifest, @Nullable Path archive)
      throws IOException, SQLException {
    Path beside = Objects.requireNonNull(manifest.file().toAbsolutePath().getParent());
    try (Database database = Database.streaming(manifests, List.of(beside), MEMORY_MEGABYTES);
        OutputStream list = created(bag.resolve(MANIFEST))) {
      InventoryReader.view(database, manifest);
      Payload payload = new Payload(bag, archive, list);
      long left = Checksums.each(database, manifest, payload::add);
      list.flush();
      Path inventory = Path.of("inventory", manifest.digest() + ".parquet");
      Files.createDirectory(bag.resolve("inventory"));
      Files.copy(manifest.file(), bag.resolve(inventory));
      Files.writeString(
          bag.resolve(DECLARATION), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
      Files.writeString(
          bag.resolve(INFO),
          "Bag-Software-Agent: Migration Auditor\nBagging-Date: %s\n%sExternal-Identifier: %s\n"
              .formatted(date, payload.oxum(database, manifest), manifest.digest()));
      tagManifest(bag, List.of(INFO, DECLARATION, inventory.toString(), MANIFEST));
      return left;
    }
  }

  private static void tagManifest(Path bag, List<String> tagFiles) throws IOException {
    try (OutputStream list = created(bag.resolve(TAG_MANIFEST))) {
      for (String file : tagFiles) {
        list.write(ChecksumLine.bagIt(ContentDigest.over(bag.resolve(file)).hex(), file));
      }
    }
  }

  private static OutputStream created(Path file) throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** Payload of one bag, copied where there is an archive to copy it from. */
  private record Payload(Path bag, @Nullable Path archive, OutputStream list) {
    void add(byte[] name, String digest) throws IOException {
      String path = UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
      list.write(ChecksumLine.bagIt(digest, PAYLOAD + path));
      if (archive != null) {
        copy(archive, path, digest);
      }
    }

    private void copy(Path from, String path, String digest) throws IOException {
      try {
        Path target = bag.resolve(PAYLOAD + path);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        String found = copy(from.resolve(path), target);
        if (!found.equals(digest)) {
          throw new IOException(
              "file '%s': has SHA-256 %s, the inventory %s; no bag was written, take the inventory"
                      .formatted(path, found, digest)
                  + " anew");
        }
      } catch (InvalidPathException e) {
        throw new IOException(
            "file '%s': has a name that this system's locale cannot write; no bag was written, use"
                    .formatted(path)
                + " a UTF-8 locale",
            e);
      }
    }

    private static String copy(Path source, Path target) throws IOException {
      MessageDigest sha256 = Sha256.start();
      try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
          OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
        new DigestInputStream(in, sha256).transferTo(out);
      }
      return Sha256.finish(sha256).hex();
    }

    /** Bytes and files of the payload; nothing when an entry's size is not known. */
    String oxum(Database database, Manifest manifest) throws SQLException {
      return database.row(
          row ->
              row.getLong(3) > 0
                  ? ""
                  : "Payload-Oxum: " + row.getString(1) + "." + row.getLong(2) + "\n",
          """
          SELECT coalesce(sum(bytes), 0), count(*), count(*) FILTER (bytes IS NULL)
          FROM %s WHERE %s
          """
              .formatted(manifest.rows(), Checksums.FILES));
    }
  }
}
