package org.migrationauditor.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HazardTest {
  private static final Path PAGE = Path.of("../docs/hazards.md");
  private static final String ABOVE_THE_TABLE = "|---|---|---|---|\n";

  @TempDir Path folder;

  /** {@code -Dhazards.write=true} writes the table of the page. */
  @Test
  void thePageTellsEachHazardOnce() throws Exception {
    String page = Files.readString(PAGE);
    int table = page.indexOf(ABOVE_THE_TABLE) + ABOVE_THE_TABLE.length();
    String rows =
        Arrays.stream(Hazard.values())
            .map(
                hazard ->
                    "| `%s` (%s) | %s | `%s` | %s |\n"
                        .formatted(
                            hazard,
                            hazard.section(),
                            hazard.happening(),
                            hazard.caughtAt(),
                            hazard.lost()))
            .collect(Collectors.joining());
    if (Boolean.getBoolean("hazards.write")) {
      Files.writeString(PAGE, page.substring(0, table) + rows);
    }
    assertThat(Files.readString(PAGE).substring(table)).isEqualTo(rows);
  }

  @Test
  void isFoundByItsName() {
    assertThat(Hazard.of("nested-copy")).contains(Hazard.NESTED_COPY);
    assertThat(Hazard.of("NESTED_COPY")).isEmpty();
    assertThat(Hazard.of("")).isEmpty();
  }

  @Test
  void happensOnceBeforeItsStep() throws Exception {
    RehearsalHost made = made(Hazard.DISK_FILLED);
    assertThat(made.strikeBefore("copy-dicom")).isFalse();
    assertThat(folder.resolve("host/bin/stat")).doesNotExist();

    RehearsalHost host = RehearsalHost.open(folder.resolve("host"));

    assertThat(host.hazard()).contains(Hazard.DISK_FILLED);
    assertThat(host.strikeBefore("copy-ready")).isTrue();
    assertThat(folder.resolve("host/bin/stat")).isExecutable();
    assertThat(host.strikeBefore("copy-ready")).isFalse();
  }

  @Test
  void isThereFromTheStartWhereNoStepComesBefore() throws Exception {
    made(Hazard.CTP_QUARANTINE);

    assertThat(folder.resolve("host/fast/kaapana/ctp/incoming/.quarantines/import/late.dcm"))
        .isRegularFile();
  }

  @Test
  void changesWhatTheOperatorGivesWhereThatIsIt() throws Exception {
    assertThat(made(Hazard.SPLIT_DIRECTORIES).parameters(7))
        .containsKey("fastDataDir")
        .doesNotContainKey("slowDataDir");
  }

  @Test
  void ofTwoDirectoriesIsRefusedOnAHostWithOne() {
    RehearsalSettings settings = new RehearsalSettings(1, 1, true, null, Hazard.SPLIT_DIRECTORIES);

    assertThatThrownBy(() -> RehearsalHost.create(folder.resolve("host"), settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("split-directories needs two data directories");
    assertThat(folder.resolve("host")).doesNotExist();
  }

  @Test
  void noneHappensOnAHostWithoutOne() throws Exception {
    RehearsalHost host =
        RehearsalHost.create(folder.resolve("host"), new RehearsalSettings(1, 1, false, null));

    assertThat(host.hazard()).isEqualTo(Optional.empty());
    for (Hazard hazard : Hazard.values()) {
      assertThat(host.strikeBefore(hazard.happensAt())).isFalse();
    }
  }

  @Test
  void theArchiveThatImportsAFolderDeletesIt() throws Exception {
    made(Hazard.UNINSTALL_LIES);
    Path tmp = folder.resolve("host/fast/kaapana/TMP/study");
    Files.createDirectories(tmp);
    Files.writeString(tmp.resolve("image.dcm"), "image");

    Run run =
        Run.of(
            "bash",
            List.of(
                "-c",
                "cd \"$0\" && . lib/host.sh"
                    + " && import_folder fast/kaapana/TMP slow/kaapana/dcm4che/dicom_data/fs1",
                folder.resolve("host").toString()));

    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(tmp).doesNotExist();
  }

  private RehearsalHost made(Hazard hazard) throws Exception {
    return RehearsalHost.create(
        folder.resolve("host"), new RehearsalSettings(1, 1, false, null, hazard));
  }
}
