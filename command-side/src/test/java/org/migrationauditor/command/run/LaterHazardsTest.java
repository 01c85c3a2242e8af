package org.migrationauditor.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the later guides lose without a word, planted on a small host where no server is needed. */
final class LaterHazardsTest {
  private static final String V3 = "kaapana-0.2.x-to-0.3.x";
  private static final String V4 = "kaapana-0.3.5-to-0.4.1";
  private static final String V5 = "kaapana-0.4.x-to-0.5.x";

  @TempDir private Path temporary;
  private Path fast = Path.of("");
  private Path slow = Path.of("");

  @BeforeEach
  void makeHost() throws IOException {
    fast = Files.createDirectories(temporary.toRealPath().resolve("fast"));
    slow = Files.createDirectories(temporary.toRealPath().resolve("slow"));
  }

  @Test
  void aDatabaseThatABootOfTheNewVersionMadeStopsTheRenamesBeforeTheFirst() throws Exception {
    file(fast.resolve("dicom-web-filter-postgres-data/PG_VERSION"), "17");

    assertThat(failed(run(V5, "never-booted"))).contains("never-booted");
  }

  @Test
  void aDatabaseIsNeverRenamedIntoOneThatIsThere() throws Exception {
    RehearsedRun night = renames("access");
    Path target = fast.resolve("access-information-interface-postgres-data");
    night.before("rename-access", () -> file(target.resolve("PG_VERSION"), "17"));

    assertThat(failed(night)).contains("rename-access", "the target is there already");
    assertThat(fast.resolve("postgres-access-information-point/base/1")).hasContent("access");
    assertThat(target.resolve("postgres-access-information-point")).doesNotExist();
  }

  @Test
  void aDatabaseThatChangedBetweenBackupAndRenameIsFound() throws Exception {
    RehearsedRun night = renames("keycloak");
    night.before("rename-keycloak", () -> file(fast.resolve("keycloak/db-files/base/1"), "other"));

    RunEnd.Refused refused = (RunEnd.Refused) night.run();

    assertThat(refused.sentence()).contains("'compare-keycloak-renamed' is FAILED");
    assertThat(refused.step().planned().stepId().value()).isEqualTo("remove-keycloak-folder");
  }

  @Test
  void renamesGoThroughWhereNothingIsInTheWay() throws Exception {
    RehearsedRun night = renames("keycloak");

    assertThat(night.run()).isInstanceOf(RunEnd.Completed.class);
    assertThat(fast.resolve("keycloak-postgres-data/base/1")).hasContent("keycloak");
    assertThat(fast.resolve("keycloak")).doesNotExist();
  }

  @Test
  void aDriveThatTheNewerServerRefusesIsFoundBeforeAnythingIsTouched() throws Exception {
    drive("fs");
    assertThat(run(V3, "minio-drive-known").run()).isInstanceOf(RunEnd.Completed.class);
    assertThat(failed(run(V3, "drive-fits-server"))).contains("drive-fits-server");
    assertThat(failed(run(V4, "drive-fits-server"))).contains("drive-fits-server");

    drive("xl-single");
    assertThat(failed(run(V3, "minio-drive-known"))).contains("minio-drive-known");
    assertThat(run(V3, "drive-fits-server").run()).isInstanceOf(RunEnd.Completed.class);
    assertThat(run(V4, "drive-fits-server").run()).isInstanceOf(RunEnd.Completed.class);
  }

  @Test
  void aNewDriveThatLacksAnObjectKeepsTheNewPlatformFromBeingDeployed() throws Exception {
    drive("fs");
    file(slow.resolve("minio/uploads/a.zip"), "bytes");
    RehearsedRun night =
        run(
            V3,
            "inventory-minio-before",
            "set-minio-aside",
            "inventory-minio-mirrored",
            "compare-minio-mirrored",
            "update-ldap");
    night.before("inventory-minio-mirrored", () -> drive("xl-single")); // and nothing else

    RunEnd.Refused refused = (RunEnd.Refused) night.run();

    assertThat(refused.sentence()).contains("'compare-minio-mirrored' is FAILED");
    assertThat(temporary.resolve("slow_0.2_kept/minio/uploads/a.zip")).hasContent("bytes");
  }

  @Test
  void aSnapshotThatIsOneLevelTooDeepIsNotTakenForOne() throws Exception {
    Path snapshot = temporary.toRealPath().resolve("fast_0.3_snapshot");
    file(snapshot.resolve("index-0"), "{}");
    file(fast.resolve("os/data/nodes"), "index");
    RehearsedRun night =
        run(
            V4,
            "inventory-snapshot",
            "inventory-index-before",
            "set-index-aside",
            "place-snapshot",
            "inventory-snapshot-placed",
            "compare-snapshot");

    assertThat(night.run()).isInstanceOf(RunEnd.Completed.class);
    assertThat(fast.resolve("os/snapshots/index-0")).hasContent("{}");
    assertThat(temporary.resolve("fast_0.3_kept/os/data/nodes")).hasContent("index");
  }

  /** Backup, rename and comparison of one database. */
  private RehearsedRun renames(String name) throws IOException {
    Path database =
        fast.resolve(
            name.equals("keycloak") ? "keycloak/db-files" : "postgres-access-information-point");
    file(database.resolve("PG_VERSION"), "17\n");
    file(database.resolve("base/1"), name);
    String steps =
        "inventory-%1$s-before back-up-%1$s inventory-%1$s-backup compare-%1$s-backup rename-%1$s inventory-%1$s-renamed compare-%1$s-renamed"
            .formatted(name);
    return run(
        V5, (steps + (name.equals("keycloak") ? " remove-keycloak-folder" : "")).split(" ", -1));
  }

  private RehearsedRun run(String runbook, String... steps) throws IOException {
    Map<String, String> host =
        Map.of(
            "fastDataDir", fast.toString(),
            "slowDataDir", slow.toString());
    return new RehearsedRun(
        Files.createTempDirectory(temporary, "home"),
        runbook,
        host,
        UnaryOperator.identity(),
        List.of(steps));
  }

  private static String failed(RehearsedRun run) throws InterruptedException {
    return ((RunEnd.Failed) run.run()).sentence();
  }

  private void drive(String format) throws IOException {
    file(
        slow.resolve("minio/.minio.sys/format.json"),
        "{\"version\":\"1\",\"format\":\"%s\",\"id\":\"9b3c\"}".formatted(format));
  }

  private static void file(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
