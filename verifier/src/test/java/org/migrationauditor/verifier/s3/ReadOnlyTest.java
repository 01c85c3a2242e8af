package org.migrationauditor.verifier.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectTagsArgs;
import io.minio.messages.VersioningConfiguration;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.http.StandIn;

/** Nothing that could write ever leaves this machine for an object store. */
final class ReadOnlyTest {
  private final StandIn server =
      StandIn.answering((asked, exchange) -> StandIn.send(exchange, 200, "text/xml", new byte[0]));
  private final OkHttpClient http =
      new OkHttpClient.Builder().addInterceptor(new ReadOnly()).build();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPPATCH",
        "MOVE",
        "get"
      })
  void letsNoOtherMethodThanTwoThrough(String method) {
    Request request = request().method(method, RequestBody.create(new byte[1])).build();

    assertThatIOException()
        .isThrownBy(() -> http.newCall(request).execute())
        .withMessage("only reading is allowed");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void letsReadingThrough() throws IOException {
    for (String method : new String[] {"GET", "HEAD"}) {
      try (Response response = http.newCall(request().method(method, null).build()).execute()) {
        assertThat(response.isSuccessful()).isTrue();
      }
    }
    assertThat(server.asked()).extracting(StandIn.Asked::method).containsExactly("GET", "HEAD");
  }

  @FunctionalInterface
  interface Change {
    void of(MinioClient store) throws Exception;
  }

  static Stream<Change> changes() {
    return Stream.of(
        store -> store.makeBucket(MakeBucketArgs.builder().bucket("bucket").build()),
        store -> store.removeBucket(RemoveBucketArgs.builder().bucket("bucket").build()),
        store ->
            store.putObject(
                PutObjectArgs.builder()
                    .bucket("bucket")
                    .object("key")
                    .data(new byte[1], 1)
                    .build()),
        store ->
            store.removeObject(RemoveObjectArgs.builder().bucket("bucket").object("key").build()),
        store ->
            store.setObjectTags(
                SetObjectTagsArgs.builder()
                    .bucket("bucket")
                    .object("key")
                    .tags(Map.of("a", "b"))
                    .build()),
        store ->
            store.setBucketVersioning(
                SetBucketVersioningArgs.builder()
                    .bucket("bucket")
                    .config(new VersioningConfiguration())
                    .build()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void letsNoChangeByTheLibraryThrough(Change change) {
    MinioClient store =
        MinioClient.builder()
            .endpoint(server.address().toString())
            .region("us-east-1")
            .credentials("key", "secret")
            .httpClient(http)
            .build();

    assertThatThrownBy(() -> change.of(store)).hasStackTraceContaining("only reading is allowed");
    assertThat(server.asked()).isEmpty();
  }

  private Request.Builder request() {
    return new Request.Builder().url(server.address() + "/bucket/key");
  }
}
