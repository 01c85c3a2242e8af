package org.migrationauditor.command.action;

import java.nio.file.Path;
import java.util.List;

/** A process that performs the step of a stage, to be killed. */
final class ResumingPerformer {
  private ResumingPerformer() {}

  /** Starts the script {@code opt/script.sh} of a folder, or goes on watching it. */
  public static void main(String[] arguments) throws InterruptedException {
    Stage stage = new Stage(Path.of(arguments[0]));
    Action action =
        new Action.RunScript(List.of(stage.folder.resolve("opt/script.sh").toString()), List.of());
    ActionResult result = stage.performer().perform(action, List.of(), stage.context(1, true));
    throw new IllegalStateException("it ended: " + result);
  }
}
