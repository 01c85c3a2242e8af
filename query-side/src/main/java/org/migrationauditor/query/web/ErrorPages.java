package org.migrationauditor.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What went wrong, in one sentence, on a page. */
@ControllerAdvice
final class ErrorPages {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  @ExceptionHandler
  ModelAndView refused(ResponseStatusException e) {
    return page(
        e.getStatusCode(),
        Objects.requireNonNullElse(e.getReason(), "this request cannot be answered"));
  }

  @ExceptionHandler(NoResourceFoundException.class)
  ModelAndView unknown(HttpServletRequest request) {
    return page(
        HttpStatus.NOT_FOUND,
        "page '%s': there is none of that name; the list is at /"
            .formatted(request.getRequestURI()));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ModelAndView unavailable(Exception e) {
    LOG.warn("the database does not answer: {}", e.getMessage());
    return page(
        HttpStatus.SERVICE_UNAVAILABLE,
        "the database does not answer, so nothing can be shown; start it and load this page again");
  }

  @ExceptionHandler
  ModelAndView failed(Exception e) {
    LOG.error("a page could not be made", e);
    return page(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "this page could not be made; the output of './auditor serve' says why");
  }

  private static ModelAndView page(HttpStatusCode status, String sentence) {
    return new ModelAndView(
        "error", Map.of("status", status.value(), "sentence", Words.visible(sentence)), status);
  }
}
