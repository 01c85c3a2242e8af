package org.migrationauditor.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalHostTest {
  private static final RehearsalSettings SMALL = new RehearsalSettings(3, 7, false, null);

  @TempDir Path folder;

  @Test
  void theSameSeedMakesTheSameBytesTimesOwnersAndModes() throws Exception {
    Path place = folder.resolve("a host");
    RehearsalHost.create(place, SMALL);
    Snapshot first = Snapshot.of(place);
    delete(place);

    RehearsalHost.create(place, SMALL);

    assertThat(Snapshot.of(place)).isEqualTo(first);
  }

  @Test
  void anotherSeedMakesOtherFiles() throws Exception {
    RehearsalHost.create(folder.resolve("one"), SMALL);
    RehearsalHost.create(folder.resolve("two"), new RehearsalSettings(3, 8, false, null));

    assertThat(Snapshot.of(folder.resolve("one/slow/kaapana/dcm4che")).entries().keySet())
        .doesNotContainAnyElementsOf(
            files(folder.resolve("two/slow/kaapana/dcm4che")).stream()
                .map(file -> folder.resolve("two/slow/kaapana/dcm4che").relativize(file).toString())
                .toList());
  }

  @Test
  void nothingIsYoungerThanThePlatform() throws Exception {
    RehearsalHost.create(folder.resolve("host"), SMALL);

    Snapshot host = Snapshot.of(folder.resolve("host"));

    assertThat(host.entries().values())
        .allSatisfy(
            entry ->
                assertThat(Instant.parse(entry.time()))
                    .isBefore(Instant.parse("2024-01-01T00:00:00Z")));
  }

  @Test
  void hasTheDirectoriesOfAnInstalledPlatform() throws Exception {
    RehearsalHost.create(folder.resolve("host"), SMALL);

    Path fast = folder.resolve("host/fast/kaapana");
    Path slow = folder.resolve("host/slow/kaapana");
    for (String content :
        List.of(
            "dcm4che/server_data/deployments",
            "postgres-dcm4che/PG_VERSION",
            "ldap/data.mdb",
            "slapd.d/cn=config.ldif",
            "elastic-meta",
            "postgres-airflow/pgdata/PG_VERSION",
            "airflow/logs",
            "workflows/dags",
            "workflows/plugins",
            "workflows/data",
            "workflows/models",
            "ctp/incoming",
            "ctp/logs",
            "postgres-keycloak",
            "tls",
            "traefik",
            "prometheus",
            "extensions")) {
      assertThat(fast.resolve(content)).exists();
    }
    assertThat(fast.resolve("dcm4che/dicom_data")).doesNotExist();
    assertThat(fast.resolve("postgres-dcm4che/PG_VERSION")).hasContent("9.6");
    assertThat(slow.resolve("dcm4che/dicom_data/fs1")).isDirectory();
    assertThat(slow.resolve("dcm4che/server_data")).doesNotExist();
    assertThat(slow.resolve("minio/.minio.sys/format.json"))
        .content()
        .contains("\"format\":\"fs\"");
  }

  @Test
  void minioHoldsTheKeysThatCopiesLose() throws Exception {
    RehearsalHost.create(folder.resolve("host"), SMALL);

    Path minio = folder.resolve("host/slow/kaapana/minio");
    assertThat(minio.resolve("downloads/export 2022-07.zip")).isRegularFile();
    assertThat(minio.resolve("downloads/empty.csv")).isEmptyFile();
    assertThat(minio.resolve("uploads/dicoms/inbox")).isEmptyDirectory();
    assertThat(minio.resolve("rateme")).isEmptyDirectory();
    assertThat(minio.resolve("cohort-volumetry/plots/\uD83D\uDE00 \uD835\uDD0E.txt"))
        .isNotEmptyFile();
    assertThat(minio.resolve("staticwebsiteresults")).doesNotExist();
    assertThat(Files.readAllBytes(minio.resolve(".minio.sys/buckets/uploads/.metadata.bin")))
        .startsWith(1, 0, 1, 0);
    assertThat(minio.resolve(".minio.sys/buckets/downloads/empty.csv/fs.json"))
        .content()
        .contains("\"etag\":\"d41d8cd98f00b204e9800998ecf8427e\"");
  }

  @Test
  void oneDataDirectoryHoldsFastAndSlow() throws Exception {
    RehearsalHost host =
        RehearsalHost.create(folder.resolve("host"), new RehearsalSettings(1, 7, true, null));

    Path data = folder.resolve("host/home/kaapana");
    assertThat(host.parameters())
        .containsEntry("fastDataDir", data.toString())
        .containsEntry("slowDataDir", data.toString())
        .containsEntry("asideFastDir", data + "_0.1.3")
        .containsEntry("asideSlowDir", data + "_0.1.3");
    assertThat(data.resolve("dcm4che/server_data")).isDirectory();
    assertThat(data.resolve("dcm4che/dicom_data/fs1")).isDirectory();
    assertThat(data.resolve("minio")).isDirectory();
  }

  @Test
  void givesEveryParameterOfTheRunbook() throws Exception {
    RehearsalHost host = RehearsalHost.create(folder.resolve("host"), SMALL);

    assertThat(host.parameters())
        .containsOnlyKeys(
            "fastDataDir",
            "slowDataDir",
            "asideFastDir",
            "asideSlowDir",
            "freshAsideDir",
            "oldDeployScript",
            "oldServerScript",
            "newDeployScript",
            "newServerScript",
            "serverDataOwner",
            "domain",
            "toolsPath",
            "snapDir",
            "bootIdFile",
            "processesDir",
            "timesyncFile",
            "dicomPort");
    assertThat(host.parameters().get("serverDataOwner")).matches("\\d+:\\d+");
    assertThat(Path.of(host.parameters().get("asideFastDir"))).doesNotExist();
    assertThat(Path.of(host.parameters().get("asideSlowDir"))).doesNotExist();
    assertThat(Path.of(host.parameters().get("freshAsideDir"))).doesNotExist();
  }

  @Test
  void datesNothingThatALinkOfTheHostLeadsTo() throws Exception {
    Path place = folder.resolve("host");
    RehearsalHost.create(place, SMALL);
    Path outside = Files.writeString(folder.resolve("outside"), "");
    Instant before = Files.getLastModifiedTime(outside).toInstant();
    Path link = Files.createSymbolicLink(place.resolve("proc/1/fd/9"), outside);

    HostDates.apply(place);

    assertThat(Files.getLastModifiedTime(outside).toInstant()).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toInstant())
        .isBefore(Instant.parse("2024-01-01T00:00:00Z"));
  }

  @Test
  void opensWhatItMade() throws Exception {
    Path samples = Files.createDirectory(folder.resolve("no\\samples: none"));
    RehearsalHost made =
        RehearsalHost.create(folder.resolve("host"), new RehearsalSettings(0, 7, true, samples));

    assertThat(RehearsalHost.open(folder.resolve("host")).parameters())
        .isEqualTo(made.parameters());
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws IOException {
    Files.writeString(folder.resolve("precious.txt"), "precious");

    assertThatThrownBy(() -> RehearsalHost.create(folder, SMALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rehearsal host '%s': the folder holds 1 entries and was left as it is; name one that is"
                    .formatted(folder)
                + " empty or does not exist yet");
    assertThat(files(folder)).containsExactly(folder.resolve("precious.txt"));
  }

  @Test
  void refusesToOpenAFolderThatIsNoHost() {
    assertThatThrownBy(() -> RehearsalHost.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no file .rehearsal-host, so it is none");
  }

  @Test
  void refusesAHostWhoseMarkerIsDamaged() throws Exception {
    Files.writeString(folder.resolve(".rehearsal-host"), "studies=many\n");

    assertThatThrownBy(() -> RehearsalHost.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its file .rehearsal-host is damaged");
  }

  @Test
  void refusesAFolderOfSamplesThatIsNotThere() {
    Path samples = folder.resolve("samples");

    assertThatThrownBy(
            () ->
                RehearsalHost.create(
                    folder.resolve("host"), new RehearsalSettings(1, 7, false, samples)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("samples '%s': no such folder".formatted(samples));
    assertThat(folder.resolve("host")).doesNotExist();
  }

  @Test
  void refusesALocaleThatCannotNameTheFiles() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            AsciiLocale.class.getName(),
            folder.resolve("host").toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectErrorStream(true).start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
        .contains("set LC_ALL=C.UTF-8 and try again");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(folder.resolve("host")).doesNotExist();
  }

  @Test
  void refusesANegativeCount() {
    assertThatThrownBy(() -> new RehearsalSettings(-1, 7, false, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("studies '-1'");
  }

  static List<Path> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
