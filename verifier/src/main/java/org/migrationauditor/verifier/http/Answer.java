package org.migrationauditor.verifier.http;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What a server answers.
 *
 * @param body bounded in bytes and in time; closed by whoever asked
 */
public record Answer(int status, HttpHeaders headers, InputStream body) {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 64 * 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .build())
          .build();

  /** Makes sense of an answer. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Reads an answer.
     *
     * @throws IOException if it breaks off, or a {@link WebException} if it is no such answer
     */
    T read(Answer answer) throws IOException;
  }

  /** Makes sense of one JSON value. */
  @FunctionalInterface
  public interface JsonReading<T> {
    /**
     * Reads a value to its last token.
     *
     * @param json before its first token
     */
    T read(JsonParser json) throws IOException;
  }

  /** The first header of a name, empty when there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** What no success is, as an exception. */
  public WebException failure() {
    return switch (status) {
      case 401 ->
          failure(
              "answers 401, it wants other credentials",
              "check the AUDITOR_ secrets in the environment");
      case 403 ->
          failure("answers 403, these credentials do not suffice", "ask for the right to read it");
      case 404 ->
          failure(
              "answers 404, it knows no such thing",
              "check that the address names such an archive");
      default ->
          status / 100 == 3
              ? failure(
                  "answers %d, it sends elsewhere".formatted(status),
                  "give credentials, or the address it leads to")
              : failure("answers %d".formatted(status), "see its log");
    };
  }

  private WebException failure(String clause, String step) {
    return WebException.answered(status, clause, step);
  }

  /**
   * Reads the body as one JSON value.
   *
   * @throws WebException if it is none, or is nested too deep
   * @throws IOException if the body breaks off
   */
  public <T> T json(JsonReading<T> reading) throws IOException {
    if (!header("content-type").toLowerCase(Locale.ROOT).contains("json")) {
      throw WebException.senseless("answers with no JSON");
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      T value = reading.read(json);
      if (json.nextToken() != null) {
        throw WebException.senseless("answers with more than one JSON value");
      }
      return value;
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException io && !(io instanceof CharConversionException)) {
        throw io;
      }
      throw WebException.senseless(
          "answers with JSON that is not sound"); // the cause would show what it holds
    }
  }
}
