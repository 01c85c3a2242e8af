package org.migrationauditor.app.anchor;

import io.minio.GetObjectArgs;
import io.minio.GetObjectRetentionArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A bucket with object lock, in which no one, not even whoever has its keys, can change or remove a
 * head for a number of days.
 *
 * @param endpoint scheme, host and port
 * @param days for which each head is locked, in compliance mode
 */
record BucketPlace(MinioClient minio, String endpoint, String bucket, int days) implements Place {
  static final String BUCKET = "AUDITOR_HEADS_BUCKET";
  static final String ACCESS_KEY = "AUDITOR_HEADS_ACCESS_KEY";
  static final String SECRET_KEY = "AUDITOR_HEADS_SECRET_KEY";
  static final String DAYS = "AUDITOR_HEADS_DAYS";

  private static final Pattern PATH = Pattern.compile("/([a-z0-9][a-z0-9.-]{2,62})/?");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = (1 << 20) + 1;
  private static final int NOT_FOUND = 404;
  private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject");

  /** None or one. */
  static List<Place> of(Function<String, @Nullable String> environment) {
    return Settings.given(BUCKET, environment).map(text -> of(text, environment)).stream().toList();
  }

  private static Place of(String text, Function<String, @Nullable String> environment) {
    URI address = Settings.web(BUCKET, text);
    Matcher path = PATH.matcher(address.getPath());
    if (!path.matches() || address.getQuery() != null) {
      throw Settings.unusable(BUCKET, "is no address of a bucket such as https://host:9000/heads");
    }
    String days = required(DAYS, environment);
    if (!NUMBER.matcher(days).matches()) {
      throw Settings.unusable(DAYS, "is no number of days");
    }
    String endpoint =
        address.getScheme()
            + "://"
            + address.getHost()
            + (address.getPort() < 0 ? "" : ":" + address.getPort());
    return new BucketPlace(
        client(endpoint, required(ACCESS_KEY, environment), required(SECRET_KEY, environment)),
        endpoint,
        path.group(1),
        Integer.parseInt(days));
  }

  private static String required(String name, Function<String, @Nullable String> environment) {
    return Settings.given(name, environment)
        .orElseThrow(() -> Settings.unusable(name, "is missing, and goes with " + BUCKET));
  }

  private static MinioClient client(String endpoint, String accessKey, String secretKey) {
    return MinioClient.builder()
        .endpoint(endpoint)
        .credentials(accessKey, secretKey)
        .httpClient(
            new OkHttpClient.Builder()
                .callTimeout(PATIENCE)
                .followRedirects(false) // a signed request is for the one server it was made for
                .build())
        .build();
  }

  @Override
  public String name() {
    return "bucket %s/%s".formatted(endpoint, bucket);
  }

  @Override
  public void keep(Head head) throws IOException {
    try {
      if (kept(head).isEmpty()) {
        add(head);
      }
      // read back: also what another process put there first, or a store that replaced it
      if (!head.sameAs(kept(head).orElse(""))) {
        throw new IOException(
            "holds another head over %d events in %s: one of the two logs was rewritten"
                .formatted(head.checkpoint().size(), head.fileName()));
      }
      if (!locked(head)) {
        throw new IOException(
            "has the head and does not lock it: make the bucket with object lock");
      }
    } catch (ErrorResponseException e) {
      throw new IOException(
          "answered with " + e.errorResponse().code().replaceAll("[^A-Za-z0-9]", ""), e);
    } catch (MinioException | IllegalStateException e) { // the library has both for one thing
      throw new IOException("could not be reached", e); // its message may hold anything
    }
  }

  private void add(Head head) throws MinioException {
    ZonedDateTime until = ZonedDateTime.now(Clock.systemUTC()).plusDays(days);
    byte[] note = head.bytes();
    try {
      minio.putObject(
          PutObjectArgs.builder()
              .bucket(bucket)
              .object(head.fileName())
              .data(note, note.length)
              .extraHeaders(Map.of("If-None-Match", "*"))
              .retention(new Retention(RetentionMode.COMPLIANCE, until))
              .build());
    } catch (ErrorResponseException e) {
      if (!"PreconditionFailed".equals(e.errorResponse().code())) {
        throw e;
      }
    }
  }

  /** What a store that knows no locks was asked for, it may have passed over. */
  private boolean locked(Head head) throws MinioException {
    try {
      Retention lock =
          minio.getObjectRetention(
              GetObjectRetentionArgs.builder().bucket(bucket).object(head.fileName()).build());
      return lock.mode() == RetentionMode.COMPLIANCE
          && lock.retainUntilDate().isAfter(ZonedDateTime.now(ZoneOffset.UTC));
    } catch (ErrorResponseException e) {
      if (e.response().code() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private Optional<String> kept(Head head) throws MinioException, IOException {
    try (InputStream in =
        minio.getObject(GetObjectArgs.builder().bucket(bucket).object(head.fileName()).build())) {
      return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    } catch (ErrorResponseException e) {
      if (ABSENT.contains(e.errorResponse().code())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
