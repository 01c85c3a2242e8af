package org.migrationauditor.verifier.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.minio.RemoveObjectArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.VersioningConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.disk.Snapshot;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.object.DeleteMarker;

/** The view of an object store, on a real server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3SourceIT extends InventorySourceContract {
  private static final int MIB = 1 << 20;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SIGN_OF_VERSION = "\\x3FversionId=";

  @TempDir private static Path dir;
  private static S3Server server;
  private static int buckets;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(Files.createDirectory(dir.resolve("store")));
    String versioned = versioned(server.bucket("contract-versions"));
    server.put(versioned, "key", "old");
    server.put(versioned, "key", "new");
    server.put(server.bucket("contract"), "one", "1");
    server.put("contract", "folder/", "");
    server.bucket("contract-empty");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  protected InventorySource filled() {
    return server.source(server.address(null));
  }

  @Override
  protected Object state() throws Exception {
    return Snapshot.of(dir);
  }

  @Test
  void listsEachOfMoreObjectsThanAPageHolds() throws Exception {
    String bucket = newBucket();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1001; i++) {
      keys.add("object-%04d".formatted(i));
    }
    putAll(bucket, keys);

    assertThat(list(server.address(bucket)))
        .filteredOn(S3Entry.class::isInstance)
        .extracting(entry -> ((S3Entry) entry).listed().name().key())
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void keepsKeysApartThatLookAlike() throws Exception {
    String bucket = newBucket();
    List<String> keys =
        List.of(
            "\u00e9",
            "e\u0301",
            "\ufffd",
            "\ud83d\ude00",
            " ",
            "a b",
            "a+b",
            "a%20b",
            "quote'\"&<>",
            "a?versionId=null",
            "folder/",
            "folder/key");
    putAll(bucket, keys);

    assertThat(read(bucket).keySet()).containsExactlyInAnyOrderElementsOf(entries(bucket, keys));
  }

  @Test
  void readsWhatWasPutAndWhatWasSaidOfIt() throws Exception {
    String bucket = newBucket();
    server
        .client()
        .putObject(
            server
                .object(bucket, "key", "content".getBytes(UTF_8))
                .contentType("text/plain")
                .userMetadata(Map.of("patient", "Doe^Jane"))
                .tags(Map.of("colour", "red"))
                .build());

    InventoryEntry entry = entry(read(bucket), bucket + "/key");

    assertThat(entry.kind()).isEqualTo(EntryKind.OBJECT);
    assertThat(entry.bytes()).isEqualTo(7);
    assertThat(entry.digest()).isEqualTo(sha256("content".getBytes(UTF_8)));
    assertThat(entry.owner()).isEqualTo(new OwnerKey("bucket:" + bucket));
    assertThat(entry.recorded().digest()).isEqualTo("md5:9a0364b9e99bb480dd25e1f0284c8555");
    assertThat(entry.recorded().attributes())
        .containsEntry("etag", "9a0364b9e99bb480dd25e1f0284c8555")
        .containsEntry("etag.check", "holds")
        .containsEntry("content-type", "text/plain")
        .containsOnlyKeys("etag", "etag.check", "content-type", "meta.patient", "tag.colour");
    assertThat(entry.recorded().attributes().values())
        .noneMatch(value -> value.contains("Doe") || value.contains("red"));
  }

  @Test
  void solvesTheETagOfAnObjectSentInParts() throws Exception {
    String bucket = newBucket();
    byte[] content = new byte[11 * MIB + 1];
    new Random(7).nextBytes(content);
    putInParts(bucket, "usual", content, 5 * MIB);
    putInParts(bucket, "odd", content, 9 * MIB);

    SortedMap<String, InventoryEntry> read = read(bucket);

    InventoryEntry usual = entry(read, bucket + "/usual");
    assertThat(usual.digest()).isEqualTo(sha256(content));
    assertThat(usual.recorded().digest()).isNull();
    assertThat(usual.recorded().attributes())
        .hasEntrySatisfying("etag", etag -> assertThat(etag).endsWith("-3"))
        .containsEntry("etag.check", "holds");
    InventoryEntry odd = entry(read, bucket + "/odd");
    assertThat(odd.digest()).isEqualTo(sha256(content));
    assertThat(odd.recorded().attributes()).containsEntry("etag.check", "unsolved");
    assertThat(odd.problem()).doesNotContain("ETag");
  }

  @Test
  void digestsTheBytesAsTheyAreKeptWhateverTheirEncoding() throws Exception {
    String bucket = newBucket();
    byte[] content = "not compressed at all".getBytes(UTF_8);
    server
        .client()
        .putObject(
            server
                .object(bucket, "key", content)
                .headers(Map.of("Content-Encoding", "gzip"))
                .build());

    InventoryEntry entry = entry(read(bucket), bucket + "/key");

    assertThat(entry.digest()).isEqualTo(sha256(content));
    assertThat(entry.recorded().attributes()).containsEntry("content-encoding", "gzip");
  }

  @Test
  void readsOlderVersionsAndDeleteMarkers() throws Exception {
    String bucket = versioned(newBucket());
    String first = server.put(bucket, "kept", "old").versionId();
    String second = server.put(bucket, "kept", "new").versionId();
    String gone = server.put(bucket, "gone", "content").versionId();
    server.client().removeObject(RemoveObjectArgs.builder().bucket(bucket).object("gone").build());

    SortedMap<String, InventoryEntry> read = read(bucket);

    assertThat(read)
        .hasSize(5)
        .containsKeys(
            bucket + "/",
            bucket + "/kept",
            bucket + "/kept" + SIGN_OF_VERSION + first,
            bucket + "/gone" + SIGN_OF_VERSION + gone);
    assertThat(entry(read, bucket + "/kept").digest()).isEqualTo(sha256("new".getBytes(UTF_8)));
    assertThat(entry(read, bucket + "/kept").recorded().attributes())
        .containsEntry("version-id", second);
    assertThat(read.get(bucket + "/kept" + SIGN_OF_VERSION + first))
        .satisfies(
            version -> {
              assertThat(version.kind()).isEqualTo(EntryKind.VERSION);
              assertThat(version.digest()).isEqualTo(sha256("old".getBytes(UTF_8)));
            });
    assertThat(read.values())
        .filteredOn(entry -> entry.kind() == EntryKind.DELETE_MARKER)
        .singleElement()
        .satisfies(
            marker -> {
              assertThat(marker.key()).startsWith(bucket + "/gone" + SIGN_OF_VERSION);
              assertThat(marker.digest()).isEqualTo(DeleteMarker.DIGEST);
              assertThat(marker.complete()).isTrue();
            });
  }

  @Test
  void tellsOfAnObjectThatVanishedAfterItWasListed() throws Exception {
    String bucket = newBucket();
    server.put(bucket, "key", "content");
    UnreadEntry listed = list(server.address(bucket)).getFirst();
    server.client().removeObject(RemoveObjectArgs.builder().bucket(bucket).object("key").build());

    assertIncomplete(listed, "vanished after it was listed");
  }

  @Test
  void tellsOfAnObjectThatWasReplacedAfterItWasListed() throws Exception {
    String bucket = newBucket();
    server.put(bucket, "key", "content");
    UnreadEntry listed = list(server.address(bucket)).getFirst();
    server.put(bucket, "key", "CONTENT");

    assertIncomplete(listed, "changed after it was listed");
  }

  @Test
  void downloadsNothingWhenTheAddressSaysSo() throws Exception {
    String bucket = newBucket();
    server.put(bucket, "key", "content");

    InventoryEntry entry =
        list(server.address(bucket) + "?content=no").getFirst().read(bytes -> {});

    assertThat(entry.digest()).isNull();
    assertThat(entry.complete()).isTrue();
    assertThat(entry.bytes()).isEqualTo(7);
    assertThat(entry.recorded().digest()).isEqualTo("md5:9a0364b9e99bb480dd25e1f0284c8555");
    assertThat(entry.recorded().attributes()).doesNotContainKey("etag.check");
  }

  @Test
  void takesAFoldersKeyForWhatADiskShowsOfIt() throws Exception {
    String bucket = newBucket();
    server.put(bucket, "empty/", "");

    InventoryEntry folder = entry(read(bucket), bucket + "/empty/");

    assertThat(folder.kind()).isEqualTo(EntryKind.DIRECTORY);
    assertThat(folder.digest()).isNull();
    assertThat(folder.complete()).isTrue();
  }

  @Test
  void refusesABucketThatIsNotThere() {
    assertThatIOException()
        .isThrownBy(() -> list(server.address("no-such-bucket")))
        .withMessageStartingWith("could not be listed: there is no such bucket; nothing was read");
  }

  private static void assertIncomplete(UnreadEntry listed, String problem) throws Exception {
    InventoryEntry entry = listed.read(bytes -> {});
    assertThat(entry.complete()).isFalse();
    assertThat(entry.digest()).isNull();
    assertThat(entry.problem()).isEqualTo(problem);
  }

  private static String newBucket() throws Exception {
    return server.bucket("bucket-" + ++buckets);
  }

  private static String versioned(String bucket) throws Exception {
    server
        .client()
        .setBucketVersioning(
            SetBucketVersioningArgs.builder()
                .bucket(bucket)
                .config(
                    new VersioningConfiguration(
                        VersioningConfiguration.Status.ENABLED, null, null, null))
                .build());
    return bucket;
  }

  /** Each object holds its key. */
  private static void putAll(String bucket, List<String> keys) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> puts = new ArrayList<>();
      for (String key : keys) {
        puts.add(threads.submit(() -> server.put(bucket, key, key.endsWith("/") ? "" : key)));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
  }

  /** As any client does it; that of the library asks for more than this server can. */
  private static void putInParts(String bucket, String key, byte[] content, int partBytes)
      throws Exception {
    String object = server.address(bucket) + "/" + key;
    String upload =
        send("POST", object + "?uploads", new byte[0])
            .body()
            .replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
    for (int from = 0, part = 1; from < content.length; from += partBytes, part++) {
      byte[] bytes = Arrays.copyOfRange(content, from, Math.min(from + partBytes, content.length));
      String etag =
          send("PUT", object + "?partNumber=%d&uploadId=%s".formatted(part, upload), bytes)
              .headers()
              .firstValue("ETag")
              .orElseThrow();
      parts.append("<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>".formatted(part, etag));
    }
    parts.append("</CompleteMultipartUpload>");
    send("POST", object + "?uploadId=" + upload, parts.toString().getBytes(UTF_8));
  }

  private static HttpResponse<String> send(String method, String uri, byte[] body)
      throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(uri))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static List<String> entries(String bucket, List<String> keys) {
    List<String> entries = new ArrayList<>(List.of(bucket + "/"));
    keys.forEach(key -> entries.add(bucket + "/" + key));
    return entries;
  }

  private static List<UnreadEntry> list(String address) throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    server.source(address).list(listed::add);
    return listed;
  }

  private static SortedMap<String, InventoryEntry> read(String bucket) throws Exception {
    SortedMap<String, InventoryEntry> read = new TreeMap<>();
    for (UnreadEntry unread : list(server.address(bucket))) {
      InventoryEntry entry = unread.read(bytes -> {});
      assertThat(read.put(entry.key(), entry)).as(entry.key()).isNull();
    }
    return read;
  }

  private static InventoryEntry entry(SortedMap<String, InventoryEntry> read, String key) {
    return Objects.requireNonNull(read.get(key), key);
  }

  private static ContentDigest sha256(byte[] bytes) throws Exception {
    return new ContentDigest(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }
}
