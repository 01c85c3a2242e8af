package org.migrationauditor.query.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The files of reports: only such as an event names, and no link in the place of one. */
record IssuedFiles(ReportFiles files) {
  /**
   * The report of a file's name.
   *
   * @param found of that name; empty if none was issued
   * @throws ResponseStatusException if none was, or the name is none of a file
   */
  static IssuedReport named(Optional<IssuedReport> found, MigrationId id, String file) {
    return found
        .filter(issued -> plain(issued.fileName()))
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.NOT_FOUND,
                    file,
                    "migration '%s' issued none of that name; its page lists those it did"
                        .formatted(id)));
  }

  /**
   * The bytes as they lie there.
   *
   * @param most bytes that are read, count
   * @throws ResponseStatusException if they cannot be read
   */
  byte[] read(MigrationId id, IssuedReport report, int most) {
    try {
      Path file = files.path(id, report.fileName());
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new NoSuchFileException(file.toString()); // a link or a pipe is not what was written
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        return in.readNBytes(most);
      }
    } catch (IOException e) {
      throw refused(
          HttpStatus.NOT_FOUND,
          report.fileName(),
          "it was issued, but its file is not there or not readable; put back a copy");
    }
  }

  static ResponseStatusException refused(HttpStatus status, String file, String what) {
    return new ResponseStatusException(status, "report '%s': %s".formatted(file, what));
  }

  private static boolean plain(String fileName) {
    return !fileName.contains("\\")
        && !fileName.equals("..")
        && fileName.equals(String.valueOf(Path.of(fileName).getFileName()));
  }
}
