package org.migrationauditor.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.ActionContext;
import org.migrationauditor.command.action.ActionPerformer;
import org.migrationauditor.command.action.ActionResult;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/** Performs the one action copyTree, as a step of a migration does, with all that is seen of it. */
final class CopyingTree {
  private CopyingTree() {}

  /** Takes source, target and a folder for marks; ends with status 0 if the step succeeded. */
  public static void main(String[] args) throws InterruptedException {
    Path workspace = Path.of(args[2]);
    Verifier verifier =
        new Verifier(workspace.resolve("manifests"), new PseudonymKey(new byte[32]));
    ActionResult result =
        new ActionPerformer(verifier, (id, progress) -> List.of())
            .perform(
                new Action.CopyTree(Path.of(args[0]), Path.of(args[1])),
                List.of(),
                context(workspace));
    boolean succeeded =
        result instanceof ActionResult.Ended ended
            && ended.outcome().result() == Outcome.Result.SUCCEEDED;
    if (!succeeded) {
      System.err.println(result);
    }
    System.exit(succeeded ? 0 : 1);
  }

  private static ActionContext context(Path workspace) {
    return new ActionContext(
        new MigrationId("benchmark"),
        new StepId("copy"),
        1,
        workspace,
        false,
        "boot",
        null,
        Map.of(),
        Map.of(),
        null,
        false,
        Console.UNWATCHED);
  }
}
