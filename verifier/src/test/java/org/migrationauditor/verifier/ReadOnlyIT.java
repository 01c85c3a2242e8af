package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.disk.FolderScheme;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.minio.XlDrive;
import org.migrationauditor.verifier.postgres.PostgresServer;

/**
 * Whoever reads an archive needs no right to write to it, and leaves nothing changed but times of
 * access. Both are asked of a process that the system keeps from writing.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadOnlyIT {
  /** Names, types, modes, owners, sizes, times, links, contents, extended attributes. */
  private static final String STATE =
      """
      find . -printf '%p %y %m %U %G %s %T@ %C@ %n %i %l\\n' | LC_ALL=C sort
      find . -type f -exec sha256sum {} + | LC_ALL=C sort
      getfattr -R -h -d -m - -e hex .
      """;

  private static final String ROOT = "root";

  @TempDir private static Path cluster;

  @TempDir private Path dir;
  private Path archives;

  @BeforeAll
  static void stopAServer() throws Exception {
    PostgresServer.newestIn(cluster.resolve("data")).close();
  }

  @BeforeEach
  void makeOneOfEachKind() throws Exception {
    archives = Files.createDirectory(dir.resolve("archives"));
    for (FolderScheme scheme : FolderScheme.values()) {
      make(scheme, Files.createDirectory(archives.resolve(scheme.scheme())));
    }
  }

  @AfterEach
  void makeWritable() throws Exception {
    Shell.in(archives, "chmod -R u+rwX .");
  }

  private static void make(FolderScheme scheme, Path root) throws Exception {
    switch (scheme) {
      case DICOM -> {
        Files.write(root.resolve("a.dcm"), DicomFile.sound(DicomFile.EXPLICIT));
        Shell.in(root, "mkdir s; cp a.dcm s/b; tar -cf s/c.tar a.dcm; mkdir empty; ln -s a.dcm l");
      }
      case MINIO_FS -> {
        Files.createDirectories(root.resolve(".minio.sys/buckets/bucket/key"));
        Files.writeString(root.resolve(".minio.sys/format.json"), "{\"format\":\"fs\"}");
        Files.writeString(
            root.resolve(".minio.sys/buckets/bucket/key/fs.json"),
            "{\"version\":\"1.0.2\",\"meta\":{\"content-type\":\"text/plain\"}}");
        Files.createDirectories(root.resolve("bucket"));
        Files.writeString(root.resolve("bucket/key"), "content");
      }
      case MINIO_XL -> {
        Files.createDirectories(root.resolve(".minio.sys"));
        Files.writeString(root.resolve(".minio.sys/format.json"), "{\"format\":\"xl-single\"}");
        XlDrive.write(root.resolve("bucket/key"), XlDrive.Version.inline("content"));
        XlDrive.write(root.resolve("bucket/parts"), XlDrive.Version.inParts("one", "two"));
      }
      case TREE -> {
        Shell.in(
            root, "echo file > file; ln file hard; ln -s file link; mkfifo pipe; mkdir -p d/e");
        Shell.in(root, "setfattr -n user.name -v value file; touch -d 2001-02-03 file d");
      }
      case PGDATA -> Shell.in(root, "cp -a '%s/.' .".formatted(cluster.resolve("data")));
    }
  }

  @Test
  void readsWhatNobodyMayWriteTo() throws Exception {
    Shell.in(archives, "chmod -R a-w .");
    List<String> unprivileged =
        System.getProperty("user.name").equals(ROOT)
            ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")
            : List.of("env");
    possible(unprivileged);

    readsAndChangesNothing(unprivileged);
  }

  @Test
  void readsFromAReadOnlyMount() throws Exception {
    possible(List.of("unshare", "--user", "--map-root-user", "--mount"));
    String mounted =
        "mount --bind '%1$s' '%1$s'; mount -o remount,bind,ro '%1$s'; exec \"$@\""
            .formatted(archives);

    readsAndChangesNothing(
        List.of(
            "unshare", "--user", "--map-root-user", "--mount", "bash", "-euc", mounted, "bash"));
  }

  private void readsAndChangesNothing(List<String> confined) throws Exception {
    String before = run(List.of("bash", "-euc", STATE)).out();
    assertThat(before).contains("a.dcm", "xl.meta", "user.name=", "pg_control");
    String written = archives.resolve("must-not-be").toString();
    assertThat(run(with(confined, "touch", written)).exit()).isNotZero();

    Path manifests = dir.resolve("manifests");
    List<String> program =
        new ArrayList<>(
            with(
                confined,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InventoryProgram.class.getName(),
                manifests.toString()));
    for (FolderScheme scheme : FolderScheme.values()) {
      program.add(scheme.scheme() + ":" + archives.resolve(scheme.scheme()));
    }
    Ended ended = run(program);

    assertThat(ended.exit()).as(ended.out()).isZero();
    assertThat(ended.out().lines().filter(line -> line.contains(": 0 unreadable, 0 malformed")))
        .as(ended.out())
        .hasSameSizeAs(FolderScheme.values());
    assertThat(run(List.of("bash", "-euc", STATE)).out()).isEqualTo(before);
    try (Stream<Path> kept = Files.list(manifests)) {
      assertThat(kept).hasSameSizeAs(FolderScheme.values());
    }
  }

  /** Where the system does not allow it nothing is proven, which only CI may not overlook. */
  private void possible(List<String> confined) throws Exception {
    boolean possible = run(with(confined, "true")).exit() == 0;
    assumeTrue(possible || System.getenv("CI") != null, String.join(" ", confined));
    assertThat(possible).as(String.join(" ", confined)).isTrue();
  }

  private static List<String> with(List<String> confined, String... command) {
    return Stream.concat(confined.stream(), Stream.of(command)).toList();
  }

  private record Ended(int exit, String out) {}

  private Ended run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(archives.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out);
  }
}
