package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * Archives that are folders; the rest of an address is a path. Behind one of DICOM files may stand
 * {@code ?also=md5}, {@code ?also=sha1} or both with a comma between: digests to compute beside
 * SHA-256, so that those an archive recorded can be checked.
 */
public enum FolderScheme implements ArchiveScheme {
  /** A folder of DICOM files. */
  DICOM(
      "dicom+file", View.DICOM_FILES, "a folder of DICOM files", "/srv/kaapana/dcm4che/dicom_data"),
  /** The folder of a MinIO server in FS mode. */
  MINIO_FS(
      "minio-fs",
      View.MINIO_FS,
      "the folder of a stopped MinIO server in FS mode",
      "/srv/kaapana/minio"),
  /** The folder of a MinIO server that keeps each object in an {@code xl.meta}. */
  MINIO_XL(
      "minio-xl",
      View.MINIO_XL,
      "the folder of a stopped MinIO server that keeps each object in an xl.meta",
      "/srv/kaapana/minio"),
  /** A folder of any files. */
  TREE("tree", View.FILES, "a folder of any files", "/srv/kaapana/dcm4che/server_data"),
  /** The data directory of a PostgreSQL cluster. */
  PGDATA(
      "pgdata",
      View.POSTGRES_FILES,
      "the data directory of a stopped PostgreSQL server",
      "/srv/kaapana/postgres-dcm4che");

  private static final Pattern ALSO =
      Pattern.compile("(.*)\\?also=(?:md5|sha1)(?:,(?:md5|sha1))?", Pattern.DOTALL);

  private final String scheme;
  private final View view;
  private final String meaning;
  private final String path;

  FolderScheme(String scheme, View view, String meaning, String path) {
    this.scheme = scheme;
    this.view = view;
    this.meaning = meaning;
    this.path = path;
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public View view() {
    return view;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String example() {
    return scheme + ":" + path;
  }

  @Override
  public InventorySource open(String rest, Access access) throws IOException {
    Path root = path(folder(rest));
    refuseManifests(root, access.manifests().toAbsolutePath().normalize());
    return switch (this) {
      case DICOM ->
          new DicomFilesSource(
              root,
              new DicomReader(access.key())::read,
              FurtherDigests.of(rest.substring(folder(rest).length())));
      case MINIO_FS -> new MinioFsSource(root, access.key());
      case MINIO_XL -> new MinioXlSource(root, access.key());
      case TREE -> new FilesSource(root, access.key());
      case PGDATA -> new PostgresFilesSource(root, access.key());
    };
  }

  /** The path in what follows the scheme of an address. */
  public String folder(String rest) {
    Matcher asked = ALSO.matcher(rest);
    return this == DICOM && asked.matches() ? asked.group(1) : rest;
  }

  private static Path path(String rest) {
    try {
      return Path.of(rest).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "folder '%s': is no path; give the archive's folder".formatted(rest), e);
    }
  }

  private static void refuseManifests(Path root, Path manifests) throws IOException {
    Path present = manifests;
    while (!Files.exists(present)) {
      present = Objects.requireNonNull(present.getParent());
    }
    if (present.toRealPath().startsWith(root.toRealPath())) {
      throw new IOException(
          "holds the manifests' folder '%s', which would change while it is read; keep manifests"
                  .formatted(manifests)
              + " elsewhere");
    }
  }
}
