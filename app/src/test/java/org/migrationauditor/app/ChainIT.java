package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.ForeseenLosses;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.command.runbook.UpgradePath;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.LinkState;
import org.migrationauditor.messages.query.LinkStatus;

/**
 * Two upgrades that follow each other, by short runbooks of the names that the chain foresees: what
 * is tested is the chain, its history in PostgreSQL, and what changed on the host between its
 * links.
 */
final class ChainIT {
  private static final String FIRST = "kaapana-0.1.3-to-0.2.2";
  private static final String SECOND = "kaapana-0.2.x-to-0.3.x";
  private static final String WHO = "olga";
  private static final Set<String> LOSSES =
      new ForeseenLosses(UpgradePath.between("0.1.3", "0.3.5")).byId().keySet();

  @TempDir private static Path temporary;
  private static AuditorInProcess auditor;
  private static Platform platform;

  private final List<String> told = new ArrayList<>();
  private Path data = Path.of("");

  @BeforeAll
  static void open() throws IOException {
    auditor = new AuditorInProcess(temporary.resolve("home"));
    platform = Platform.open(Home.open(auditor.home()));
  }

  @AfterAll
  static void close() {
    platform.close();
    auditor.close();
  }

  @BeforeEach
  void makeHost() throws IOException {
    data = Files.createTempDirectory(temporary.toRealPath(), "data");
    store("kept/object.bin", "kept");
    store("kept/deleted.bin", "to be deleted between the links");
  }

  @Test
  void goesFromLinkToLinkAndTellsWhatChangedBetweenThem() throws Exception {
    ChainId chain = new ChainId("clinic-a");
    assertThat(platform.chains().plan(chain, "0.1.3", "0.3.5", LOSSES, WHO).links()).hasSize(2);

    assertThatThrownBy(() -> plan(chain, "early", SECOND, 0))
        .hasMessageContaining("link 1 is by runbook '" + FIRST + "', not by");
    plan(chain, "one", FIRST, 0);
    assertThat(run("one")).isInstanceOf(RunEnd.WaitingForPerson.class);
    assertThatThrownBy(() -> plan(chain, "two", SECOND, 0))
        .hasMessageContaining("link 1 is migration 'one', which has begun");
    attest("one");
    assertThat(run("one")).isInstanceOf(RunEnd.Completed.class);
    assertThat(link(chain, 1).status()).isEqualTo(LinkStatus.PASSED);
    assertThat(platform.chains().runbook(chain, WHO).runbook().id().value()).isEqualTo(SECOND);

    store("kept/arrived.bin", "sent between the links");
    Files.delete(data.resolve("kept/deleted.bin"));
    plan(chain, "two", SECOND, 0);
    assertThatThrownBy(() -> planAlone("two"))
        .hasMessageContaining("the name is that of a link of chain 'clinic-a'");
    assertThat(run("two")).isInstanceOf(RunEnd.WaitingForPerson.class);
    assertThat(told)
        .contains(
            "since the link before, 'after' to 'before': FAILED, arrived 1 EXTRA, findings 1 MISSING; ./auditor chain status clinic-a");
    assertThat(
            auditor.run("chain", "status", "clinic-a", "--home", auditor.home().toString()).out())
        .contains("; not the runbook that was kept with the chain")
        .contains("1. PASSED", "2. under way", "arrived 1 EXTRA, findings 1 MISSING")
        .contains("kept/deleted.bin", "next: link 2: the operator must do 'look'")
        .contains("will be lost, as olga acknowledged", "(2:object-times)")
        .doesNotContain("kept/arrived.bin: ");
    attest("two");
    assertThat(run("two")).isInstanceOf(RunEnd.Completed.class);
    assertThat(link(chain, 2).status()).isEqualTo(LinkStatus.PASSED);
    assertThat(platform.migrations()).doesNotContain(new MigrationId("clinic-a"));

    Ended json =
        auditor.run("chain", "status", "clinic-a", "--json", "--home", auditor.home().toString());
    assertThat(json.out())
        .startsWith("{\"type\":\"chain\",\"chainId\":\"clinic-a\"")
        .contains("\"status\":\"PASSED\"", "\"MISSING\":1");
  }

  @Test
  void aLinkThatWasTakenBackIsPlannedAgainAndTheOldOneNeverRuns() throws Exception {
    ChainId chain = new ChainId("clinic-b");
    platform.chains().plan(chain, "0.1.3", "0.3.5", LOSSES, WHO);
    planAlone("alone");
    assertThatThrownBy(() -> plan(chain, "alone", FIRST, 0))
        .hasMessageContaining("is planned already, and not as a link of chain 'clinic-b'");
    plan(chain, "wrong", FIRST, 1);
    plan(chain, "back", FIRST, 0);
    assertThatThrownBy(() -> run("wrong"))
        .hasMessageContaining("another migration is that link of chain 'clinic-b' now");

    assertThat(run("back")).isInstanceOf(RunEnd.WaitingForPerson.class);
    platform.rollback(new MigrationId("back"), WHO, "the night is over");
    assertThat(run("back")).isInstanceOf(RunEnd.Completed.class);
    assertThat(link(chain, 1).status()).isEqualTo(LinkStatus.ROLLED_BACK);
    assertThatThrownBy(() -> plan(chain, "back", FIRST, 0))
        .hasMessageContaining("migration 'back' is or was a link of it already");
    plan(chain, "again", FIRST, 0);
    assertThat(link(chain, 1).replaced())
        .containsExactly(new MigrationId("wrong"), new MigrationId("back"));
  }

  private static LinkState link(ChainId chain, int place) {
    return platform.chains().state(chain).links().get(place - 1);
  }

  private void plan(ChainId chain, String migration, String name, int variant) throws IOException {
    RunbookFile runbook = RunbookFile.find(runbook(name, variant).toString());
    platform.planLink(
        chain,
        new MigrationId(migration),
        runbook.runbook().plan(Map.of("data", data.toString())),
        Set.of(),
        Roles.NONE,
        runbook.bytes(),
        WHO);
  }

  private void planAlone(String migration) throws IOException {
    RunbookFile runbook = RunbookFile.find(runbook(SECOND, 0).toString());
    platform.plan(
        new MigrationId(migration),
        runbook.runbook().plan(Map.of("data", data.toString())),
        Set.of(),
        Roles.NONE,
        runbook.bytes(),
        false,
        WHO);
  }

  private RunEnd run(String migration) throws Exception {
    return platform.run(new MigrationId(migration), WHO, console(), new Silent());
  }

  private Console console() {
    return new Console() {
      @Override
      public void output(String line) {
        told.add(line);
      }

      @Override
      public Task task(String title) {
        return UNWATCHED.task(title);
      }
    };
  }

  private static void attest(String migration) {
    platform.attest(new MigrationId(migration), new StepId("look"), WHO, "all there", null);
  }

  /** Nobody watches. */
  private static final class Silent implements RunWatcher {
    @Override
    public void starting(Step step, int number, int of, int attempt, boolean resumed) {}

    @Override
    public void ended(Step step, Outcome outcome) {}
  }

  /** Reads, changes the host by a script, has a person look, reads again and compares. */
  private Path runbook(String name, int variant) throws IOException {
    return Files.writeString(
        temporary.resolve("%s-%d.yaml".formatted(name, variant)),
        """
        runbook: %s
        title: Short, variant %d
        guide: {name: none, sha256: %s}
        parameters:
          - {name: data, description: folder of the data, type: folder}
        steps:
          - id: read-before
            title: Read
            do: {takeInventory: {name: before, view: MINIO_FS, root: '${data}'}}
            undo:
              - id: read-restored
                title: Read
                do: {takeInventory: {name: restored, view: MINIO_FS, root: '${data}'}}
              - id: compare-restored
                title: Compare
                do: {compareInventories: {before: before, after: restored}}
          - id: touch
            title: Change the host
            do: {runScript: {argv: ['true']}}
            idempotent: true
            observe:
              - folderExists: ${data}
            undo:
              - id: undo-touch
                title: Change it back
                do: {runScript: {argv: ['true']}}
                idempotent: true
                observe:
                  - folderExists: ${data}
          - id: look
            title: Look
            do: attest
            instructions: Look at it.
            undo: {nothing: A look is no change.}
          - id: read-after
            title: Read
            do: {takeInventory: {name: after, view: MINIO_FS, root: '${data}'}}
          - id: compare
            title: Compare
            do: {compareInventories: {before: before, after: after}}
        """
            .formatted(name, variant, String.format(Locale.ROOT, "%064d", variant)));
  }

  private void store(String key, String text) throws IOException {
    Path file = data.resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
