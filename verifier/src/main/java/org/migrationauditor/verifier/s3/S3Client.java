package org.migrationauditor.verifier.s3;

import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetObjectTagsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.credentials.StaticProvider;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.minio.messages.ListAllMyBucketsResult;
import io.minio.messages.VersioningConfiguration;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The read-only part of the S3 interface, through MinIO's library. Every failure is an {@link
 * S3Failure}. Safe for use by many threads.
 */
final class S3Client {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int CALLS_AT_ONCE = 64;

  private final MinioClient minio;

  S3Client(String endpoint, String accessKey, String secretKey, @Nullable String sessionToken) {
    Dispatcher dispatcher =
        new Dispatcher(
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("s3-", 0).factory()));
    dispatcher.setMaxRequests(CALLS_AT_ONCE);
    dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectTimeout(CONNECT)
            .readTimeout(SILENCE)
            .writeTimeout(SILENCE)
            .followRedirects(false) // a signed request is for the one server it was made for
            .addInterceptor(new ReadOnly())
            .addInterceptor(new Retries())
            .build();
    minio =
        MinioClient.builder()
            .endpoint(endpoint)
            .credentialsProvider(new StaticProvider(accessKey, secretKey, sessionToken))
            .httpClient(http)
            .build();
  }

  @FunctionalInterface
  private interface Call<T extends @Nullable Object> {
    T make() throws MinioException;
  }

  private static <T extends @Nullable Object> T call(Call<T> call)
      throws S3Failure, InterruptedException {
    try {
      return call.make();
    } catch (MinioException | RuntimeException e) {
      throw S3Failure.of(e);
    }
  }

  List<String> buckets() throws S3Failure, InterruptedException {
    return call(
        () -> minio.listBuckets().stream().map(ListAllMyBucketsResult.Bucket::name).toList());
  }

  /** Whether a bucket keeps versions, or once did. */
  boolean versioned(String bucket) throws S3Failure, InterruptedException {
    VersioningConfiguration.Status status =
        call(() ->
                minio.getBucketVersioning(GetBucketVersioningArgs.builder().bucket(bucket).build()))
            .status();
    return status != VersioningConfiguration.Status.OFF;
  }

  /** All objects of a bucket, page by page as {@link #next} asks for them. */
  Iterator<Result<Item>> objects(String bucket, boolean versions)
      throws S3Failure, InterruptedException {
    return call(
        () ->
            minio
                .listObjects(
                    ListObjectsArgs.builder()
                        .bucket(bucket)
                        .recursive(true)
                        .includeVersions(versions)
                        .build())
                .iterator());
  }

  /** The next object of a listing; null at its end. */
  @Nullable Listed next(Iterator<Result<Item>> objects, String bucket, boolean versions)
      throws S3Failure, InterruptedException {
    return call(() -> objects.hasNext() ? Listed.of(objects.next().get(), bucket, versions) : null);
  }

  /** Opens the content of an object; the caller reads to the end and closes. */
  GetObjectResponse open(ObjectName name) throws S3Failure, InterruptedException {
    return call(
        () ->
            minio.getObject(
                GetObjectArgs.builder()
                    .bucket(name.bucket())
                    .object(name.key())
                    .versionId(name.version())
                    .build()));
  }

  /** What {@link #open} would tell, without the content. */
  Headers headers(ObjectName name) throws S3Failure, InterruptedException {
    return call(() ->
            minio.statObject(
                StatObjectArgs.builder()
                    .bucket(name.bucket())
                    .object(name.key())
                    .versionId(name.version())
                    .build()))
        .headers();
  }

  Map<String, String> tags(ObjectName name) throws S3Failure, InterruptedException {
    return call(() ->
            minio.getObjectTags(
                GetObjectTagsArgs.builder()
                    .bucket(name.bucket())
                    .object(name.key())
                    .versionId(name.version())
                    .build()))
        .get();
  }
}
