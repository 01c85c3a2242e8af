package org.migrationauditor.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Data of a MinIO server with one drive in FS mode: an object is the file {@code <bucket>/<key>},
 * its metadata {@code .minio.sys/buckets/<bucket>/<key>/fs.json}.
 */
final class MinioTree {
  private static final List<String> EMPTY_CONFIGURATIONS =
      List.of(
          "PolicyConfigJSON",
          "NotificationConfigXML",
          "LifecycleConfigXML",
          "ObjectLockConfigXML",
          "VersioningConfigXML",
          "EncryptionConfigXML",
          "TaggingConfigXML",
          "QuotaConfigJSON",
          "ReplicationConfigXML",
          "BucketTargetsConfigJSON",
          "BucketTargetsConfigMetaJSON");

  private static final String SETTINGS = ".minio.sys/config/config.json";
  private static final String USER = ".minio.sys/config/iam/users/landing/identity.json";
  private static final String POLICY_OF_USER = ".minio.sys/config/iam/policydb/users/landing.json";

  private final Path root;
  private final DatedFiles files;

  MinioTree(Path root, DatedFiles files) {
    this.root = root;
    this.files = files;
  }

  /** What the server writes before the first bucket. */
  void format() throws IOException {
    files.text(
        root.resolve(".minio.sys/format.json"),
        "{\"version\":\"1\",\"format\":\"fs\",\"id\":\"%s\",\"fs\":{\"version\":\"2\"}}"
            .formatted(uuid()));
    files.text(root.resolve(SETTINGS), settings(""));
    files.text(root.resolve(".minio.sys/config/iam/format.json"), "{\"version\":1}");
    Files.createDirectories(root.resolve(".minio.sys/multipart"));
    Files.createDirectories(root.resolve(".minio.sys/tmp"));
  }

  void bucket(String bucket) throws IOException {
    Files.createDirectories(root.resolve(bucket));
    files.bytes(
        root.resolve(".minio.sys/buckets").resolve(bucket).resolve(".metadata.bin"),
        bucketMetadata(bucket));
  }

  void object(String bucket, String key, String type, byte[] content) throws IOException {
    bare(bucket, key, content);
    metadata(bucket, key, type, content);
  }

  /** A key that ends in a slash. */
  void folder(String bucket, String key) throws IOException {
    Files.createDirectories(root.resolve(bucket).resolve(key));
    metadata(bucket, key, "application/x-directory", new byte[0]);
  }

  /** An object put into the folder behind the server's back, without metadata. */
  void bare(String bucket, String key, byte[] content) throws IOException {
    files.bytes(root.resolve(bucket).resolve(key), content);
  }

  /** An upload that was begun and never completed: not an object. */
  void unfinishedUpload(String bucket, String key) throws IOException {
    Path upload =
        root.resolve(".minio.sys/multipart")
            .resolve(digest("SHA-256", bucket + "/" + key))
            .resolve(uuid());
    files.text(upload.resolve("fs.json"), json("application/octet-stream", ""));
    files.noise(upload.resolve("00001.%s.5242880".formatted(digest("MD5", key))), 4096);
  }

  /** The user, its policy and the webhook that Kaapana 0.1.3 leaves behind. */
  void uploadAccess() throws IOException {
    files.text(
        root.resolve(USER),
        "{\"version\":1,\"credentials\":{\"accessKey\":\"landing\",\"secretKey\":\"practice\","
            + "\"expiration\":\"1970-01-01T00:00:00Z\",\"status\":\"enabled\"}}");
    files.text(
        root.resolve(".minio.sys/config/iam/policies/putupload/policy.json"),
        "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    files.text(root.resolve(POLICY_OF_USER), "{\"version\":1,\"policy\":\"putupload\"}");
    files.text(
        root.resolve(SETTINGS),
        settings(
            ",\"dicomsupload\":[{\"key\":\"endpoint\",\"value\":\"http://airflow-service.flow.svc:8080"
                + "/flow/kaapana/api/trigger/service-minio-dicom-upload\"}]"));
  }

  /** As {@code mc admin user remove}. */
  void removeUploadUser() throws IOException {
    Files.deleteIfExists(root.resolve(USER));
    Files.deleteIfExists(root.resolve(USER).resolveSibling(""));
    Files.deleteIfExists(root.resolve(POLICY_OF_USER));
  }

  /** As {@code mc admin config reset} of the webhook. */
  void removeWebhook() throws IOException {
    files.text(root.resolve(SETTINGS), settings(""));
  }

  /** The server keeps them as one line. */
  private static String settings(String webhooks) {
    return "{\"notify_webhook\":{\"_\":[{\"key\":\"enable\",\"value\":\"off\"},{\"key\":\"endpoint\",\"value\":\"\"}]"
        + webhooks
        + "}}";
  }

  /** What the stand-in of {@code minio-init} and of the static website put into the folder. */
  static void writeInitJob(Path folder, DatedFiles files) throws IOException {
    MinioTree minio = new MinioTree(folder, files);
    for (String bucket : List.of("uploads", "staticwebsiteresults")) {
      files.bytes(folder.resolve(bucket + ".metadata.bin"), minio.bucketMetadata(bucket));
    }
    byte[] readme = "Uploads go here.\n".getBytes(StandardCharsets.UTF_8);
    files.bytes(folder.resolve("readme.txt"), readme);
    files.text(folder.resolve("readme.fs.json"), json("text/plain", md5(readme)));
    files.text(folder.resolve("index.html"), "<!doctype html><title>Static website</title>\n");
  }

  private void metadata(String bucket, String key, String type, byte[] content) throws IOException {
    files.text(
        root.resolve(".minio.sys/buckets").resolve(bucket).resolve(key).resolve("fs.json"),
        json(type, md5(content)));
  }

  private static String json(String type, String etag) {
    return "{\"version\":\"1.0.2\",\"checksum\":{\"algorithm\":\"\",\"blocksize\":0,\"hashes\":null},"
        + "\"meta\":{\"content-type\":\"%s\",\"etag\":\"%s\"}}".formatted(type, etag);
  }

  /** A four-byte header, then a MessagePack map. */
  private byte[] bucketMetadata(String bucket) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {1, 0, 1, 0});
    out.write(0x80 | 14); // a map of 14 entries follows
    packText(out, "Name");
    packText(out, bucket);
    Instant created = files.now();
    packText(out, "Created");
    out.writeBytes(new byte[] {(byte) 0xC7, 12, 5}); // extension 5: time
    out.writeBytes(
        ByteBuffer.allocate(12)
            .order(ByteOrder.BIG_ENDIAN)
            .putLong(created.getEpochSecond())
            .putInt(created.getNano())
            .array());
    packText(out, "LockEnabled");
    out.write(0xC2); // false
    for (String name : EMPTY_CONFIGURATIONS) {
      packText(out, name);
      out.writeBytes(new byte[] {(byte) 0xC4, 0}); // no bytes
    }
    return out.toByteArray();
  }

  private static void packText(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 32) {
      out.write(0xA0 | bytes.length);
    } else {
      out.write(0xD9);
      out.write(bytes.length);
    }
    out.writeBytes(bytes);
  }

  private String uuid() {
    String hex = HexFormat.of().formatHex(files.noise(16));
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  private static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(digest("MD5", bytes));
  }

  private static String digest(String algorithm, String text) {
    return HexFormat.of().formatHex(digest(algorithm, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is part of every JDK", e);
    }
  }
}
