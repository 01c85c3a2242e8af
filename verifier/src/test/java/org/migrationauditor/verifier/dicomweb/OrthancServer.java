package org.migrationauditor.verifier.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An Orthanc with its DICOMweb plugin on free ports of this machine, in a folder of its own. */
public final class OrthancServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
  private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
  private static final int ATTEMPTS = 300;
  private static final int ATTEMPT_MILLIS = 100;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int httpPort;
  private final int dicomPort;

  private OrthancServer(Process process, int httpPort, int dicomPort) {
    this.process = process;
    this.httpPort = httpPort;
    this.dicomPort = dicomPort;
  }

  /** Under CI a missing one fails; elsewhere the test is left out. */
  public static void needed() {
    boolean there = Files.isExecutable(PROGRAM) && Files.isRegularFile(PLUGIN);
    if (System.getenv("CI") != null) {
      assertThat(there).as("packages orthanc and orthanc-dicomweb are installed").isTrue();
    }
    assumeTrue(there, "needs orthanc and orthanc-dicomweb");
  }

  /** Starts one that knows {@code auditor}, {@code p4ss}. */
  public static OrthancServer start(Path folder) throws IOException, InterruptedException {
    int httpPort = freePort();
    int dicomPort = freePort();
    Path configuration = folder.resolve("orthanc.json");
    Files.writeString(
        configuration,
        """
        {
          "StorageDirectory": "%1$s", "IndexDirectory": "%1$s",
          "SyncStorageArea": false,
          "HttpPort": %2$d, "DicomPort": %3$d, "RemoteAccessAllowed": false,
          "AuthenticationEnabled": true, "RegisteredUsers": {"auditor": "p4ss"},
          "DicomAet": "ORTHANC", "DicomCheckCalledAet": false,
          "DicomAlwaysAllowFind": true, "DicomAlwaysAllowStore": true,
          "Plugins": ["%4$s"], "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}
        }
        """
            .formatted(folder.resolve("db"), httpPort, dicomPort, PLUGIN));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("orthanc.log").toFile())
            .start();
    OrthancServer server = new OrthancServer(process, httpPort, dicomPort);
    server.awaitReady(folder.resolve("orthanc.log"));
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
      try {
        if (send(request("/system").build()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(ATTEMPT_MILLIS);
      }
    }
    close();
    throw new IllegalStateException("Orthanc did not start:\n" + Files.readString(log));
  }

  /** Address of its DICOMweb services. */
  public URI dicomWeb() {
    return URI.create("http://127.0.0.1:%d/dicom-web".formatted(httpPort));
  }

  /** Port of its AE {@code ORTHANC}. */
  public int dicomPort() {
    return dicomPort;
  }

  /** What its own interface answers. */
  public String get(String path) throws IOException, InterruptedException {
    return send(request(path).build()).body();
  }

  /** Deletes what a path of its own interface names. */
  public void delete(String path) throws IOException, InterruptedException {
    assertThat(send(request(path).DELETE().build()).statusCode()).isEqualTo(200);
  }

  /** Stores a file as it is; false when it is refused. */
  public boolean store(byte[] file) throws IOException, InterruptedException {
    HttpRequest request =
        request("/instances").POST(HttpRequest.BodyPublishers.ofByteArray(file)).build();
    return send(request).statusCode() == 200;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(httpPort, path)))
        .header("Authorization", "Basic YXVkaXRvcjpwNHNz");
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) { // it closes a connection that rests for a second
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
