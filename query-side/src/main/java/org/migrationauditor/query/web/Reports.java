package org.migrationauditor.query.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.readmodel.ReadModel;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * Hands out reports: only files that an event names, and only while their bytes are those that were
 * issued.
 */
@Controller
final class Reports {
  private final ReadModel readModel;
  private final ReportFiles files;

  Reports(ReadModel readModel, ReportFiles files) {
    this.readModel = readModel;
    this.files = files;
  }

  @GetMapping("/migrations/{id}/reports/{file}")
  ResponseEntity<byte[]> report(@PathVariable String id, @PathVariable String file) {
    MigrationId migrationId = Requested.migration(id);
    IssuedReport report =
        readModel
            .report(migrationId, file)
            .filter(issued -> plain(issued.fileName()))
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.NOT_FOUND,
                        file,
                        "migration '%s' issued none of that name; its page lists those it did"
                            .formatted(migrationId)));
    byte[] bytes = read(migrationId, report);
    ContentDigest found = ContentDigest.over(bytes);
    if (!found.equals(report.digest())) {
      throw refused(
          HttpStatus.CONFLICT,
          file,
          "its file was changed since it was issued (SHA-256 expected %s, found %s); put back a copy"
              .formatted(report.digest(), found));
    }
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PDF);
    headers.setContentDisposition(
        ContentDisposition.attachment().filename(file, StandardCharsets.UTF_8).build());
    return new ResponseEntity<>(bytes, headers, HttpStatus.OK);
  }

  private byte[] read(MigrationId id, IssuedReport report) {
    try {
      Path file = files.path(id, report.fileName());
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new NoSuchFileException(file.toString()); // a link or a pipe is not what was written
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused(
          HttpStatus.NOT_FOUND,
          report.fileName(),
          "it was issued, but its file is not there or not readable; put back a copy");
    }
  }

  private static boolean plain(String fileName) {
    return !fileName.contains("\\")
        && !fileName.equals("..")
        && fileName.equals(String.valueOf(Path.of(fileName).getFileName()));
  }

  private static ResponseStatusException refused(HttpStatus status, String file, String what) {
    return new ResponseStatusException(status, "report '%s': %s".formatted(file, what));
  }
}
