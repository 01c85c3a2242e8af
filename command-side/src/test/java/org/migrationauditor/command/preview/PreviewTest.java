package org.migrationauditor.command.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.RunbookException;
import org.migrationauditor.command.runbook.RunbookReader;

final class PreviewTest {
  private static final String RUNBOOK =
      """
      runbook: practice
      title: Practice
      guide: {name: g.rst, sha256: %s}
      parameters:
        - {name: data, type: folder, description: data}
        - {name: aside, type: folder, description: aside}
      losses:
        - {id: users, lost: users, because: they are not copied}
        - {id: tags, lost: tags, because: they are not copied}
      steps:
        - id: read
          title: Read
          do: {takeInventory: {name: before, view: FILES, root: '${data}/tree'}}
        - id: stop
          title: Stop
          do:
            runScript:
              argv: [stop-it, --password, hush]
              prompts:
                - {expects: '^really', answer: 'yes'}
                - {expects: '^option', option: Stop}
                - {expects: '^token', answer: '${secret:TOKEN}'}
          idempotent: true
          observe: [{absent: '${data}/lock'}]
          undo: {nothing: it starts by itself}
        - id: move
          title: Move
          do: {moveTree: {source: '${data}', target: '${aside}'}}
          observe: [{absent: '${data}'}]
          undo: {nothing: a test}
        - id: read-made
          title: Read what a script made
          do: {takeInventory: {name: made, view: FILES, root: '${data}/tree'}}
        - id: copy
          title: Copy
          do: {copyTree: {source: '${aside}/tree', target: '${data}/tree'}}
          undo: {nothing: a test}
      """
          .formatted("a".repeat(64));

  @TempDir Path temp;
  private Path host;

  @BeforeEach
  void host() throws IOException {
    host = temp.toRealPath();
    Files.createDirectories(host.resolve("data/tree"));
    Files.writeString(host.resolve("data/tree/file"), "12345");
  }

  private Plan plan(String yaml, String aside) {
    return RunbookReader.read("r.yaml", yaml.getBytes(StandardCharsets.UTF_8))
        .plan(
            Map.of(
                "data", host.resolve("data").toString(), "aside", host.resolve(aside).toString()));
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> files = Files.walk(host)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static List<PreviewedStep> tell(Plan plan, long bytesPerSecond) throws Exception {
    List<PreviewedStep> steps = new ArrayList<>();
    Preview.tell(plan, bytesPerSecond, steps::add);
    return steps;
  }

  @Test
  void measuresTreesWhereTheyAreNowAndChangesNothing() throws Exception {
    List<String> before = tree();

    List<PreviewedStep> steps = tell(plan(RUNBOOK, "aside"), 1);

    assertThat(steps)
        .extracting(PreviewedStep::id)
        .containsExactly("read", "stop", "move", "read-made", "copy");
    assertThat(steps)
        .extracting(PreviewedStep::pass)
        .containsExactly(
            new PreviewedStep.Pass(5L, 2L, 5L),
            null,
            null,
            PreviewedStep.Pass.UNKNOWN, // scripts fill it
            new PreviewedStep.Pass(5L, 2L, 15L)); // read, written, read back
    assertThat(steps.get(2).does()).contains("move", host + "/data", host + "/aside");
    assertThat(steps.get(2).sees()).singleElement().asString().contains("nothing is at");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void tellsCommandsWithTheirAnswersAndNoSecret() throws Exception {
    PreviewedStep stop = tell(plan(RUNBOOK, "aside"), 1).get(1);

    assertThat(stop.does()).contains("stop-it --password").doesNotContain("hush");
    assertThat(stop.answers())
        .containsExactly(
            "'^really' with 'yes'",
            "'^option' with the number of option 'Stop'",
            "'^token' with the secret TOKEN");
  }

  @Test
  void tellsWhereALinkLeads() throws Exception {
    Files.move(host.resolve("data"), host.resolve("disk"));
    Files.createSymbolicLink(host.resolve("data"), host.resolve("disk"));

    assertThat(tell(plan(RUNBOOK, "aside"), 1).getFirst().paths())
        .containsExactly(host + "/data/tree, which is " + host + "/disk/tree");
  }

  @Test
  void sameStepsHaveTheSameDigestWhateverTheTreesHold() throws IOException {
    var digest = Preview.digest(plan(RUNBOOK, "aside"));
    Files.writeString(host.resolve("data/tree/more"), "x");
    assertThat(Preview.digest(plan(RUNBOOK, "aside"))).isEqualTo(digest);
  }

  @Test
  void anotherParameterRunbookOrPathIsAnotherPreview() throws IOException {
    var digest = Preview.digest(plan(RUNBOOK, "aside"));
    assertThat(Preview.digest(plan(RUNBOOK, "elsewhere"))).isNotEqualTo(digest);
    assertThat(Preview.digest(plan(RUNBOOK + "# changed\n", "aside"))).isNotEqualTo(digest);
    Files.move(host.resolve("data"), host.resolve("disk"));
    Files.createSymbolicLink(host.resolve("data"), host.resolve("disk"));
    assertThat(Preview.digest(plan(RUNBOOK, "aside"))).isNotEqualTo(digest);
  }

  @Test
  void everyLossIsAcknowledgedByName() {
    Plan plan = plan(RUNBOOK, "aside");
    plan.requireAcknowledged(Set.of("users", "tags"));
    assertThatThrownBy(() -> plan.requireAcknowledged(Set.of("users", "all")))
        .isInstanceOf(RunbookException.class)
        .hasMessageContaining("loss 'tags'")
        .hasMessageContaining("--accept-loss tags")
        .hasMessageContaining("loss 'all': the runbook names no such loss")
        .hasMessageNotContaining("loss 'users'");
  }
}
