package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Data directories of Kaapana, apart from the DICOM files. */
final class PlatformData {
  private static final Instant INSTALLED_OLD = Instant.parse("2022-08-10T09:12:44.125Z");
  private static final Instant INSTALLED_NEW = Instant.parse("2023-08-01T10:00:00.500Z");

  private PlatformData() {}

  /** A 0.1.3 that has been worked with. */
  static void writeOld(Path fast, Path slow, long seed) throws IOException {
    DatedFiles files = new DatedFiles(seed ^ 0x0103, INSTALLED_OLD);
    PostgresDirectory postgres = new PostgresDirectory(files);
    postgres.write(fast.resolve("postgres-dcm4che"), "9.6", 12);
    files.text(fast.resolve("postgres-dcm4che/postmaster.pid"), "1\n/var/lib/postgresql/data\n");
    postgres.write(fast.resolve("postgres-airflow/pgdata"), "9.6", 3);
    postgres.write(fast.resolve("postgres-keycloak/db-files"), "9.5", 3);
    writeServerData(fast.resolve("dcm4che/server_data"), files);
    writeLdap(fast, files);
    files.noise(fast.resolve("elastic-meta/nodes/0/indices/meta-index/0/index/_0.cfs"), 65_536);
    files.text(fast.resolve("airflow/logs/scheduler/latest/scheduler.log"), "scheduler started\n");
    files.text(fast.resolve("workflows/dags/dag_cohort_volumetry.py"), "# a DAG of this site\n");
    files.text(fast.resolve("workflows/plugins/kaapana/__init__.py"), "");
    files.noise(fast.resolve("workflows/models/practice/model.bin"), 262_144);
    Files.createDirectories(fast.resolve("workflows/data"));
    Files.createDirectories(fast.resolve("ctp/incoming/.quarantines"));
    files.text(fast.resolve("ctp/logs/ctp.log"), "CTP started\n");
    files.text(fast.resolve("tls/tls.crt"), "-----BEGIN CERTIFICATE-----\npractice\n");
    files.text(fast.resolve("traefik/access.log"), "");
    files.noise(fast.resolve("prometheus/wal/00000001"), 32_768);
    files.text(fast.resolve("extensions/code-server-chart-4.2.0.tgz"), "");
    writeOldMinio(new MinioTree(slow.resolve("minio"), files), files);
  }

  /** What the stand-in of 0.2.2 puts into directories that are empty when it starts. */
  static void writeFresh(Path fast, Path slow, long seed) throws IOException {
    DatedFiles files = new DatedFiles(seed ^ 0x0202, INSTALLED_NEW);
    PostgresDirectory postgres = new PostgresDirectory(files);
    postgres.write(fast.resolve("postgres-dcm4che"), "9.6", 4);
    postgres.write(fast.resolve("postgres-airflow"), "15", 2);
    postgres.write(fast.resolve("postgres-backend"), "15", 2);
    postgres.write(fast.resolve("keycloak/db-files"), "15", 2);
    writeLdap(fast, files);
    files.noise(fast.resolve("os/data/nodes/0/_state/node-0.st"), 128);
    files.text(fast.resolve("os/logs/opensearch.log"), "node started\n");
    files.text(
        fast.resolve("workflows/dags/dag_service_segmentation_thumbnail.py"),
        "ui_visible = False\n");
    files.text(fast.resolve("tls/tls.crt"), "-----BEGIN CERTIFICATE-----\nself-signed\n");
    for (String empty :
        List.of(
            "airflow/logs",
            "workflows/plugins",
            "workflows/data",
            "workflows/models",
            "workflows/mounted_scripts",
            "ctp/incoming",
            "ctp/logs",
            "alembic",
            "traefik",
            "prometheus",
            "extensions",
            "platforms")) {
      Files.createDirectories(fast.resolve(empty));
    }
    writeServerData(slow.resolve("dcm4che/server_data"), files);
    Files.createDirectories(slow.resolve("dcm4che/dicom_data"));
    new MinioTree(slow.resolve("minio"), files).format();
  }

  private static void writeServerData(Path standalone, DatedFiles files) throws IOException {
    files.text(standalone.resolve("configuration/dcm4chee-arc.xml"), "<server/>\n");
    files.text(standalone.resolve("configuration/application-users.properties"), "");
    files.noise(standalone.resolve("deployments/dcm4chee-arc-ear-5.26.0-psql.ear"), 131_072);
    files.text(
        standalone.resolve("deployments/dcm4chee-arc-ear-5.26.0-psql.ear.deployed"),
        "dcm4chee-arc-ear-5.26.0-psql.ear");
    files.text(standalone.resolve("log/server.log"), "WildFly started\n");
    files.noise(standalone.resolve("tmp/vfs/temp/content-1/contents"), 4096);
    Files.createDirectories(standalone.resolve("data/content"));
  }

  private static void writeLdap(Path fast, DatedFiles files) throws IOException {
    files.noise(fast.resolve("ldap/data.mdb"), 65_536);
    files.noise(fast.resolve("ldap/lock.mdb"), 8192);
    files.text(fast.resolve("slapd.d/cn=config.ldif"), "dn: cn=config\n");
    files.text(fast.resolve("slapd.d/cn=config/cn=schema.ldif"), "dn: cn=schema\n");
    files.mode(fast.resolve("slapd.d"), "rwx------");
  }

  private static void writeOldMinio(MinioTree minio, DatedFiles files) throws IOException {
    minio.format();
    minio.uploadAccess();
    minio.bucket("uploads");
    minio.object("uploads", "dicoms/readme.txt", "text/plain", text("Put zips of DICOM here.\n"));
    minio.folder("uploads", "dicoms/inbox/");
    minio.object("uploads", "itk/notes of the tumour board.txt", "text/plain", text("none yet\n"));
    minio.unfinishedUpload("uploads", "dicoms/cohort.zip");

    minio.bucket("downloads");
    minio.object("downloads", "export 2022-07.zip", "application/zip", zip(files, 180_000));
    minio.object("downloads", "export 2022-08.zip", "application/zip", zip(files, 90_001));
    minio.object("downloads", "empty.csv", "text/csv", new byte[0]);

    minio.bucket("cohort-volumetry");
    for (int run = 1; run <= 6; run++) {
      String key = "batch/case-%02d/volumes/left/kidney/result.json".formatted(run);
      minio.object(
          "cohort-volumetry",
          key,
          "application/json",
          text("{\"millilitres\":%d}".formatted(140 + run)));
    }
    minio.object("cohort-volumetry", "plots/Übersicht.png", "image/png", files.noise(24_000));
    minio.object("cohort-volumetry", "plots/\uFFFD.txt", "text/plain", text("last in UTF-16\n"));
    minio.object(
        "cohort-volumetry",
        "plots/\uD83D\uDE00 \uD835\uDD0E.txt",
        "text/plain",
        text("last in UTF-8\n"));

    minio.bucket("tensorboard");
    minio.object(
        "tensorboard",
        "cohort-volumetry/run-1/events.out.tfevents.1659600000.practice",
        "application/octet-stream",
        files.noise(40_000));
    minio.bare("tensorboard", "cohort-volumetry/run-2/written-behind.log", text("no metadata\n"));

    minio.bucket("rateme");
  }

  private static byte[] zip(DatedFiles files, int size) {
    byte[] bytes = files.noise(size);
    byte[] magic = {'P', 'K', 3, 4};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    return Arrays.copyOf(bytes, size);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
