package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.command.action.terminal.Reply;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;

/** A runbook applied to a host. */
class PlanTest {
  private static final Map<String, String> TWO_DISKS =
      Map.of("data", "/d/fast", "slow", "/d/slow", "script", "/opt/run.sh");

  private static final StepId BACK = new StepId("move-back");

  private final Runbook runbook;

  PlanTest() throws Exception {
    runbook = RunbookReader.read("whole.yaml", TestRunbooks.bytes("whole.yaml"));
  }

  @Test
  void fillsInParametersAndDefaults() {
    Plan plan = runbook.plan(TWO_DISKS);

    assertThat(plan.runbook()).isEqualTo(runbook.id());
    assertThat(plan.digest()).isEqualTo(runbook.digest());
    assertThat(plan.parameters())
        .containsOnly(
            Map.entry("data", "/d/fast"),
            Map.entry("slow", "/d/slow"),
            Map.entry("aside", "/d/fast_old"),
            Map.entry("asideSlow", "/d/slow_old"),
            Map.entry("script", "/opt/run.sh"),
            Map.entry("tools", ""),
            Map.entry("note", "none"),
            Map.entry("host", "host.example.org"),
            Map.entry("owner", "7:8"),
            Map.entry("login", ""));
    assertThat(plan.steps().getFirst())
        .isEqualTo(
            new Step(
                new PlannedStep(
                    new StepId("move"),
                    "Move",
                    "7",
                    ActionKind.MOVE_TREE,
                    Actor.OPERATOR,
                    true,
                    List.of(),
                    List.of(),
                    false,
                    null),
                "",
                "",
                new Action.MoveTree(Path.of("/d/fast"), Path.of("/d/fast_old")),
                List.of(new Check.Absent(Path.of("/d/fast"))),
                new Undo<>(
                    Undo.Way.STEPS,
                    "",
                    List.of(step(plan.backwards(List.of(BACK)), "move-back")))));
    assertThat(action(plan, "move-slow"))
        .isEqualTo(new Action.MoveTree(Path.of("/d/slow/sub/folder"), Path.of("/d/slow_old")));
    assertThat(action(plan, "own")).isEqualTo(new Action.ChangeOwner(Path.of("/d/fast"), 9, 10));
    assertThat(action(plan, "compare"))
        .isEqualTo(
            new Action.CompareInventories(
                new InventoryName("one"),
                new InventoryName("two"),
                List.of(
                    new ExpectedChange(FindingCode.EXTRA, "notes/*.txt", "written at every start"),
                    new ExpectedChange(
                        FindingCode.PIXELS_SAME,
                        "a/**",
                        "renamed trial",
                        List.of("(0012,0010)", "(0009,10ab)")))));
    assertThat(step(plan, "run").observe())
        .containsExactly(
            new Check.FolderExists(Path.of("/d/fast")),
            new Check.CommandPrints(List.of("ls", "/d/fast"), "^x+$"),
            new Check.OwnedBy(Path.of("/d/fast"), 7, 8),
            new Check.FreeSpace(
                Path.of("/d/fast"), List.of(Path.of("/d/fast_old"), Path.of("/d/fast_old/more"))));
  }

  @Test
  void looksAtTheProcessesOfTheMachineUnlessAFolderOfThemIsNamed() throws Exception {
    String yaml =
        TestRunbooks.text("whole.yaml")
            .replace(
                "- absent: ${data}",
                """
                - notInUse: ${data}
                      - notInUse: {tree: '${data}/sub'}
                      - notInUse: {tree: '${slow}', processes: '${script}'}""");
    Runbook other = RunbookReader.read("other.yaml", yaml.getBytes(StandardCharsets.UTF_8));

    assertThat(step(other.plan(TWO_DISKS), "move").observe())
        .containsExactly(
            new Check.NotInUse(Path.of("/d/fast"), Path.of("/proc")),
            new Check.NotInUse(Path.of("/d/fast/sub"), Path.of("/proc")),
            new Check.NotInUse(Path.of("/d/slow"), Path.of("/opt/run.sh")));
  }

  @Test
  void saysWhatIsAtStakeBesideACheckAndBesideAStep() throws Exception {
    String yaml =
        TestRunbooks.text("whole.yaml")
            .replace(
                "- absent: ${data}",
                """
                - absent: ${data}
                        atStake: the only copy
                    atStake: all of it""");
    Runbook other = RunbookReader.read("other.yaml", yaml.getBytes(StandardCharsets.UTF_8));

    Step move = step(other.plan(TWO_DISKS), "move");

    assertThat(move.atStake()).isEqualTo("all of it");
    assertThat(move.observe())
        .containsExactly(new Check.AtStake(new Check.Absent(Path.of("/d/fast")), "the only copy"));
  }

  @Test
  void keepsWhatGuardsADestructiveStep() {
    PlannedStep remove = step(runbook.plan(TWO_DISKS), "remove").planned();

    assertThat(remove.action()).isEqualTo(ActionKind.REMOVE_TREE);
    assertThat(remove.provenBy()).containsExactly(new StepId("compare"));
    assertThat(remove.reportedBy()).containsExactly(new StepId("report"));
    assertThat(remove.approved()).isTrue();
    assertThat(remove.actor()).isEqualTo(Actor.APPROVER);
    assertThat(remove.deviation()).isEqualTo("The guide does not ask.");
  }

  @Test
  void leavesOutStepsWhoseConditionDoesNotHold() {
    Plan plan = runbook.plan(given("slow", "/d/fast"));

    assertThat(plan.steps().stream().map(step -> step.planned().stepId().value()))
        .hasSize(8)
        .doesNotContain("move-slow");
  }

  @Test
  void theSameFileAndValuesGiveAnEqualPlan() throws Exception {
    Runbook again = RunbookReader.read("other.yaml", TestRunbooks.bytes("whole.yaml"));

    assertThat(again.plan(new LinkedHashMap<>(TWO_DISKS))).isEqualTo(runbook.plan(TWO_DISKS));
    assertThat(again.plan(given("data", "/d/other"))).isNotEqualTo(runbook.plan(TWO_DISKS));
  }

  @Test
  void aValueIsOneArgumentWhateverItHolds() {
    Plan plan = runbook.plan(given("note", "x', --force, ${host} \"$(reboot)\" # {a: [b"));

    assertThat(action(plan, "run"))
        .isEqualTo(
            new Action.RunScript(
                List.of(
                    "/opt/run.sh",
                    "--note",
                    "x', --force, ${host} \"$(reboot)\" # {a: [b",
                    "--host=host.example.org"),
                List.of(
                    new PromptRule("^select option: $", new Reply.Option("Undeploy"), 1),
                    new PromptRule("\\(FQDN\\):", new Reply.Text("host.example.org"), 2),
                    new PromptRule("^\\*+ password: $", new Reply.Secret("REGISTRY_PASSWORD"), 1),
                    new PromptRule("anyway\\?", new Reply.Text(""), 1)),
                Duration.ofMinutes(45)));
  }

  @Test
  void aLoginThatIsGivenRunsTheScript() {
    Action.RunScript script = (Action.RunScript) action(runbook.plan(given("login", "op")), "run");

    assertThat(script.argv())
        .startsWith("sudo", "--user=op", "--set-home", "--", "/opt/run.sh", "--note");
  }

  @Test
  void pathsAreNormalised() {
    Plan plan = runbook.plan(given("data", "/d//fast/./"));

    assertThat(plan.parameters())
        .containsEntry("data", "/d/fast")
        .containsEntry("aside", "/d/fast_old");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("data", "", "parameter 'data': is empty; give a value"),
        Arguments.of("note", "", "parameter 'note': is empty; give a value"),
        Arguments.of(
            "data", "d/fast", "parameter 'data': 'd/fast' is relative; write an absolute path"),
        Arguments.of(
            "data",
            "/d/x/../fast",
            "parameter 'data': '/d/x/../fast' goes up by '..', which a link can turn into any"
                + " place; write the path itself"),
        Arguments.of(
            "data", "/.", "parameter 'data': '/.' is the root of the host; name a folder below it"),
        Arguments.of(
            "data",
            "/d/fa\nst",
            "parameter 'data': '/d/fa\\u{a}st' holds a control or invisible character; write it"
                + " without"),
        Arguments.of(
            "data",
            "/d/fa\u202est",
            "parameter 'data': '/d/fa\\u{202e}st' holds a control or invisible character; write it"
                + " without"),
        Arguments.of(
            "note",
            "a\u0000b",
            "parameter 'note': 'a\\u{0}b' holds a control or invisible character; write it without"),
        Arguments.of(
            "aside",
            "/d//fast/",
            "parameter 'aside': '/d/fast' is the path of 'data' too; give each its own"),
        Arguments.of(
            "aside",
            "/d/fast/TMP",
            "parameter 'aside': '/d/fast/TMP' lies in '/d/fast', the path of 'data'; what is done to"
                + " one would be done to both, keep them apart"),
        Arguments.of(
            "aside",
            "/d",
            "parameter 'aside': '/d' holds '/d/fast', the path of 'data'; what is done to one would"
                + " be done to both, keep them apart"),
        Arguments.of(
            "script",
            "/d/fast/run.sh",
            "parameter 'script': '/d/fast/run.sh' lies in '/d/fast', the path of 'data'; what is done"
                + " to one would be done to both, keep them apart"),
        Arguments.of(
            "asideSlow",
            "/d/fast_old",
            "parameter 'asideSlow': '/d/fast_old' is the path of 'aside' too; they may be the same"
                + " only where data == slow"),
        Arguments.of(
            "note",
            "--force",
            "parameter 'note': '--force' begins with a hyphen and could be read as an option; write"
                + " it without"),
        Arguments.of("host", "-d", "parameter 'host': '-d' is no host's name; correct it"),
        Arguments.of(
            "owner",
            "root",
            "parameter 'owner': 'root' is not two numbers such as 1023:1023; correct it"),
        Arguments.of(
            "login",
            "a b; reboot",
            "parameter 'login': 'a b; reboot' is no login name; correct it"),
        Arguments.of(
            "fastDir",
            "/d",
            "parameter 'fastDir': the runbook has none of that name; use one of data, slow, aside,"
                + " asideSlow, script, tools, note, host, owner, login"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAValueThatCouldDoHarm(String name, String value, String message) {
    assertThat(refusal(given(name, value))).contains(message);
  }

  @Test
  void foldersThatMustBeTheSameAre() {
    Map<String, String> one = given("slow", "/d/fast");
    one.put("asideSlow", "/d/elsewhere");

    assertThat(refusal(one))
        .containsExactly(
            "parameter 'asideSlow': '/d/elsewhere' is not '/d/fast_old', the path of 'aside'; they"
                + " must be the same where data == slow");
  }

  @Test
  void tellsAllMistakesAtOnceInTheOrderOfTheRunbook() {
    assertThat(refusal(Map.of("aside", "x", "owner", "y", "zzz", "1")))
        .containsExactly(
            "parameter 'zzz': the runbook has none of that name; use one of data, slow, aside,"
                + " asideSlow, script, tools, note, host, owner, login",
            "parameter 'data': is missing; give the data",
            "parameter 'aside': 'x' is relative; write an absolute path",
            "parameter 'script': is missing; give the script",
            "parameter 'owner': 'y' is not two numbers such as 1023:1023; correct it");
  }

  private List<String> refusal(Map<String, String> given) {
    RunbookException refused =
        catchThrowableOfType(RunbookException.class, () -> runbook.plan(given));
    assertThat(refused).isNotNull();
    return String.valueOf(refused.getMessage()).lines().toList();
  }

  private static Map<String, String> given(String name, String value) {
    Map<String, String> given = new LinkedHashMap<>(TWO_DISKS);
    given.put(name, value);
    return given;
  }

  private static Action action(Plan plan, String id) {
    return step(plan, id).action();
  }

  private static Step step(Plan plan, String id) {
    return step(plan.steps(), id);
  }

  private static Step step(List<Step> steps, String id) {
    return steps.stream()
        .filter(step -> step.planned().stepId().value().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
