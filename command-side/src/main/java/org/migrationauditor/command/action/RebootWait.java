package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.action.tree.Trouble;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;

/** Compares the kernel's boot id with the one the attempt began under. */
final class RebootWait {
  private static final int LONGEST = 200;

  private RebootWait() {}

  /**
   * What became of a wait.
   *
   * @param deed meaningful when {@code waiting} is empty
   * @param waiting what a person must do; empty when the host was booted again
   */
  record Wait(Deed deed, String waiting) {}

  static Wait look(Action.AwaitReboot action, ActionContext context) {
    String before = context.bootIdAtStart().strip();
    String now;
    try {
      now = Files.readString(action.bootIdFile(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return waiting(
          "step '%s': the boot id could not be read: %s; whether this host was booted again is not"
                  .formatted(context.stepId(), Trouble.of(e))
              + " known, see to it and run again");
    }
    if (now.isEmpty() || now.length() > LONGEST || before.isEmpty()) {
      return waiting(
          "step '%s': '%s' holds no boot id to compare with; whether this host was booted again is"
                  .formatted(context.stepId(), PathBytes.shown(action.bootIdFile()))
              + " not known");
    }
    if (now.equals(before)) {
      return waiting(
          "step '%s': this host still runs since boot %s; reboot this host, then run again"
              .formatted(context.stepId(), PathBytes.shown(now)));
    }
    return new Wait(
        Deed.done(
            new Observation(
                "the host was booted again",
                Verdict.PASSED,
                "boot id was %s and is %s"
                    .formatted(PathBytes.shown(before), PathBytes.shown(now)))),
        "");
  }

  private static Wait waiting(String sentence) {
    return new Wait(Deed.done(), sentence);
  }
}
