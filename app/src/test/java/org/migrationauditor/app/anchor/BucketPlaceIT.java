package org.migrationauditor.app.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.migrationauditor.app.anchor.Heads.head;

import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.SetObjectRetentionArgs;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.s3.S3Server;

/** Heads in a bucket of a real S3 server. */
final class BucketPlaceIT {
  @TempDir private Path temporary;

  @Test
  void keepsEachHeadOnceAndTakesNoneInPlaceOfAnother() throws Exception {
    try (S3Server server = S3Server.start(temporary)) {
      MinioClient minio =
          MinioClient.builder()
              .endpoint(server.address(null))
              .credentials("access", "secret")
              .build();
      minio.makeBucket(MakeBucketArgs.builder().bucket("heads").objectLock(true).build());
      Place place = place(server.address("heads"));

      assertThatThrownBy(() -> place.keep(head(3, 'a')))
          .as("this server passes over the lock that was asked for")
          .hasMessage("has the head and does not lock it: make the bucket with object lock");
      lock(minio, head(3, 'a'));
      place.keep(head(3, 'a'));
      place.keep(head(3, 'a'));

      assertThatThrownBy(() -> place.keep(head(3, 'c')))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("holds another head over 3 events");
      assertThatThrownBy(() -> place.keep(head(4, 'b'))).hasMessageContaining("does not lock it");
      assertThat(minio.listObjects(ListObjectsArgs.builder().bucket("heads").build())).hasSize(2);

      assertThatThrownBy(() -> place(server.address("absent")).keep(head(3, 'a')))
          .isInstanceOf(IOException.class)
          .hasMessage("answered with NoSuchBucket");
    }
    assertThatThrownBy(() -> place("http://127.0.0.1:1/heads").keep(head(3, 'a')))
        .hasMessage("could not be reached");
  }

  private static void lock(MinioClient minio, Head head) throws Exception {
    minio.setObjectRetention(
        SetObjectRetentionArgs.builder()
            .bucket("heads")
            .object(head.fileName())
            .config(
                new Retention(
                    RetentionMode.COMPLIANCE, ZonedDateTime.now(ZoneOffset.UTC).plusDays(1)))
            .build());
  }

  private static Place place(String address) {
    return BucketPlace.of(
            Map.of(
                    BucketPlace.BUCKET, address,
                    BucketPlace.ACCESS_KEY, "access",
                    BucketPlace.SECRET_KEY, "secret",
                    BucketPlace.DAYS, "3650")
                ::get)
        .getFirst();
  }
}
