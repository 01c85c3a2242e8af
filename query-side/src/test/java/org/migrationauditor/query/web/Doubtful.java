package org.migrationauditor.query.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.query.Story;

/** A migration that waits for a person, and of which little was checked. */
final class Doubtful {
  private static final MigrationId ID = new MigrationId("doubtful");
  private static final StepId REBOOT = new StepId("reboot");
  private static final StepId SIGN_IN = new StepId("sign-in");
  private static final StepId COMPARE_MINIO = new StepId("compare-minio");

  private Doubtful() {}

  static List<MigrationEvent> events() {
    return List.of(
        new MigrationPlanned(
            ID,
            new RunbookId("kaapana-0.1.3-to-0.2.2"),
            Story.digest('a'),
            List.of(
                step(Story.STOP, "Undeploy", ActionKind.RUN_SCRIPT, Actor.OPERATOR, "twice"),
                step(REBOOT, "Reboot", ActionKind.AWAIT_REBOOT, Actor.OPERATOR, null),
                step(SIGN_IN, "Sign in", ActionKind.ATTEST, Actor.OWNER, null),
                step(Story.COMPARE, "Compare DICOM", null),
                step(COMPARE_MINIO, "Compare MinIO", null),
                new PlannedStep(
                    Story.DELETE,
                    "Delete",
                    "12",
                    ActionKind.REMOVE_TREE,
                    Actor.OPERATOR,
                    true,
                    List.of(Story.COMPARE, COMPARE_MINIO),
                    List.of(Story.REPORT),
                    true,
                    null)),
            Map.of(),
            false),
        new StepStarted(ID, Story.STOP, 1, ActionKind.RUN_SCRIPT, "runs a script"),
        new StepSucceeded(
            ID,
            Story.STOP,
            1,
            5,
            0,
            Story.digest('9'),
            List.of(
                new Observation("releases", Verdict.PASSED, "none"),
                new Observation("pods", Verdict.INDETERMINATE, "could not be listed"))),
        new StepStarted(ID, REBOOT, 1, ActionKind.AWAIT_REBOOT, ""),
        new StepSucceeded(ID, REBOOT, 1, 5, null, null, List.of()),
        new InventoryTaken(
            ID,
            Story.STOP,
            new InventorySummary(
                new InventoryName("dicom-before"),
                View.DICOM_FILES,
                "/data/fast/fs1",
                Story.digest('b'),
                new InventoryCounts(0, 0, 0, 7, 0, 0, 0, 1, 3, 0))),
        new StepStarted(ID, SIGN_IN, 1, ActionKind.ATTEST, ""));
  }

  private static PlannedStep step(StepId id, String title, @Nullable String deviation) {
    return step(id, title, ActionKind.COMPARE_INVENTORIES, Actor.OPERATOR, deviation);
  }

  private static PlannedStep step(
      StepId id, String title, ActionKind action, Actor actor, @Nullable String deviation) {
    return new PlannedStep(
        id, title, "1", action, actor, true, List.of(), List.of(), false, deviation);
  }
}
