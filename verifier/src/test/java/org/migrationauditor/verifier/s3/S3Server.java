package org.migrationauditor.verifier.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * A real S3 server as a process of its own on a free port of this machine, and a hand to fill it.
 */
public final class S3Server implements AutoCloseable {
  private static final Path JAR = Path.of("../verifier/target/s3-server.jar").toAbsolutePath();
  private static final Pattern STARTED = Pattern.compile("started on ports.* (\\d+) \\(http\\)");

  /** Any will do: this server checks none. */
  public static final Secrets SECRETS =
      Map.of("AUDITOR_S3_ACCESS_KEY", "access", "AUDITOR_S3_SECRET_KEY", "secret")::get;

  private final Process process;
  private final String endpoint;
  private final MinioClient client;

  private S3Server(Process process, int port) {
    this.process = process;
    endpoint = "http://127.0.0.1:" + port;
    client = MinioClient.builder().endpoint(endpoint).credentials("access", "secret").build();
  }

  /** Starts a server that keeps what it is given in a folder. */
  public static S3Server start(Path store) throws IOException {
    assertThat(JAR).as("made by the build before integration tests").isRegularFile();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-jar",
                JAR.toString(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--http.port=0",
                "--com.adobe.testing.s3mock.store.root=" + store)
            .redirectErrorStream(true)
            .start();
    try {
      return new S3Server(process, port(process));
    } catch (IOException | RuntimeException | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int port(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder seen = new StringBuilder();
    String line;
    while ((line = out.readLine()) != null) {
      seen.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        Thread.ofPlatform().daemon().start(() -> out.lines().forEach(ignored -> {}));
        return Integer.parseInt(started.group(1));
      }
    }
    throw new AssertionError("the S3 server ended at once:\n" + seen);
  }

  /** Address of the server, or of one of its buckets. */
  public String address(@Nullable String bucket) {
    return endpoint + (bucket == null ? "" : "/" + bucket);
  }

  /** Source of what an address of this server names. */
  InventorySource source(String address) {
    return new S3Scheme()
        .open(address, new Access(Path.of("none"), new PseudonymKey(new byte[32]), SECRETS));
  }

  MinioClient client() {
    return client;
  }

  /** Makes a bucket. */
  public String bucket(String name) throws Exception {
    client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
    return name;
  }

  /** Puts an object. */
  public ObjectWriteResponse put(String bucket, String key, String content) throws Exception {
    return client.putObject(object(bucket, key, content.getBytes(StandardCharsets.UTF_8)).build());
  }

  /** An object still to be described further. */
  PutObjectArgs.Builder object(String bucket, String key, byte[] content) {
    return PutObjectArgs.builder().bucket(bucket).object(key).stream(
        new ByteArrayInputStream(content), (long) content.length, -1L);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
