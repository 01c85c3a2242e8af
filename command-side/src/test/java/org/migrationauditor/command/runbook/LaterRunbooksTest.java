package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.StepId;

/** The runbooks for Kaapana 0.2.x and later, against their guides and what they promise. */
class LaterRunbooksTest {
  private static final String V3 = "kaapana-0.2.x-to-0.3.x";
  private static final String V4 = "kaapana-0.3.5-to-0.4.1";
  private static final String V5 = "kaapana-0.4.x-to-0.5.x";

  private static final List<Runbook> BUNDLED = Runbooks.bundled();

  private static final Pattern ROW = Pattern.compile("\\| (\\S+-to-\\S+) \\| [^|]+ \\| (.+) \\|");
  private static final Pattern STEP = Pattern.compile("`([a-z0-9-]+)`");

  static Stream<Runbook> later() {
    return BUNDLED.stream().skip(1);
  }

  @ParameterizedTest
  @CsvSource({
    V3 + ", 1-15, 12.1 12.2 12.3 9.1 9.7",
    V4
        + ", 1-7, 1.1 1.2 1.3 2.1 2.2 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2 5.3 5.4 6.1 6.2 6.3 6.4 7.1 7.7",
    V5 + ", 1-6, 1 2 3 4 5 6"
  })
  void coverEveryItemOfTheGuide(String name, String items, String parts) {
    Set<String> covered = new HashSet<>();
    runbook(name).steps().stream()
        .map(RunbookStep::guideStep)
        .filter(Objects::nonNull)
        .forEach(
            number -> {
              covered.add(number);
              covered.add(number.split("\\.", 2)[0]);
            });

    String[] range = items.split("-", 2);
    assertThat(covered)
        .containsAll(
            IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[1]))
                .mapToObj(Integer::toString)
                .toList())
        .contains(parts.split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("later")
  void haveNoFolderOfAHostAndNoSecret(Runbook runbook) {
    String yaml =
        new String(Runbooks.bytes(runbook.id().value()).orElseThrow(), StandardCharsets.UTF_8);

    assertThat(
            yaml.lines()
                .filter(line -> !line.contains("/home/kaapana has") && line.contains("/home")))
        .allMatch(line -> line.startsWith("      ")) // words about the guide, which names it
        .noneMatch(line -> line.contains("source:") || line.contains("argv"));
    assertThat(yaml).doesNotContainPattern("(?i)kaapana2020|kaapanapassword|password: ");
  }

  @ParameterizedTest
  @MethodSource("later")
  void deleteNothingThatIsNotProvenReportedApprovedAndMovedOrMadeByThemselves(Runbook runbook) {
    Plan plan = runbook.plan(host(runbook));
    Set<Path> own = new HashSet<>();
    for (Step step : plan.steps()) {
      if (step.action() instanceof Action.MoveTree move) {
        own.add(move.target());
      }
      if (step.action() instanceof Action.RunScript run) {
        run.argv().stream()
            .filter(argument -> argument.endsWith(":/var/lib/postgresql/data"))
            .forEach(argument -> own.add(Path.of(argument.split(":", 2)[0])));
      }
      if (step.action() instanceof Action.RemoveTree removal) {
        assertThat(own).anyMatch(path -> path.startsWith(removal.tree()));
        assertThat(step.planned().provenBy()).hasSizeGreaterThan(3);
        assertThat(step.planned().reportedBy()).isNotEmpty();
        assertThat(step.planned().approved()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("later")
  void runNoDatabaseOnAnOriginal(Runbook runbook) {
    Map<String, String> host = host(runbook);

    assertThat(
            actions(runbook.plan(host))
                .flatMap(LaterRunbooksTest::argv)
                .filter(argument -> argument.contains(":/var/lib/postgresql/data")))
        .allMatch(argument -> argument.startsWith(host.get("fastDataDir") + "_"));
  }

  @ParameterizedTest
  @MethodSource("later")
  void importOnlyWithTheFirstErrorAsTheEnd(Runbook runbook) {
    assertThat(
            actions(runbook.plan(host(runbook)))
                .map(action -> argv(action).toList())
                .filter(argv -> argv.contains("psql")))
        .allSatisfy(
            argv -> assertThat(argv).contains("ON_ERROR_STOP=1", "--single-transaction", "-X"));
  }

  @ParameterizedTest
  @CsvSource({
    V3 + ", set-database-aside, compare-rows-updated",
    V3 + ", put-database, compare-rows-new",
    V3 + ", deploy-new, compare-minio-mirrored",
    V4 + ", set-keycloak-aside, compare-keycloak-rows",
    V4 + ", deploy-new, compare-pacs-put",
    V4 + ", delete-kept, compare-index-kept",
    V5 + ", rename-access, compare-access-backup",
    V5 + ", deploy-new, compare-keycloak-renamed"
  })
  void putNothingInPlaceBeforeItIsProven(String name, String step, String proof) {
    assertThat(step(name, step).provenBy()).contains(new StepId(proof));
  }

  @Test
  void lookAtTheDriveOfMinioBeforeTheOldPlatformIsTouchedAndBeforeTheNewOneIs() {
    assertThat(place(V3, "minio-drive-known")).isLessThan(place(V3, "undeploy-old"));
    assertThat(place(V3, "drive-fits-server")).isLessThan(place(V3, "deploy-new"));
    assertThat(place(V4, "drive-fits-server")).isLessThan(place(V4, "deploy-new"));
    assertThat(views(V3)).containsEntry("minio-before", View.MINIO_FS);
    assertThat(views(V3)).containsEntry("minio-mirrored", View.MINIO_XL);
    assertThat(views(V3)).containsEntry("minio-after-start", View.S3);
  }

  @Test
  void readRowsAndFilesOfThePacsBeforeAndAfterEachChange() {
    assertThat(views(V3))
        .containsEntry("rows-old", View.POSTGRES)
        .containsEntry("rows-new", View.POSTGRES)
        .containsEntry("pacs-before", View.PACS_DATABASE)
        .containsEntry("pacs-after-start", View.PACS_DATABASE)
        .containsEntry("database-new", View.POSTGRES_FILES);
    assertThat(
            actions(runbook(V3).plan(host(runbook(V3))))
                .filter(Action.TakeInventoryAt.class::isInstance)
                .map(action -> ((Action.TakeInventoryAt) action).address().toString()))
        .contains(
            "postgres:postgresql://127.0.0.1:55432/pacsdb?user=pacs",
            "pacsdb:postgresql://127.0.0.1:15432/pacsdb?user=pacs");
  }

  @Test
  void aPlanForTheUpgradeThatKaapanaRulesOutIsRefusedInItsWords() {
    for (String name : List.of("kaapana-0.5.x-to-0.6.x", "kaapana-0.5.3-to-0.6.0")) {
      assertThat(Runbooks.refusal(name).orElseThrow())
          .contains("'" + name + "'", "migrating from 0.5.x to 0.6.0 is currently not possible");
    }
    later().forEach(runbook -> assertThat(Runbooks.refusal(runbook.id().value())).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({V3 + ", 12", V4 + ", 16", V5 + ", 8"})
  void whatTheGuidesLoseWithoutAWordIsCaughtByTheStepsThatTheDocumentationNames(
      String name, int losses) throws IOException {
    List<MatchResult> rows =
        Files.readAllLines(documentation()).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(Matcher::toMatchResult)
            .filter(row -> name.equals("kaapana-" + row.group(1)))
            .toList();

    assertThat(rows).hasSize(losses);
    for (MatchResult row : rows) {
      List<String> steps = STEP.matcher(row.group(2)).results().map(m -> m.group(1)).toList();
      assertThat(steps).as(row.group()).isNotEmpty();
      for (String id : steps) {
        assertThat(runbook(name).steps())
            .as(id)
            .anyMatch(named(id).and(LaterRunbooksTest::catches));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    V3 + ", minio-settings object-times",
    V4 + ", tags datasets buckets",
    V5 + ", ct-thumbnails datasets workflows"
  })
  void arePlannedOnlyByWhoeverAcknowledgesWhatTheUpgradeDoesNotBring(String name, String losses) {
    Plan plan = runbook(name).plan(host(runbook(name)));
    List<String> named = List.of(losses.split(" ", -1));

    assertThat(plan.losses()).extracting(Loss::id).containsExactlyElementsOf(named);
    plan.requireAcknowledged(Set.copyOf(named));
    for (String loss : named) {
      Set<String> others = new HashSet<>(named);
      others.remove(loss);
      assertThatThrownBy(() -> plan.requireAcknowledged(others))
          .hasMessageContaining("'" + loss + "'");
    }
  }

  /** Whether it can be the one that ends a run: it looks, compares, asks or waits for a proof. */
  private static boolean catches(RunbookStep step) {
    return !step.observe().isEmpty()
        || !step.provenBy().isEmpty()
        || step.action().reading()
        || step.action() == ActionKind.ATTEST;
  }

  @ParameterizedTest
  @MethodSource("later")
  void everyStepThatWaitsForAPersonTellsThemWhatToDo(Runbook runbook) {
    assertThat(runbook.steps())
        .filteredOn(step -> step.action().awaitsPerson())
        .hasSizeGreaterThan(5)
        .allMatch(step -> step.instructions().length() > 30);
  }

  @ParameterizedTest
  @MethodSource("later")
  void whatWouldBreakNamesAStepOfThePlan(Runbook runbook) {
    Plan plan = runbook.plan(host(runbook));
    List<String> steps = plan.steps().stream().map(s -> s.planned().stepId().value()).toList();

    assertThat(plan.steps().stream().flatMap(step -> step.observe().stream()))
        .filteredOn(Check.DataFolder.class::isInstance)
        .hasSizeGreaterThan(1)
        .allSatisfy(check -> assertThat(steps).contains(((Check.DataFolder) check).neededBy()));
  }

  /** A host on two disks; what only it can know is made up. */
  private static Map<String, String> host(Runbook runbook) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Parameter parameter : runbook.parameters()) {
      if (parameter.required()) {
        given.put(
            parameter.name(),
            switch (parameter.type()) {
              case FOLDER -> "/fast/kaapana";
              case FILE, PATH -> "/opt/" + parameter.name();
              case DOMAIN -> "k.example.org";
              default -> "registry/" + parameter.name();
            });
      }
    }
    given.put("slowDataDir", "/slow/kaapana");
    return given;
  }

  private static Stream<String> argv(Action action) {
    return action instanceof Action.RunScript run ? run.argv().stream() : Stream.of();
  }

  private static Stream<Action> actions(Plan plan) {
    return plan.steps().stream().map(Step::action);
  }

  private static Map<String, View> views(String name) {
    Map<String, View> views = new LinkedHashMap<>();
    actions(runbook(name).plan(host(runbook(name))))
        .forEach(
            action -> {
              if (action instanceof Action.TakeInventory taken) {
                views.put(taken.name().value(), taken.view());
              } else if (action instanceof Action.TakeInventoryAt taken) {
                views.put(taken.name().value(), taken.view());
              }
            });
    return views;
  }

  private static Predicate<RunbookStep> named(String id) {
    return step -> step.id().value().equals(id);
  }

  private static RunbookStep step(String name, String id) {
    return runbook(name).steps().stream().filter(named(id)).findFirst().orElseThrow();
  }

  private static int place(String name, String id) {
    return new ArrayList<>(runbook(name).steps()).indexOf(step(name, id));
  }

  private static Runbook runbook(String name) {
    return BUNDLED.stream()
        .filter(runbook -> runbook.id().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Path documentation() {
    return Path.of("..", "docs", "runbooks.md");
  }
}
