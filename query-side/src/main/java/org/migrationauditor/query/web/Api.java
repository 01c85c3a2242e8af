package org.migrationauditor.query.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.query.readmodel.MigrationLine;
import org.migrationauditor.query.readmodel.MigrationPage;
import org.migrationauditor.query.readmodel.ReadModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the pages show, as JSON. An error is an object with {@code error}, one sentence. */
@RestController
@RequestMapping(path = "/api/migrations", produces = MediaType.APPLICATION_JSON_VALUE)
final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private final ReadModel readModel;
  private final TimeTravel travel;

  Api(ReadModel readModel, TimeTravel travel) {
    this.readModel = readModel;
    this.travel = travel;
  }

  @GetMapping
  List<MigrationLine> migrations() {
    return readModel.migrations();
  }

  @GetMapping("/{id}")
  MigrationPage migration(
      @PathVariable String id, @RequestParam(required = false) @Nullable String at) {
    return travel.page(Requested.migration(id), Requested.event(at));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> refused(ResponseStatusException e) {
    return ResponseEntity.status(e.getStatusCode())
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("error", Objects.requireNonNullElse(e.getReason(), "cannot be answered")));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<Map<String, String>> unavailable(Exception e) {
    LOG.warn("the database does not answer: {}", e.getMessage());
    return failure(
        HttpStatus.SERVICE_UNAVAILABLE,
        "the database does not answer, so nothing can be told; start it and ask again");
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> failed(Exception e) {
    LOG.error("an answer could not be made", e);
    return failure(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "this answer could not be made; the output of './auditor serve' says why");
  }

  private static ResponseEntity<Map<String, String>> failure(HttpStatus status, String sentence) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("error", sentence));
  }
}
