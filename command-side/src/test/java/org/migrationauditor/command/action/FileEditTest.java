package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;

final class FileEditTest {
  private static final String DAG =
      "args = {\r\n    \"ui_visible\": False,  # caf\u00e9\n    \"retries\": 2,\n}\n# ui_visible: False\n";
  private static final StepId STEP = new StepId("g7");

  @TempDir Path temp;
  private Stage stage;
  private Path file;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
    file = stage.file("dags/dag.py", DAG);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x---"));
  }

  @Test
  void changesOneValueAndNothingElse() throws Exception {
    Outcome outcome = stage.first(edit("False", "True", null));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(file).content().isEqualTo(DAG.replace("\": False,", "\": True,"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-x---");
    assertThat(stage.folder.resolve("dags").toFile().list()).containsExactly("dag.py");
  }

  @Test
  void putsBackWhatWasThereToTheByte() throws Exception {
    stage.first(edit("False", "True", null));
    stage.step = new StepId("back");

    Outcome outcome = stage.first(edit("True", "False", STEP));

    assertThat(file).content().isEqualTo(DAG);
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations().getLast().what())
        .isEqualTo("the file is as it was before step 'g7'");
  }

  @Test
  void tellsWhenSomethingElseWasChangedMeanwhile() throws Exception {
    stage.first(edit("False", "True", null));
    Files.writeString(file, Files.readString(file) + "# a person was here\n");
    stage.step = new StepId("back");

    Outcome outcome = stage.first(edit("True", "False", STEP));

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("not so: the file is as it was before step 'g7'");
  }

  @Test
  void whatIsSetAlreadyStaysAsItIs() throws Exception {
    Outcome outcome = stage.first(edit("True", "False", null));

    assertThat(outcome.result()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations().getFirst().seen()).startsWith("it was so already");
    assertThat(file).content().isEqualTo(DAG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ui_visible = False\nui_visible = False\n",
        "ui_visible = False\nui_visible = True\n",
        "ui_visible = Falsehood\n",
        "x = 'ui_visible: False'\n"
      })
  void refusesAFileThatDoesNotSetItOnce(String text) throws Exception {
    Files.writeString(file, text);

    Outcome outcome = stage.first(edit("False", "True", null));

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("nothing was changed");
    assertThat(file).content().isEqualTo(text);
  }

  @Test
  void refusesALinkAndAFileOfTwoNames() throws Exception {
    Path link = stage.folder.resolve("link.py");
    Files.createSymbolicLink(link, file);
    Outcome linked = stage.first(new Action.EditFile(link, "ui_visible", "False", "True", null));
    Files.createLink(stage.folder.resolve("second.py"), file);
    Outcome twice = stage.first(edit("False", "True", null));

    assertThat(List.of(linked.result(), twice.result())).containsOnly(Outcome.Result.FAILED);
    assertThat(file).content().isEqualTo(DAG);
  }

  private Action edit(String from, String to, @Nullable StepId restores) {
    return new Action.EditFile(file, "ui_visible", from, to, restores);
  }
}
