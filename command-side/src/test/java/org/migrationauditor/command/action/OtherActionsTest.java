package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.verifier.archive.ArchiveAddress;

final class OtherActionsTest {
  private static final InventoryName BEFORE = new InventoryName("before");
  private static final InventoryName AFTER = new InventoryName("after");

  @TempDir Path temp;
  private Stage stage;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
  }

  @Test
  void aRebootIsAwaitedUntilTheBootIdIsAnother() throws Exception {
    Path id = stage.file("boot_id", "boot-1\n");
    Action await = new Action.AwaitReboot(id);
    assertThat(stage.result(await, List.of()))
        .isEqualTo(
            new ActionResult.Waiting(
                "step 'g7': this host still runs since boot boot-1; reboot this host, then run"
                    + " again"));
    stage.file("boot_id", "boot-2\n");
    Outcome outcome = stage.first(await);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations().getFirst().seen())
        .isEqualTo("boot id was boot-1 and is boot-2");
  }

  @Test
  void aBootIdThatCannotBeReadIsNoReboot() throws Exception {
    Action await = new Action.AwaitReboot(stage.folder.resolve("none"));
    assertThat(stage.result(await, List.of())).isInstanceOf(ActionResult.Waiting.class);
    stage.file("none", "");
    assertThat(stage.result(await, List.of())).isInstanceOf(ActionResult.Waiting.class);
  }

  @Test
  void aPersonsWordIsAwaitedAndIsNoSuccessWhenACheckSaysOtherwise() throws Exception {
    Action attest = new Action.Attest();
    Check check = new Check.FileExists(stage.folder.resolve("tls.crt"));
    assertThat(stage.result(attest, List.of(check)))
        .isEqualTo(
            new ActionResult.Waiting(
                "step 'g7': a person must do this and say so; ./auditor attest night g7 --note"
                    + " TEXT"));
    stage.attested = "installed";
    assertThat(stage.first(attest, check).result()).isEqualTo(Outcome.Result.FAILED);
    stage.file("tls.crt", "x");
    assertThat(stage.first(attest, check).result()).isEqualTo(Outcome.Result.SUCCEEDED);
  }

  @Test
  void inventoriesAreTakenAndComparedAndADifferenceIsAComparisonToo() throws Exception {
    stage.file("old/a", "x");
    stage.file("new/a", "y");
    Action compare = new Action.CompareInventories(BEFORE, AFTER, List.of());
    assertThat(stage.first(compare).reason()).contains("inventory 'before': was not taken");
    take(BEFORE, "old");
    assertThat(stage.first(compare).reason()).contains("inventory 'after': was not taken");
    take(AFTER, "new");
    ActionResult result = stage.result(compare, List.of());
    assertThat(result).isInstanceOf(ActionResult.Compared.class);
    Outcome outcome = Stage.outcome(result);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations().getFirst().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(outcome.observations().getFirst().seen())
        .isEqualTo("0 equal, 1 findings, 0 announced");
  }

  private void take(InventoryName name, String folder) throws InterruptedException {
    ActionResult result =
        stage.result(
            new Action.TakeInventory(name, View.FILES, stage.folder.resolve(folder)), List.of());
    assertThat(Stage.outcome(result).result()).isEqualTo(Outcome.Result.SUCCEEDED);
    if (result instanceof ActionResult.Inventoried taken) {
      stage.inventories.put(name, new ActionContext.Taken(taken.inventory(), Instant.now()));
    }
  }

  @Test
  void anArchiveMayHoldOnlyWhatWasNamed() throws Exception {
    stage.file("fresh/uploads/readme.txt", "note");
    stage.file("fresh/.minio.sys/format.json", "{}");
    Action take =
        new Action.TakeInventory(
            AFTER, View.MINIO_FS, stage.folder.resolve("fresh"), List.of("uploads/readme.txt"));
    assertThat(Stage.outcome(stage.result(take, List.of())).result())
        .isEqualTo(Outcome.Result.SUCCEEDED);

    stage.file("fresh/uploads/late.csv", "1;2");
    Outcome outcome = Stage.outcome(stage.result(take, List.of()));

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason())
        .contains(
            "nothing but uploads/readme.txt is in it (1 other entries, first 'uploads/late.csv'");
  }

  @Test
  void anArchiveThatIsNotThereIsAFailure() throws Exception {
    Outcome outcome =
        stage.first(new Action.TakeInventory(BEFORE, View.FILES, stage.folder.resolve("nothing")));
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).startsWith("step 'g7': inventory 'before': archive '");
  }

  @Test
  void aServerThatIsNotThereOrHasNoSuchAddressIsAFailure() throws Exception {
    for (String rest : List.of("postgresql://127.0.0.1:1/pacsdb", "pacsdb")) {
      Outcome outcome =
          stage.first(
              new Action.TakeInventoryAt(
                  BEFORE, View.POSTGRES, new ArchiveAddress("postgres", rest)));
      assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
      assertThat(outcome.reason()).startsWith("step 'g7': ").contains("pacsdb");
    }
  }

  @Test
  void reportsAreIssuedOrTheReasonIsTold() throws Exception {
    Outcome none = stage.first(new Action.IssueReports());
    assertThat(none.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(none.reason()).contains("no key to sign with");
    stage.reports =
        List.of(
            new IssuedReport(
                "whole migration",
                Verdict.PASSED,
                "whole.pdf",
                new ContentDigest("0".repeat(64)),
                "CN=x",
                true));
    ActionResult result = stage.result(new Action.IssueReports(), List.of());
    assertThat(result).isInstanceOf(ActionResult.Reported.class);
    assertThat(Stage.outcome(result).result()).isEqualTo(Outcome.Result.SUCCEEDED);
  }
}
