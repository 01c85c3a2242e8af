package org.migrationauditor.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases that are dumped, updated, imported and exchanged by the bundled runbooks, with real
 * servers: PostgreSQL 9.6 for the old ones, the newest for the new ones.
 */
final class DatabaseExchangeIT {
  private static final Path OLD_PROGRAMS = Path.of("target", "old-postgres.jar");
  private static final String NEW_PROGRAMS = "/postgres-linux-x86_64.txz";

  private static final String PACS =
      """
      CREATE TABLE patient_id (pk int8 PRIMARY KEY, pat_id text);
      CREATE TABLE study (pk int8 PRIMARY KEY, study_iuid text UNIQUE);
      CREATE TABLE metadata (pk int8 PRIMARY KEY, storage_id text, storage_path text,
        object_size int8, digest text, status int4);
      CREATE TABLE series (pk int8 PRIMARY KEY, study_fk int8 REFERENCES study, series_iuid text,
        modality text, metadata_fk int8 REFERENCES metadata, inst_purge_state int4);
      CREATE TABLE instance (pk int8 PRIMARY KEY, series_fk int8 REFERENCES series, sop_iuid text,
        sop_cuid text, ext_retrieve_aet text);
      CREATE TABLE location (pk int8 PRIMARY KEY, instance_fk int8 REFERENCES instance,
        storage_id text, storage_path text, object_size int8, digest text, tsuid text,
        status int4, object_type int4, multi_ref int4, uidmap_fk int8);
      CREATE TABLE rejected_instance (pk int8, study_iuid text, series_iuid text, sop_iuid text);
      """;
  private static final String ROWS =
      """
      INSERT INTO study VALUES (1, '1.2.3');
      INSERT INTO series VALUES (1, 1, '1.2.3.1', 'CT', NULL, 0);
      INSERT INTO instance SELECT n, 1, '1.2.3.1.' || n, '1.2.840.10008.5.1.4.1.1.2', '*'
        FROM generate_series(1, 20) n;
      INSERT INTO location SELECT n, n, 'fs1', '2023/' || n, 100, md5(n::text),
        '1.2.840.10008.1.2.1', 0, 0, NULL, NULL FROM generate_series(1, 20) n;
      """;

  @TempDir private static Path programs;
  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Path docker = Path.of("");
  private final Map<String, String> given = new HashMap<>();

  @BeforeAll
  static void unpackServers() throws Exception {
    boolean clients = Stream.of("psql", "pg_dump").allMatch(DatabaseExchangeIT::onThePath);
    if (System.getenv("CI") != null) {
      assertThat(clients).as("psql and pg_dump are there").isTrue();
    }
    assumeThat(clients).isTrue();
    assumeThat(System.getProperty("os.arch")).isEqualTo("amd64"); // as the old programs are
    try (ZipFile jar = new ZipFile(OLD_PROGRAMS.toFile());
        InputStream old = jar.getInputStream(jar.getEntry(NEW_PROGRAMS.substring(1)));
        InputStream newest = DatabaseExchangeIT.class.getResourceAsStream(NEW_PROGRAMS)) {
      unpack(old, programs.resolve("old"));
      unpack(Objects.requireNonNull(newest), programs.resolve("new"));
    }
  }

  private static boolean onThePath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static void unpack(InputStream archive, Path target) throws Exception {
    Path file = Files.createTempFile(programs, "programs", ".txz");
    Files.write(file, archive.readAllBytes());
    Files.createDirectories(target);
    shell("tar xJf '%s' -C '%s'".formatted(file, target));
  }

  @BeforeEach
  void makeHost() throws Exception {
    folder = temporary.toRealPath();
    Path tools = Files.createDirectories(folder.resolve("tools"));
    docker = tools.resolve("docker");
    try (InputStream standIn =
        Objects.requireNonNull(getClass().getResourceAsStream("/standin/docker"))) {
      Files.write(docker, standIn.readAllBytes());
    }
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String version : List.of("old", "new")) {
      Files.writeString(tools.resolve(version), programs.resolve(version).toString());
    }
    given.put("toolsPath", tools.toString());
    given.put("fastDataDir", folder.resolve("fast").toString());
    given.put("slowDataDir", folder.resolve("slow").toString());
    given.put("updateScripts", folder.resolve("update").toString());
    given.put("databasePort", freePort());
  }

  @AfterEach
  void stopServers() throws Exception {
    shell("for c in $('%1$s' ps); do '%1$s' stop $c; done".formatted(docker));
  }

  @Test
  void theOldPacsDatabaseIsReplacedOnlyByOneThatHoldsTheSame() throws Exception {
    database("postgres-dcm4che", "pacs", "pacsdb", PACS + ROWS);
    update("5.27", "ALTER TABLE series ADD modified_time timestamp;");
    update("5.31", "ALTER TABLE patient_id ADD patient_fk int8;");
    update("5.32", "ALTER TABLE study ADD study_deleting boolean;");
    RehearsedRun night = pacs();

    Path dump = folder.resolve("fast_0.3_work/dumps/pacsdb_9_6.sql");
    night.before("import-old", () -> append(dump, "SELECT 1 / 0;"));
    assertThat(stopped(night)).contains("step 'import-old'");
    assertThat(
            ask("auditor-pacs-update", "SELECT count(*) FROM pg_tables WHERE schemaname='public'"))
        .as("tables that an import leaves which an error ended")
        .isEqualTo("0");

    append(dump, "-- SELECT 1 / 0;", "SELECT 1 / 0;");
    night.again("import-old");
    night.before(
        "inventory-rows-new", () -> ask("auditor-pacs-new", "DELETE FROM location WHERE pk = 7"));
    assertThat(stopped(night)).contains("comparison 'compare-rows-new' is FAILED");
    assertThat(folder.resolve("fast/postgres-dcm4che/PG_VERSION")).hasContent("9.6");

    ask(
        "auditor-pacs-new",
        "INSERT INTO location SELECT 7, 7, 'fs1', '2023/7', 100, md5('7'),"
            + " '1.2.840.10008.1.2.1', 0, 0, NULL, NULL");
    night.again("inventory-rows-new");
    assertThat(night.run()).isInstanceOf(RunEnd.Completed.class);
    assertThat(folder.resolve("fast/postgres-dcm4che/PG_VERSION")).hasContent("18");
    assertThat(folder.resolve("fast_0.2_kept/postgres-dcm4che/PG_VERSION")).hasContent("9.6");
  }

  @Test
  void anEmptyDatabaseEndsTheUpgradeBeforeItIsDumped() throws Exception {
    database("postgres-dcm4che", "pacs", "pacsdb", PACS);

    assertThat(
            stopped(run("kaapana-0.2.x-to-0.3.x", "copy-database old-database old-database-full")))
        .contains("step 'old-database-full'");
  }

  @Test
  void theDatabaseOfTheBackendIsKeptUntilItsSuccessorHoldsTheSame() throws Exception {
    database(
        "postgres-backend",
        "kaapanauser",
        "kaapanauser",
        "CREATE TABLE dataset (name text PRIMARY KEY); INSERT INTO dataset VALUES ('a'), ('b');");
    RehearsedRun night =
        run(
            "kaapana-0.3.5-to-0.4.1",
            """
            inventory-backend-files-before copy-backend inventory-backend-copied
            compare-backend-copied start-backend-old backend-database-full inventory-backend-rows-old
            dump-backend stop-backend-old start-backend-new import-backend
            inventory-backend-rows-new compare-backend-rows set-backend-aside
            """);

    night.before(
        "import-backend",
        () ->
            append(
                folder.resolve("fast_0.4_work/dumps/backend.sql"),
                "DELETE FROM public.dataset WHERE name = 'b';"));
    assertThat(stopped(night)).contains("comparison 'compare-backend-rows' is FAILED");
    assertThat(folder.resolve("fast/postgres-backend/PG_VERSION")).hasContent("9.6");
    assertThat(folder.resolve("fast_0.3_kept")).doesNotExist();
  }

  private RehearsedRun pacs() {
    return run(
        "kaapana-0.2.x-to-0.3.x",
        """
        inventory-database-before copy-database inventory-database-copied compare-database-copied
        old-database old-database-full inventory-pacs-before inventory-rows-old dump-old stop-old
        update-database import-old inventory-rows-imported compare-rows-imported update-5-27
        update-5-31 update-5-32 schema-updated inventory-rows-updated compare-rows-updated
        dump-updated stop-update new-database import-updated inventory-rows-new
        compare-rows-new stop-new inventory-database-new set-database-aside put-database inventory-database-put
        compare-database-put
        """);
  }

  private RehearsedRun run(String runbook, String steps) {
    UnaryOperator<String> versions =
        yaml -> yaml.replace("'^15$'", "'^18$'").replace("'^17$'", "'^18$'");
    return new RehearsedRun(folder, runbook, given, versions, List.of(steps.strip().split("\\s+")));
  }

  /** Why a run stops, with the step. */
  private static String stopped(RehearsedRun run) throws Exception {
    return switch (run.run()) {
      case RunEnd.Failed end -> end.sentence();
      case RunEnd.Refused end -> end.sentence();
      case RunEnd end -> throw new AssertionError("stopped otherwise: " + end);
    };
  }

  /** A database as the old platform left it, stopped. */
  private void database(String name, String user, String database, String sql) throws Exception {
    Path data = folder.resolve("fast").resolve(name);
    shell(
        "'%s' run --name auditor-make --publish 127.0.0.1:%s:5432 --env POSTGRES_USER=%s --env POSTGRES_DB=%s --volume '%s':/var/lib/postgresql/data --volume /x:/docker-entrypoint-initdb.d:ro old"
            .formatted(docker, given.get("databasePort"), user, database, data));
    Path script = Files.writeString(folder.resolve("make.sql"), sql);
    shell(
        "'%s' exec auditor-make psql -q -v ON_ERROR_STOP=1 -U %s -d %s -f '%s'"
            .formatted(docker, user, database, script));
    shell("'%s' stop auditor-make".formatted(docker));
  }

  private void update(String version, String sql) throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("update"));
    Files.writeString(scripts.resolve("update-%s-psql.sql".formatted(version)), sql);
  }

  /** Puts a line into a dump: in the place of another, or behind the last that changes anything. */
  private static void append(Path dump, String line, String... instead) throws IOException {
    String text = Files.readString(dump);
    String last = instead.length == 0 ? "-- PostgreSQL database dump complete" : instead[0];
    assertThat(text).contains(last);
    Files.writeString(dump, text.replace(last, instead.length == 0 ? line + "\n" + last : line));
  }

  private String ask(String container, String sql) throws Exception {
    return shell(
        "'%s' exec %s psql -X -U pacs -d pacsdb -Atc \"%s\"".formatted(docker, container, sql));
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private static String shell(String line) throws Exception {
    Process process = new ProcessBuilder("/bin/sh", "-c", line).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(line + ": " + printed).isZero();
    return printed.strip();
  }
}
