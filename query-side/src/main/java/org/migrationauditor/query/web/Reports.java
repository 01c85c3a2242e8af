package org.migrationauditor.query.web;

import java.nio.charset.StandardCharsets;
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

/**
 * Hands out reports: only files that an event names, and only while their bytes are those that were
 * issued.
 */
@Controller
final class Reports {
  private final ReadModel readModel;
  private final IssuedFiles files;

  Reports(ReadModel readModel, IssuedFiles files) {
    this.readModel = readModel;
    this.files = files;
  }

  @GetMapping("/migrations/{id}/reports/{file}")
  ResponseEntity<byte[]> report(@PathVariable String id, @PathVariable String file) {
    MigrationId migrationId = Requested.migration(id);
    IssuedReport report = IssuedFiles.named(readModel.report(migrationId, file), migrationId, file);
    byte[] bytes = files.read(migrationId, report, Integer.MAX_VALUE);
    ContentDigest found = ContentDigest.over(bytes);
    if (!found.equals(report.digest())) {
      throw IssuedFiles.refused(
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
}
