package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.command.action.terminal.Reply;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.verifier.archive.ArchiveAddress;

/** The runbook for Kaapana 0.1.3 to 0.2.2, against the guide and against what it promises. */
class KaapanaRunbookTest {
  private static final String NAME = "kaapana-0.1.3-to-0.2.2";

  private static final Runbook RUNBOOK = Runbooks.bundled().getFirst();

  @Test
  void comesWithTheProgram() throws Exception {
    byte[] yaml = Runbooks.bytes(NAME).orElseThrow();

    assertThat(RUNBOOK.id().value()).isEqualTo(NAME);
    assertThat(RUNBOOK.digest().hex()).isEqualTo(sha256(yaml));
    assertThat(Runbooks.bytes("kaapana-0.2.2-to-0.3.5")).isEmpty();
    assertThat(Runbooks.bytes("../runbooks/" + NAME)).isEmpty();
  }

  @Test
  void pinsTheGuide() throws Exception {
    byte[] guide = GuideText.bytes(RUNBOOK.guide().name());

    assertThat(RUNBOOK.guide().sha256().hex()).isEqualTo(sha256(guide));
  }

  @Test
  void coversEveryStepOfTheGuideInItsOrder() throws Exception {
    List<String> guide =
        GuideText.numbers(
            new String(GuideText.bytes(RUNBOOK.guide().name()), StandardCharsets.UTF_8)
                .lines()
                .toList());
    assertThat(guide).contains("1", "11.1", "11.6", "17.1", "17.5", "18").hasSize(29);

    List<String> covered =
        RUNBOOK.steps().stream().map(RunbookStep::guideStep).filter(Objects::nonNull).toList();

    // 11 and 17 are covered by their parts
    assertThat(new LinkedHashSet<>(covered))
        .containsExactlyElementsOf(
            guide.stream().filter(number -> !number.equals("11") && !number.equals("17")).toList());
    List<String> grouped = new ArrayList<>();
    for (String number : covered) {
      if (grouped.isEmpty() || !grouped.getLast().equals(number)) {
        grouped.add(number);
      }
    }
    assertThat(grouped).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "2, install_platform.sh",
    "3, exit status 0",
    "5, channel",
    "6, by name",
    "7, sudo|rights",
    "10, misspells",
    "11.1, acknowledged",
    "11.4, cp -r",
    "17.5, from False to True",
  })
  void saysWhereTheGuideIsWrong(String guideStep, String words) {
    assertThat(RUNBOOK.steps())
        .filteredOn(step -> guideStep.equals(step.guideStep()))
        .anyMatch(step -> Pattern.compile(words).matcher(String.valueOf(step.deviation())).find());
  }

  @Test
  void namesNoFolderOfAHost() {
    assertThat(new String(Runbooks.bytes(NAME).orElseThrow(), StandardCharsets.UTF_8))
        .doesNotContain("/home");
  }

  @Test
  void asksForWhatItCannotKnow() {
    assertThat(RUNBOOK.parameters().stream().filter(Parameter::required).map(Parameter::name))
        .containsExactly(
            "fastDataDir",
            "oldDeployScript",
            "oldServerScript",
            "newDeployScript",
            "newServerScript",
            "domain");
    assertThat(RUNBOOK.plan(KaapanaHosts.oneDisk()).parameters())
        .containsEntry("serverDataOwner", "1023:1023")
        .containsEntry("toolsPath", "")
        .containsEntry("snapDir", "/var/snap")
        .containsEntry("bootIdFile", "/proc/sys/kernel/random/boot_id")
        .containsEntry("processesDir", "/proc")
        .containsEntry("slowDataDir", "/srv/kaapana")
        .containsEntry("asideFastDir", "/srv/kaapana_0.1.3")
        .containsEntry("asideSlowDir", "/srv/kaapana_0.1.3")
        .containsEntry("freshAsideDir", "/srv/kaapana_0.2.2_fresh")
        .containsEntry("freshAsideFastDir", "/srv/kaapana_0.2.2_fresh");
  }

  static Stream<Arguments> layouts() {
    return Stream.of(
        Arguments.of(KaapanaHosts.oneDisk()),
        Arguments.of(KaapanaHosts.twoDisks()),
        Arguments.of(KaapanaHosts.rehearsal()));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void destroysNothingThatIsNotProvenReportedAndApproved(Map<String, String> layout) {
    Plan plan = RUNBOOK.plan(layout);
    List<StepId> order = plan.steps().stream().map(step -> step.planned().stepId()).toList();

    assertThat(plan.steps())
        .filteredOn(step -> step.planned().action().destructive())
        .hasSize(layout.get("slowDataDir") == null ? 1 : 2)
        .allSatisfy(
            step -> {
              assertThat(step.planned().provenBy())
                  .extracting(StepId::value)
                  .containsExactlyInAnyOrder(
                      "compare-dicom-after-copy",
                      "compare-minio-after-copy",
                      "compare-postgres-after-copy",
                      "compare-server-data-after-copy",
                      "compare-dicom-after-start",
                      "compare-minio-after-start",
                      "compare-dicom-before-delete",
                      "compare-minio-before-delete",
                      "compare-postgres-before-delete",
                      "compare-server-data-before-delete");
              assertThat(step.planned().reportedBy())
                  .extracting(StepId::value)
                  .containsExactly("report-final");
              assertThat(step.planned().approved()).isTrue();
              assertThat(step.planned().actor()).isEqualTo(Actor.APPROVER);
              assertThat(order.indexOf(step.planned().stepId())).isGreaterThan(order.size() - 3);
            });
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void looksForUsersOfTheDataAmongTheProcessesOfThatHostAlone(Map<String, String> layout) {
    Path processes = Path.of(layout.getOrDefault("processesDir", "/proc"));

    assertThat(
            RUNBOOK.plan(layout).steps().stream()
                .flatMap(step -> step.observe().stream().map(Check::bare)))
        .filteredOn(Check.NotInUse.class::isInstance)
        .hasSize(10)
        .allSatisfy(check -> assertThat(((Check.NotInUse) check).processes()).isEqualTo(processes));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void removesOnlyWhatItMovedAside(Map<String, String> layout) {
    List<Action> actions = actions(RUNBOOK.plan(layout));
    Set<Path> movedAside = new HashSet<>();
    for (Action action : actions) {
      if (action instanceof Action.MoveTree move) {
        movedAside.add(move.target());
      }
    }

    assertThat(actions)
        .filteredOn(Action.RemoveTree.class::isInstance)
        .allSatisfy(action -> assertThat(movedAside).contains(((Action.RemoveTree) action).tree()));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void copiesEachTreeToWhereTheNewVersionLooksForIt(Map<String, String> layout) {
    Plan plan = RUNBOOK.plan(layout);
    Map<String, String> values = plan.parameters();
    Path asideFast = Path.of(values.getOrDefault("asideFastDir", ""));
    Path asideSlow = Path.of(values.getOrDefault("asideSlowDir", ""));
    Path fast = Path.of(values.getOrDefault("fastDataDir", ""));
    Path slow = Path.of(values.getOrDefault("slowDataDir", ""));

    assertThat(actions(plan))
        .filteredOn(Action.CopyTree.class::isInstance)
        .containsExactly(
            new Action.CopyTree(
                asideSlow.resolve("dcm4che/dicom_data"), slow.resolve("dcm4che/dicom_data")),
            new Action.CopyTree(
                asideFast.resolve("dcm4che/server_data"), slow.resolve("dcm4che/server_data")),
            new Action.CopyTree(
                asideFast.resolve("postgres-dcm4che"), fast.resolve("postgres-dcm4che")),
            new Action.CopyTree(asideSlow.resolve("minio"), slow.resolve("minio")));
    assertThat(actions(plan)).contains(new Action.MoveTree(fast, asideFast));
    assertThat(actions(plan)).contains(new Action.MoveTree(slow, asideSlow));
    assertThat(actions(plan)).filteredOn(Action.MoveTree.class::isInstance).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void everyTreeIsReadBeforeAfterTheMoveAfterTheCopyAndBeforeTheDeleteInOneView(
      Map<String, String> layout) {
    Plan plan = RUNBOOK.plan(layout);
    Map<String, View> views = new LinkedHashMap<>();
    Map<String, Path> roots = new LinkedHashMap<>();
    for (Action action : actions(plan)) {
      if (action instanceof Action.TakeInventory taken) {
        views.put(taken.name().value(), taken.view());
        roots.put(taken.name().value(), taken.root());
      }
    }

    Map.of(
            "dicom", View.DICOM_FILES,
            "minio", View.MINIO_FS,
            "postgres", View.FILES,
            "server-data", View.FILES)
        .forEach(
            (tree, view) -> {
              for (String moment : List.of("before", "moved", "after-copy", "before-delete")) {
                assertThat(views).containsEntry(tree + "-" + moment, view);
              }
              assertThat(compared(plan))
                  .contains(
                      "%s-before %s-moved".formatted(tree, tree),
                      "%s-before %s-after-copy".formatted(tree, tree),
                      "%s-moved %s-before-delete".formatted(tree, tree));
            });
    assertThat(compared(plan))
        .contains("dicom-before dicom-after-start", "minio-before minio-after-start");
    assertThat(roots.get("dicom-before")).isEqualTo(roots.get("dicom-after-copy"));
    assertThat(roots.get("dicom-moved")).isNotEqualTo(roots.get("dicom-before"));
  }

  @Test
  void reportsBeforeAnythingActsOnTheCopy() {
    List<RunbookStep> steps = RUNBOOK.steps();
    int report = index("report-after-copy");

    assertThat(steps.subList(report - 4, report))
        .allMatch(step -> step.action() == ActionKind.COMPARE_INVENTORIES);
    assertThat(steps.get(report + 1).guideStep()).isEqualTo("12");
  }

  @Test
  void announcesOnlyWhatThePlatformWritesByItself() {
    Plan plan = RUNBOOK.plan(KaapanaHosts.twoDisks());

    for (Action action : actions(plan)) {
      if (action instanceof Action.CompareInventories compare) {
        boolean started = compare.after().value().endsWith("-after-start");
        assertThat(compare.expected().isEmpty()).isNotEqualTo(started);
        assertThat(compare.expected())
            .filteredOn(change -> change.code() == FindingCode.MISSING)
            .allMatch(
                change ->
                    change
                        .key()
                        .matches(
                            "\\.minio\\.sys/((tmp|multipart)/\\*\\*|config/iam/.*users/landing.*)"));
        assertThat(compare.expected())
            .allMatch(
                change ->
                    change
                        .key()
                        .matches("(study:|uploads|staticwebsiteresults|\\.minio\\.sys/).*"));
      }
    }
  }

  @Test
  void looksAtTheHostBeforeItTouchesIt() {
    List<ActionKind> beforeUndeploying =
        RUNBOOK.steps().stream().limit(index("undeploy-old")).map(RunbookStep::action).toList();
    assertThat(beforeUndeploying)
        .containsOnly(ActionKind.CHECK_HOST, ActionKind.ATTEST)
        .hasSize(12);

    List<Check> checks =
        RUNBOOK.plan(KaapanaHosts.twoDisks()).steps().stream()
            .limit(8)
            .flatMap(step -> step.observe().stream().map(Check::bare))
            .toList();
    assertThat(checks)
        .contains(
            new Check.FolderExists(Path.of("/slow/kaapana/dcm4che/dicom_data")),
            new Check.DataFolder(Path.of("/fast/kaapana"), "move-fast-aside"),
            new Check.OneOrApart(Path.of("/fast/kaapana"), Path.of("/slow/kaapana")),
            new Check.ClockSynchronised(Path.of("/run/systemd/timesync/synchronized")),
            new Check.PlatformVersion(
                "0.1.3",
                Path.of("/fast/kaapana/extensions"),
                Path.of("/opt/deploy_platform.sh"),
                List.of("helm", "-n", "kaapana", "ls")),
            new Check.AssignsPath(
                Path.of("/opt/deploy_platform.sh"), "SLOW_DATA_DIR", Path.of("/slow/kaapana")),
            new Check.SameFileSystem(Path.of("/fast/kaapana"), Path.of("/fast/kaapana_0.1.3")),
            new Check.NoFiles(Path.of("/fast/kaapana/ctp/incoming"), "*.dcm"),
            new Check.FreeSpace(
                Path.of("/slow/kaapana"),
                List.of(
                    Path.of("/slow/kaapana/dcm4che/dicom_data"),
                    Path.of("/slow/kaapana/minio"),
                    Path.of("/fast/kaapana/dcm4che/server_data"),
                    Path.of("/fast/kaapana/postgres-dcm4che"))));
  }

  @Test
  void whatWouldBreakNamesAStepOfThePlan() {
    Plan plan = RUNBOOK.plan(KaapanaHosts.twoDisks());
    List<String> steps =
        plan.steps().stream().map(step -> step.planned().stepId().value()).toList();

    assertThat(plan.steps().stream().flatMap(step -> step.observe().stream().map(Check::bare)))
        .filteredOn(Check.DataFolder.class::isInstance)
        .hasSize(2)
        .allSatisfy(check -> assertThat(steps).contains(((Check.DataFolder) check).neededBy()));
  }

  @Test
  void sendersAndQueuesAreLookedAtWhereTheirAddressesAreGiven() {
    Map<String, String> host = KaapanaHosts.twoDisks();
    host.put("ownAddress", "pacs.example.org");
    host.put("oldAirflowUrl", "http://127.0.0.1:8080/flow");
    host.put("oldPacsPort", "15432");
    List<Check> before =
        RUNBOOK.plan(host).steps().stream()
            .takeWhile(step -> !step.planned().stepId().value().equals("undeploy-old"))
            .flatMap(step -> step.observe().stream().map(Check::bare))
            .toList();

    assertThat(before)
        .contains(new Check.RefusesConnections("pacs.example.org", 11112))
        .contains(
            new Check.PacsAgrees(
                Path.of("/slow/kaapana/dcm4che/dicom_data"),
                new ArchiveAddress("pacsdb", "postgresql://127.0.0.1:15432/pacsdb?user=pacs")))
        .anyMatch(Check.RunsIdle.class::isInstance);
  }

  @Test
  void theDatabaseOfTheRunningPlatformIsHeldAgainstItsFilesWhereItsPortIsGiven() {
    Map<String, String> host = KaapanaHosts.twoDisks();
    host.put("newPacsPort", "15433");

    assertThat(
            RUNBOOK.plan(host).steps().stream()
                .filter(step -> step.planned().stepId().value().equals("new-pacs-agrees"))
                .flatMap(step -> step.observe().stream().map(Check::bare)))
        .containsExactly(
            new Check.PacsAgrees(
                Path.of("/slow/kaapana/dcm4che/dicom_data"),
                new ArchiveAddress("pacsdb", "postgresql://127.0.0.1:15433/pacsdb?user=pacs")));
  }

  @Test
  void furtherStoragesBesideAirflowAreRefusedSinceTheReIndexReadsOneAlone() {
    Map<String, String> host = KaapanaHosts.twoDisks();
    host.put("furtherStorages", "yes");
    RUNBOOK.plan(host);
    host.put("airflowUrl", "https://kaapana.example.org/flow");

    assertThatThrownBy(() -> RUNBOOK.plan(host))
        .hasMessage(
            "parameter 'furtherStorages': must stay empty but where airflowUrl == ''; leave one of"
                + " them out");
  }

  @Test
  void scriptsThatActAreCalledAsTheirVersionsWantIt() {
    Map<String, Action.RunScript> scripts = new LinkedHashMap<>();
    Map<String, String> layout = KaapanaHosts.twoDisks();
    layout.put("deployUser", "kaapana");
    for (Step step : RUNBOOK.plan(layout).steps()) {
      if (step.action() instanceof Action.RunScript script) {
        scripts.put(step.planned().stepId().value(), script);
        assertThat(step.observe()).isNotEmpty();
      }
    }

    List<String> as = List.of("sudo", "--user=kaapana", "--set-home", "--");
    List<String> deploy =
        Stream.concat(
                as.stream(),
                Stream.of("/opt/deploy_platform_0.2.2.sh", "--quiet", "--domain", "k.example.org"))
            .toList();
    assertThat(scripts)
        .containsOnly(
            Map.entry(
                "undeploy-old",
                new Action.RunScript(
                    Stream.concat(as.stream(), Stream.of("/opt/deploy_platform.sh")).toList(),
                    List.of(new PromptRule("^select option: $", new Reply.Option("Undeploy"), 1)))),
            Map.entry(
                "uninstall-old-server",
                new Action.RunScript(
                    List.of("/opt/server_installation.sh", "--uninstall"), List.of())),
            Map.entry(
                "install-new-server",
                new Action.RunScript(
                    List.of("/opt/server_installation_0.2.2.sh", "-q"), List.of())),
            Map.entry("deploy-fresh", new Action.RunScript(deploy, List.of())),
            Map.entry(
                "undeploy-fresh",
                new Action.RunScript(
                    Stream.concat(
                            as.stream(),
                            Stream.of("/opt/deploy_platform_0.2.2.sh", "--quiet", "--undeploy"))
                        .toList(),
                    List.of())),
            Map.entry("deploy-migrated", new Action.RunScript(deploy, List.of())));
  }

  @Test
  void thePlatformIsToldByItsInterfaceWhereItsAddressIsGiven() {
    Map<String, String> given = KaapanaHosts.twoDisks();
    given.put("airflowUrl", "https://k.example.org/flow/");
    given.put("indexUrl", "https://k.example.org/os/meta-index");

    List<Action> actions = actions(RUNBOOK.plan(given));

    String airflow = "https://k.example.org/flow";
    InventoryName files = new InventoryName("dicom-after-start");
    List<String> modalities = List.of("SEG", "RTSTRUCT");
    assertThat(actions)
        .containsSubsequence(
            new Action.TriggerDag(
                airflow,
                KaapanaRelease.V0_2_2,
                "service-re-index-dicom-data",
                "service-extract-metadata",
                null),
            new Action.AwaitDagRuns(
                airflow,
                KaapanaRelease.V0_2_2,
                new StepId("re-index"),
                new Action.AwaitDagRuns.Indexed(files, "https://k.example.org/os/meta-index")),
            new Action.TriggerDag(
                airflow,
                KaapanaRelease.V0_2_2,
                "service-segmentation-thumbnail",
                null,
                new Action.TriggerDag.SeriesOf(files, modalities)),
            new Action.AwaitDagRuns(
                airflow,
                KaapanaRelease.V0_2_2,
                new StepId("thumbnails"),
                new Action.AwaitDagRuns.Depicted(
                    files, modalities, Path.of("/slow/kaapana/minio/thumbnails"))));
    assertThat(actions).noneMatch(Action.EditFile.class::isInstance);
    assertThat(steps(given)).noneMatch(step -> step.matches("1[567].*ATTEST"));
  }

  @Test
  void aPersonTellsThePlatformWhereNoAddressIsGiven() {
    assertThat(steps(KaapanaHosts.twoDisks()))
        .filteredOn(step -> step.matches("1[567].*"))
        .containsExactly(
            "15 ATTEST",
            "16 ATTEST",
            "17.1 ATTEST",
            "17.2 ATTEST",
            "17.3 ATTEST",
            "17.4 ATTEST",
            "17.5 ATTEST");
  }

  @Test
  void theFileOfAWorkflowIsEditedOnlyWhenAskedForAndPutBack() {
    Map<String, String> given = KaapanaHosts.twoDisks();
    given.put("editThumbnailDag", "yes");
    Path file = Path.of("/fast/kaapana/workflows/dags/dag_service_segmentation_thumbnail.py");

    assertThat(actions(RUNBOOK.plan(given)))
        .containsSubsequence(
            new Action.EditFile(file, "ui_visible", "False", "True", null),
            new Action.EditFile(
                file, "ui_visible", "True", "False", new StepId("thumbnails-show-edited")));
  }

  @Test
  void anAddressOfAirflowAloneIsRefusedBeforeAnythingIsDone() {
    Map<String, String> given = KaapanaHosts.twoDisks();
    given.put("airflowUrl", "https://k.example.org/flow");

    assertThatThrownBy(() -> RUNBOOK.plan(given))
        .isInstanceOf(RunbookException.class)
        .hasMessageContaining("parameter 'indexUrl': is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://olga:secret@k/flow", "k.example.org/flow", "https://k/flow?key=secret"})
  void anAddressThatIsNoneIsRefusedAndNotRepeated(String address) {
    Map<String, String> given = KaapanaHosts.twoDisks();
    given.put("airflowUrl", address);

    assertThatThrownBy(() -> RUNBOOK.plan(given))
        .hasMessageContaining("parameter 'airflowUrl': is no address of a server")
        .hasMessageNotContaining("secret");
  }

  private List<String> steps(Map<String, String> given) {
    return RUNBOOK.plan(given).steps().stream()
        .map(Step::planned)
        .map(step -> step.guideStep() + " " + step.action())
        .toList();
  }

  @Test
  void everyStepThatWaitsForAPersonTellsThemWhatToDo() {
    assertThat(RUNBOOK.steps())
        .filteredOn(step -> step.action().awaitsPerson())
        .hasSizeGreaterThan(10)
        .allMatch(step -> step.instructions().length() > 30);
  }

  private int index(String id) {
    return RUNBOOK.steps().stream().map(step -> step.id().value()).toList().indexOf(id);
  }

  private static List<Action> actions(Plan plan) {
    return plan.steps().stream().map(Step::action).toList();
  }

  private static List<String> compared(Plan plan) {
    List<String> compared = new ArrayList<>();
    for (Action action : actions(plan)) {
      if (action instanceof Action.CompareInventories compare) {
        compared.add(compare.before() + " " + compare.after());
      }
    }
    return compared;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
