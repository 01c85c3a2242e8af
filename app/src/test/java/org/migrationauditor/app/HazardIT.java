package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.RunbookReader;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.rehearsal.Hazard;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.RehearsalSettings;
import org.migrationauditor.rehearsal.StandInPlatform;

/**
 * Every hazard is caught at its step, by its sign, with a message that says what would have been
 * lost, and nothing is deleted. Most happen to one migration, one after the other: each is mended
 * once it was caught, and the migration goes on, since a host without it passes.
 */
@Execution(ExecutionMode.CONCURRENT)
final class HazardIT {
  private static final int STUDIES = 5; // the least with two series that have thumbnails

  /** Those that a host is made with, since nothing that came before them could stay. */
  private static final Set<Hazard> ALONE =
      EnumSet.of(
          Hazard.REINSTALL_MENU,
          Hazard.SPLIT_DIRECTORIES,
          Hazard.SENDERS_CONNECTED,
          Hazard.LOSSES_UNNAMED,
          Hazard.UI_VISIBLE_TYPO);

  /** Those that are so from the start and do no harm before a later step. */
  private static final Map<Hazard, String> LATER =
      Map.of(
          Hazard.FOREIGN_FILE, "re-index",
          Hazard.TWO_SERIES_IN_ONE_FOLDER, "re-index");

  @TempDir private static Path temporary;
  private static Home home;
  private static Platform platform;

  @BeforeAll
  static void open() throws Exception {
    home = Home.open(AuditorProcess.unpacked(temporary.resolve("home")).home());
    platform = Platform.open(home);
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> areCaughtInTheCourseOfOneMigration() throws Exception {
    RehearsalHost host =
        RehearsalHost.create(
            temporary.resolve("course"), new RehearsalSettings(STUDIES, 1, false, null));
    Map<String, String> parameters = host.parameters(StandInPlatform.freePort());
    parameters.put("oldPacsPort", String.valueOf(StandInPlatform.freePort()));
    parameters.put("newPacsPort", String.valueOf(StandInPlatform.freePort()));
    PractisedNight night =
        PractisedNight.plan(
            platform, "course", host, RunbookFile.find(RunbookFile.DEFAULT), parameters);
    List<String> steps = night.steps();
    return Stream.of(Hazard.values())
        .filter(hazard -> !ALONE.contains(hazard))
        .collect(Collectors.groupingBy(HazardIT::occasion, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .sorted(
            Comparator.<List<Hazard>>comparingInt(some -> steps.indexOf(begins(some.getFirst())))
                .thenComparingInt(some -> steps.indexOf(some.getFirst().caughtAt())))
        .map(
            some ->
                DynamicTest.dynamicTest(some.toString(), () -> areCaughtAndMended(some, night)));
  }

  /** What comparisons tell apart happens at once; all else by itself. */
  private static String occasion(Hazard hazard) {
    boolean whole = hazard == Hazard.NESTED_COPY || hazard == Hazard.INTERRUPTED_COPY;
    return hazard.caughtAt().startsWith("compare-") && !whole
        ? hazard.happensAt()
        : hazard.caughtAt().equals("pacs-agrees") ? hazard.caughtAt() : hazard.toString();
  }

  private static String begins(Hazard hazard) {
    return hazard.happensAt().isEmpty()
        ? LATER.getOrDefault(hazard, hazard.caughtAt())
        : hazard.happensAt();
  }

  private static void areCaughtAndMended(List<Hazard> hazards, PractisedNight night)
      throws Exception {
    String begins = begins(hazards.getFirst());
    if (night.state(begins).status() != StepStatus.SUCCEEDED) {
      assertThat(night.runTo(begins)).as(begins).isInstanceOf(RunEnd.Completed.class);
    }
    HostImage before = HostImage.of(night.root());
    Map<Hazard, List<String>> keys = new EnumMap<>(Hazard.class);
    for (Hazard hazard : hazards) {
      keys.put(hazard, strike(hazard, night));
    }

    RunEnd end = night.runTo(firstThatChanges(night, hazards));

    for (Hazard hazard : hazards) {
      assertCaught(hazard, night, end, keys.getOrDefault(hazard, List.of()));
    }
    assertNothingElseIsFound(night, keys);
    mend(hazards.getFirst(), night, before);
  }

  private static void assertNothingElseIsFound(PractisedNight night, Map<Hazard, List<String>> keys)
      throws Exception {
    Map<String, Set<String>> struck = new TreeMap<>();
    keys.forEach(
        (hazard, some) ->
            struck.computeIfAbsent(hazard.caughtAt(), step -> new TreeSet<>()).addAll(some));
    for (Map.Entry<String, Set<String>> step : struck.entrySet()) {
      if (!step.getValue().isEmpty()) {
        assertThat(findings(night, step.getKey()).stream().map(Finding::key))
            .containsExactlyInAnyOrderElementsOf(step.getValue());
      }
    }
  }

  /** Both that come over the fresh platform come at once: it is gone when the first is caught. */
  private static List<String> strike(Hazard hazard, PractisedNight night) throws Exception {
    return switch (hazard) {
      case STUDY_SENT_MEANWHILE -> {
        night.host().strike(Hazard.OBJECT_UPLOADED_MEANWHILE);
        yield night.host().strike(hazard);
      }
      case OBJECT_UPLOADED_MEANWHILE -> List.of();
      default -> night.host().strike(hazard);
    };
  }

  /** The first step that a comparison keeps from starting; none where a step itself fails. */
  private static String firstThatChanges(PractisedNight night, List<Hazard> hazards) {
    List<String> steps = night.steps();
    int caught =
        hazards.stream().mapToInt(hazard -> steps.indexOf(hazard.caughtAt())).max().orElseThrow();
    return steps.stream()
        .skip(caught + 1)
        .filter(step -> !step.startsWith("compare-") && !step.startsWith("inventory-"))
        .findFirst()
        .orElse("");
  }

  private static void mend(Hazard hazard, PractisedNight night, HostImage before) throws Exception {
    Path root = night.root();
    switch (hazard) {
      case UNDEPLOY_LEAVES_POD -> {
        Files.delete(root.resolve("state/undeploy_leaves_pod"));
        without(root.resolve("state/pods"), "stuck");
        without(root.resolve("state/namespaces"), "store");
        delete(root.resolve("proc/4101"));
      }
      case STUDY_SENT_MEANWHILE ->
          delete(root.resolve("slow/kaapana_0.2.2_fresh/dcm4che/dicom_data/fs1/2021"));
      case OBJECT_UPLOADED_MEANWHILE ->
          delete(root.resolve("slow/kaapana_0.2.2_fresh/minio/uploads/itk"));
      default -> {
        before.restore();
        night.mended(begins(hazard));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REINSTALL_MENU", "SPLIT_DIRECTORIES", "SENDERS_CONNECTED"})
  void isCaughtOnAHostMadeForIt(Hazard hazard) throws Exception {
    RehearsalHost host =
        RehearsalHost.create(
            temporary.resolve(hazard.toString()), new RehearsalSettings(1, 1, false, null, hazard));
    PractisedNight night =
        PractisedNight.plan(
            platform,
            "alone-" + hazard,
            host,
            RunbookFile.find(RunbookFile.DEFAULT),
            host.parameters(StandInPlatform.freePort()));

    RunEnd end = night.runTo("");

    assertCaught(hazard, night, end, List.of());
  }

  @Test
  void lossesThatNobodyNamedKeepThePlanFromBeingMade() throws Exception {
    Hazard hazard = Hazard.LOSSES_UNNAMED;
    RehearsalHost host =
        RehearsalHost.create(
            temporary.resolve(hazard.toString()), new RehearsalSettings(0, 1, false, null, hazard));
    RunbookFile runbook = RunbookFile.find(RunbookFile.DEFAULT);
    Plan plan = runbook.runbook().plan(host.parameters(StandInPlatform.freePort()));
    MigrationId id = new MigrationId("unnamed");

    assertThatThrownBy(
            () -> platform.plan(id, plan, Set.of(), Roles.NONE, runbook.bytes(), true, "olga"))
        .hasMessageContaining(hazard.sign())
        .hasMessageContaining("users, passwords and groups of Keycloak will be lost")
        .hasMessageContaining("user tags and dashboards of the metadata index will be lost")
        .hasMessageContaining("files of their runs and trained models will be lost");
    assertThat(platform.migrations()).doesNotContain(id);
  }

  /** The steps that are done by hand are all that is run: they need no platform. */
  @ParameterizedTest
  @EnumSource(names = "UI_VISIBLE_TYPO")
  void isCaughtAmongTheStepsByHand(Hazard hazard) throws Exception {
    Path root = temporary.resolve(hazard.toString());
    RehearsalHost host =
        RehearsalHost.create(root, new RehearsalSettings(1, 1, false, null, hazard));
    Files.writeString(
        root.resolve("fast/kaapana/workflows/dags/dag_service_segmentation_thumbnail.py"),
        "ui_visible = False\n");
    PractisedNight night =
        PractisedNight.plan(
            platform,
            "by-hand",
            host,
            thumbnailsByHand(),
            host.parameters(StandInPlatform.freePort()));

    RunEnd end = night.runTo("");

    assertCaught(hazard, night, end, List.of());
  }

  private static RunbookFile thumbnailsByHand() {
    RunbookFile whole = RunbookFile.find(RunbookFile.DEFAULT);
    String text = new String(whole.bytes(), StandardCharsets.UTF_8);
    String head = text.substring(0, text.indexOf("\nsteps:\n") + "\nsteps:\n".length());
    List<String> steps = new ArrayList<>(List.of(text.split("(?m)^(?=  - id: )")));
    steps.removeIf(step -> !step.contains("guideStep: '17") || !step.contains("airflowUrl == ''"));
    byte[] bytes = (head + String.join("", steps)).getBytes(StandardCharsets.UTF_8);
    return new RunbookFile(RunbookReader.read("by-hand.yaml", bytes), bytes);
  }

  private static void assertCaught(
      Hazard hazard, PractisedNight night, RunEnd end, List<String> keys) throws Exception {
    StepState step = night.state(hazard.caughtAt());
    ComparisonSummary comparison = night.state().comparisons().get(step.step().stepId());
    List<String> told = new ArrayList<>(List.of(step.reason()));
    step.observations().stream()
        .filter(seen -> seen.verdict() != Verdict.PASSED)
        .map(seen -> seen.what() + " " + seen.seen())
        .forEach(told::add);
    if (comparison == null) {
      assertThat(end).as("%s: %s", hazard, end).isInstanceOf(RunEnd.Failed.class);
      assertThat(((RunEnd.Failed) end).step().planned().stepId().value())
          .as(end.toString())
          .isEqualTo(hazard.caughtAt());
      assertThat(told).anySatisfy(text -> assertThat(text).contains(hazard.sign(), hazard.lost()));
    } else {
      assertThat(comparison.verdict()).as(hazard.toString()).isEqualTo(Verdict.FAILED);
      assertThat(told).anySatisfy(text -> assertThat(text).contains(hazard.lost()));
      assertThat(findings(night, hazard.caughtAt()))
          .as(hazard.toString())
          .filteredOn(finding -> keys.isEmpty() || keys.contains(finding.key()))
          .anyMatch(finding -> finding.code().name().equals(hazard.sign()));
    }
    assertNothingIsDeleted(night);
  }

  private static List<Finding> findings(PractisedNight night, String comparison) throws Exception {
    ComparisonSummary made =
        Objects.requireNonNull(night.state().comparisons().get(new StepId(comparison)));
    return home.verifier().findings(made.manifest(), null, 1000).stream()
        .filter(finding -> finding.expectedBecause() == null)
        .toList();
  }

  private static void assertNothingIsDeleted(PractisedNight night) {
    assertThat(night.state().steps())
        .filteredOn(step -> step.step().action().destructive())
        .noneMatch(step -> step.status() == StepStatus.SUCCEEDED);
    boolean moved =
        night.state().steps().stream()
            .anyMatch(
                step ->
                    step.step().stepId().value().equals("move-slow-aside")
                        && step.status() == StepStatus.SUCCEEDED);
    if (moved) {
      assertThat(night.root().resolve("slow/kaapana_0.1.3/dcm4che/dicom_data")).isDirectory();
      assertThat(night.root().resolve("fast/kaapana_0.1.3/postgres-dcm4che")).isDirectory();
    }
  }

  private static void without(Path file, String word) throws Exception {
    Files.write(
        file, Files.readAllLines(file).stream().filter(line -> !line.contains(word)).toList());
  }

  private static void delete(Path tree) throws Exception {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
