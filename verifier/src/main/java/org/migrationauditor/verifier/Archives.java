package org.migrationauditor.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveAddress;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.dicomweb.DicomWebScheme;
import org.migrationauditor.verifier.disk.FolderScheme;
import org.migrationauditor.verifier.index.IndexScheme;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.pacsdb.PacsDatabaseScheme;
import org.migrationauditor.verifier.postgres.PostgresScheme;
import org.migrationauditor.verifier.s3.S3Scheme;

/** The kinds of archive this program knows: those of this module, then those of others. */
public final class Archives {
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+-]{2,19}");
  private static final List<ArchiveScheme> ALL =
      Stream.of(
              Stream.of(FolderScheme.values()),
              Stream.of(
                  new PacsDatabaseScheme(),
                  new PostgresScheme(),
                  new S3Scheme(),
                  new DicomWebScheme(),
                  new IndexScheme()),
              ServiceLoader.load(ArchiveScheme.class, ArchiveScheme.class.getClassLoader()).stream()
                  .map(ServiceLoader.Provider::get))
          .<ArchiveScheme>flatMap(schemes -> schemes)
          .toList();

  private Archives() {}

  /** All of them. */
  public static List<ArchiveScheme> all() {
    return ALL;
  }

  /**
   * Reads an address. What begins with no known scheme is the path of a folder of DICOM files,
   * unless it looks like another scheme and no such folder is there.
   *
   * @throws IllegalArgumentException if it holds a password; the message does not repeat it
   */
  public static ArchiveAddress address(String text) {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon);
    boolean meant = SCHEME.matcher(scheme).matches() && Files.notExists(Path.of(text));
    return meant || ALL.stream().anyMatch(known -> known.scheme().equals(scheme))
        ? new ArchiveAddress(scheme, text.substring(colon + 1))
        : new ArchiveAddress(FolderScheme.DICOM.scheme(), text);
  }

  /** Address of a folder that is looked at from one side. */
  static ArchiveAddress folder(View view, String path) {
    return Stream.of(FolderScheme.values())
        .filter(scheme -> scheme.view() == view)
        .map(scheme -> new ArchiveAddress(scheme.scheme(), path))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("view %s: is none of a folder".formatted(view)));
  }

  /** From which side an address looks at its archive. */
  public static View view(ArchiveAddress address) {
    return scheme(address).view();
  }

  /**
   * Opens an archive for reading.
   *
   * @throws IllegalArgumentException if the address is wrong; the message is one sentence
   * @throws IOException if there is no such archive; the message is one sentence
   */
  static InventorySource open(ArchiveAddress address, Access access) throws IOException {
    return scheme(address).open(address.rest(), access);
  }

  private static ArchiveScheme scheme(ArchiveAddress address) {
    return ALL.stream()
        .filter(scheme -> scheme.scheme().equals(address.scheme()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "address '%s': begins with no scheme known here; use one of %s%s"
                        .formatted(
                            address,
                            ALL.stream()
                                .map(ArchiveScheme::scheme)
                                .collect(Collectors.joining(", ")),
                            address.scheme().equals("dimse")
                                ? ", or add dcm4che as docs/dimse.md tells"
                                : "")));
  }
}
