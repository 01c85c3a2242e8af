package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a site may have otherwise in a runbook, and what not. */
class SiteRunbookTest {
  private static final String NAME = "kaapana-0.4.x-to-0.5.x";
  private static final Runbook ORIGINAL =
      RunbookReader.read(NAME, Runbooks.bytes(NAME).orElseThrow());

  private static final String HEAD =
      """
      site: clinic-a
      of: {runbook: kaapana-0.4.x-to-0.5.x, sha256: %s}
      """
          .formatted(ORIGINAL.digest().hex());
  private static final String ADDED =
      """
      add:
        - after: host-ready
          steps:
            - id: night-shift-told
              title: The night shift knows
              do: attest
              instructions: 'Call "4711", say when: \\ and by whom.'
              undo: {nothing: A call is no change.}
            - {id: disk-seen, title: Disk, do: checkHost, observe: [folderExists: '${slowDataDir}']}
      """;

  @Test
  void addsAndReplacesStepsAndNamesBoth() {
    SiteRunbook site =
        read(
            HEAD
                + ADDED
                + """
                replace:
                  - id: server-decided
                    title: MicroK8s stays
                    do: attest
                    instructions: The department decided in spring that 1.31 stays.
                    undo: {nothing: Nothing was done yet.}
                """);

    assertThat(site.runbook().id().value()).isEqualTo("kaapana-0.4.x-to-0.5.x.clinic-a");
    assertThat(site.runbook().title()).isEqualTo("Kaapana 0.4.x to 0.5.x, as clinic-a has it");
    assertThat(site.runbook().guide()).isEqualTo(ORIGINAL.guide());
    assertThat(site.changes())
        .containsExactly(
            "adds 'night-shift-told' after 'host-ready'",
            "adds 'disk-seen' after 'host-ready'",
            "replaces 'server-decided': changes title, drops deviation, changes instructions");
    assertThat(ids(site.runbook()))
        .containsSubsequence("host-ready", "night-shift-told", "disk-seen", "senders-stopped")
        .hasSize(ORIGINAL.steps().size() + 2);
    assertThat(site.runbook().steps())
        .filteredOn(step -> step.id().value().equals("night-shift-told"))
        .allMatch(step -> step.instructions().equals("Call \"4711\", say when: \\ and by whom."));
  }

  @Test
  void whatIsKeptIsReadAsTheSameRunbook() {
    SiteRunbook site = read(HEAD + ADDED);

    Runbook kept = RunbookReader.readKept("kept", site.bytes());

    assertThat(kept.digest()).isEqualTo(site.runbook().digest());
    assertThat(ids(kept)).isEqualTo(ids(site.runbook()));
    assertThat(kept.steps().stream().map(RunbookStep::observe))
        .containsAll(ORIGINAL.steps().stream().map(RunbookStep::observe).toList());
    assertThat(kept.steps().stream().map(RunbookStep::summary))
        .containsAll(ORIGINAL.steps().stream().map(RunbookStep::summary).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: deploy-new, title: Deploy, idempotent: false, do: {runScript: {argv: [ls]}}, observe: [folderExists: '${slowDataDir}'], undo: {nothing: no}"
            + " | step 'deploy-new': lost a gate",
        "id: compare-access-backup, title: Compare, do: {compareInventories: {before: access-before, after: access-backup, expected: [{code: MISSING, key: 'base/**', reason: never mind}]}}"
            + " | step 'compare-access-backup': reads, compares or deletes",
        "id: inventory-access-before, title: Read, do: {takeInventory: {name: access-before, view: FILES, root: '${slowDataDir}/minio'}}"
            + " | step 'inventory-access-before': reads, compares or deletes",
        "id: report-final, title: Report, do: attest, instructions: say so, undo: {nothing: no}"
            + " | step 'report-final': reads, compares or deletes"
      })
  void nothingThatProvesOrGuardsCanBeTakenAway(String step, String refusal) {
    assertThatThrownBy(() -> read(HEAD + "replace:\n  - {" + step.strip() + "}\n"))
        .isInstanceOf(RunbookException.class)
        .hasMessageContaining("site.yaml: " + refusal.strip());
  }

  @Test
  void whatAnOwnerMustSayIsSaidByNoScript() {
    String name = "kaapana-0.3.5-to-0.4.1";
    Runbook original = RunbookReader.read(name, Runbooks.bytes(name).orElseThrow());
    String site =
        """
        site: clinic-a
        of: {runbook: %s, sha256: %s}
        replace:
          - id: losses-accepted
            title: Accepted
            actor: OWNER
            idempotent: true
            do: {runScript: {argv: ['true']}}
            observe: [folderExists: '${slowDataDir}']
            undo: {nothing: no}
        """
            .formatted(name, original.digest().hex());

    assertThatThrownBy(() -> read(site))
        .hasMessageContaining("step 'losses-accepted': is no more what its actor OWNER does");
  }

  @Test
  void theStepThatDeletesKeepsItsGatesAndItsFolder() {
    String name = "kaapana-0.3.5-to-0.4.1";
    Runbook original = RunbookReader.read(name, Runbooks.bytes(name).orElseThrow());
    String site =
        """
        site: clinic-a
        of: {runbook: %s, sha256: %s}
        replace:
          - id: delete-kept
            title: Delete
            actor: APPROVER
            do: {removeTree: {tree: '${fastDataDir}'}}
            provenBy: [compare-backend-rows]
            reportedBy: [report-final]
            approved: true
            undo: {impossible: gone}
        """
            .formatted(name, original.digest().hex());

    assertThatThrownBy(() -> read(site))
        .hasMessageContaining("step 'delete-kept': reads, compares or deletes")
        .hasMessageContaining("step 'delete-kept': lost a gate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site: a\n|field 'of': is missing",
        "site: A B\nof: {runbook: kaapana-0.4.x-to-0.5.x, sha256: 00}\n|field 'site': ",
        "site: a\nof: {runbook: nobodys, sha256: 00}\n|none that comes with the program",
        "site: a\nof: {runbook: kaapana-0.4.x-to-0.5.x, sha256: 00}\n|is not that of the runbook",
        "HEAD|'add': is missing, and so is 'replace'",
        "HEADadd: [{after: nowhere, steps: [{id: x}]}]|names 'nowhere', which is no step",
        "HEADreplace: [{id: nothing}]|names 'nothing', which is no step",
        "HEADadd: [{after: host-ready, steps: [{id: x, title: X, do: explode}]}]|'explode'",
        "HEADadd: [{after: host-ready}]|steps': is missing",
        "HEADdrop: [host-ready]|'drop': is unknown here",
        "- a|is not a mapping",
        "|"
      })
  void everyMistakeIsTold(String fileAndWords) {
    int bar = fileAndWords.lastIndexOf('|');
    String file = fileAndWords.substring(0, bar).replace("HEAD", HEAD);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RunbookException.class)
        .hasMessageContaining(fileAndWords.substring(bar + 1));
  }

  @Test
  void aFileOfASiteIsToldFromARunbook() {
    assertThat(SiteRunbook.isOne(HEAD.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(SiteRunbook.isOne(Runbooks.bytes(NAME).orElseThrow())).isFalse();
    assertThat(SiteRunbook.isOne("- x".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  private static SiteRunbook read(String yaml) {
    return SiteRunbook.read("site.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> ids(Runbook runbook) {
    return runbook.steps().stream().map(step -> step.id().value()).toList();
  }
}
