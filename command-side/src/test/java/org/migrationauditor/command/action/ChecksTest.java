package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.tree.MountTable;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

final class ChecksTest {
  @TempDir Path temp;
  private Stage stage;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
  }

  private AbstractStringAssert<?> assertSeen(Verdict verdict, Check check) throws Exception {
    Observation seen = stage.look(check);
    assertThat(seen.verdict()).as(seen.toString()).isEqualTo(verdict);
    return assertThat(seen.seen());
  }

  @Test
  void whatIsAtStakeIsSaidWhereTheAnswerIsNoYes() throws Exception {
    Check absent = new Check.Absent(stage.folder("folder"));
    Check there = new Check.FolderExists(stage.folder("folder"));
    assertSeen(Verdict.FAILED, new Check.AtStake(absent, "all images"))
        .isEqualTo("there is a folder; at stake: all images");
    assertSeen(Verdict.PASSED, new Check.AtStake(there, "all images")).isEqualTo("it is a folder");
    assertThat(stage.look(new Check.AtStake(absent, "all images")).what())
        .isEqualTo(stage.look(absent).what());
  }

  @Test
  void aLinkBelowIsFoundWhereverItLeads() throws Exception {
    Path tree = stage.folder("tree");
    assertSeen(Verdict.PASSED, new Check.NoLinks(tree));
    assertSeen(Verdict.PASSED, new Check.NoLinks(stage.folder.resolve("nothing")));
    Files.createSymbolicLink(stage.folder("tree/sub").resolve("2021"), Path.of("/nowhere"));
    assertSeen(Verdict.FAILED, new Check.NoLinks(tree)).contains("1 of", "sub/2021");
  }

  @Test
  void aHostThatIsPractisedOnTellsItsOwnMounts() throws Exception {
    Path tree = stage.folder("plain");
    Path processes = stage.folder("proc");
    assertSeen(Verdict.PASSED, new Check.NotMounted(tree, processes));
    stage.file("proc/self/mountinfo", "9 1 0:9 / %s rw - ext4 /dev/sdz1 rw\n".formatted(tree));
    assertSeen(Verdict.FAILED, new Check.NotMounted(tree, processes)).contains("1 mounts");
    assertSeen(Verdict.FAILED, new Check.DataFolder(tree, "move", processes))
        .contains("something is mounted on", "step 'move' would fail");
  }

  @Test
  void aDanglingLinkIsNotAbsent() throws Exception {
    Path link = Files.createSymbolicLink(stage.folder.resolve("link"), Path.of("nowhere"));
    assertSeen(Verdict.FAILED, new Check.Absent(link)).isEqualTo("there is a symbolic link");
    assertSeen(Verdict.PASSED, new Check.Absent(stage.folder.resolve("nothing")));
    assertSeen(Verdict.PASSED, new Check.Absent(stage.file("file", "").resolve("below")));
  }

  @Test
  void aLinkIsNeitherFolderNorFile() throws Exception {
    Path folder = stage.folder("folder");
    Path file = stage.file("file", "x");
    Path toFolder = Files.createSymbolicLink(stage.folder.resolve("a"), folder);
    Path toFile = Files.createSymbolicLink(stage.folder.resolve("b"), file);
    assertSeen(Verdict.PASSED, new Check.FolderExists(folder));
    assertSeen(Verdict.FAILED, new Check.FolderExists(toFolder)).contains("symbolic link");
    assertSeen(Verdict.FAILED, new Check.FolderExists(file)).contains("a file");
    assertSeen(Verdict.PASSED, new Check.FileExists(file));
    assertSeen(Verdict.FAILED, new Check.FileExists(toFile)).contains("symbolic link");
    assertSeen(Verdict.FAILED, new Check.FileExists(folder)).contains("a folder");
  }

  @Test
  void aPathThatCannotBeLookedAtIsNoYes() throws Exception {
    Path longName = stage.folder.resolve("n".repeat(300));
    assertSeen(Verdict.INDETERMINATE, new Check.Absent(longName)).contains("file name too long");
    assertSeen(Verdict.INDETERMINATE, new Check.FolderExists(longName));
  }

  @Test
  void theKernelsFoldersAreMountedAndAPlainOneIsNot() throws Exception {
    assertSeen(Verdict.FAILED, new Check.NotMounted(Path.of("/proc"))).contains("/proc");
    assertSeen(Verdict.FAILED, new Check.NotMounted(Path.of("/"))).contains("mounts");
    assertSeen(Verdict.PASSED, new Check.NotMounted(stage.folder("plain")));
    assertSeen(Verdict.PASSED, new Check.NotMounted(stage.folder.resolve("nothing")));
  }

  @Test
  void aLinkToAMountIsSeenThrough() throws Exception {
    Path link = Files.createSymbolicLink(stage.folder.resolve("link"), Path.of("/proc"));
    assertSeen(Verdict.FAILED, new Check.NotMounted(link));
  }

  @Test
  void differentFileSystemsAreToldApart() throws Exception {
    Path here = stage.folder("here");
    assertSeen(
        Verdict.PASSED, new Check.SameFileSystem(here, stage.folder.resolve("not/there/yet")));
    assertSeen(Verdict.FAILED, new Check.SameFileSystem(here, Path.of("/proc/self")))
        .contains("is on file system");
  }

  @Test
  void aCopyIntoItselfIsFound() throws Exception {
    Path tree = stage.folder("minio");
    stage.folder("minio/bucket/minio");
    assertSeen(Verdict.PASSED, new Check.NotNested(tree));
    stage.folder("minio/minio");
    assertSeen(Verdict.FAILED, new Check.NotNested(tree)).isEqualTo("'minio' in it is a folder");
    assertSeen(Verdict.INDETERMINATE, new Check.NotNested(stage.folder.resolve("nothing")));
  }

  @Test
  void filesOfANameAreFoundWhereverTheyAreAndHoweverTheyAreCalled() throws Exception {
    Path tree = stage.folder("incoming");
    assertSeen(Verdict.PASSED, new Check.NoFiles(tree, "*.dcm"));
    assertSeen(Verdict.PASSED, new Check.NoFiles(stage.folder.resolve("nothing"), "*.dcm"));
    stage.folder("incoming/folder.dcm");
    assertSeen(Verdict.PASSED, new Check.NoFiles(tree, "*.dcm")).isEqualTo("0 of 2 entries match");
    stage.shell(
        "mkdir -p incoming/.quarantines/a && : > \"$(printf 'incoming/.quarantines/a/\\377\\n.dcm')\"");
    assertSeen(Verdict.FAILED, new Check.NoFiles(tree, "*.dcm"))
        .startsWith("1 of 5 entries match, first '")
        .doesNotContain("\n");
    assertSeen(Verdict.INDETERMINATE, new Check.NoFiles(tree, "[")).contains("is no glob");
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed() throws Exception {
    stage.file("elsewhere/x.dcm", "x");
    Path tree = stage.folder("incoming");
    Files.createSymbolicLink(tree.resolve("out"), stage.folder.resolve("elsewhere"));
    assertSeen(Verdict.PASSED, new Check.NoFiles(tree, "x.dcm"));
  }

  @Test
  void whoOwnsAFolderIsCounted() throws Exception {
    Path tree = stage.folder("tree/a");
    int uid = (int) Files.getAttribute(tree, "unix:uid");
    int gid = (int) Files.getAttribute(tree, "unix:gid");
    assertSeen(Verdict.PASSED, new Check.OwnedBy(tree, uid, gid));
    assertSeen(Verdict.FAILED, new Check.OwnedBy(tree, uid + 1, gid))
        .startsWith("1 of 1 entries belong to others");
    assertSeen(Verdict.INDETERMINATE, new Check.OwnedBy(stage.folder.resolve("no"), uid, gid))
        .contains("is not there");
  }

  @Test
  void roomForASmallCopyIsThereAndForAHugeOneNot() throws Exception {
    Path source = stage.folder("source");
    stage.file("source/a", "12345");
    stage.shell("ln source/a source/b; ln -s /usr source/out");
    assertSeen(
            Verdict.PASSED, new Check.FreeSpace(stage.folder.resolve("t"), List.of(source, source)))
        .startsWith("1 sources hold 5 bytes in 4 entries");
    stage.shell("truncate -s 15T source/hole");
    assertSeen(Verdict.PASSED, new Check.FreeSpace(stage.folder.resolve("t"), List.of(source)))
        .startsWith("1 sources hold 5 bytes in 5 entries");
    assertSeen(Verdict.FAILED, new Check.FreeSpace(Path.of("/proc/none"), List.of(source)))
        .contains(" bytes, 0 are free");
    assertSeen(
        Verdict.INDETERMINATE,
        new Check.FreeSpace(stage.folder, List.of(stage.folder.resolve("no"))));
  }

  @Test
  void variablesOfAScriptAreFoundWithoutTellingTheirValues() throws Exception {
    Path script =
        stage.file(
            "deploy.sh",
            """
            #!/bin/bash
            CONTAINER_REGISTRY_URL="registry.example.org"
            export CONTAINER_REGISTRY_USERNAME="someone" # a comment
            CONTAINER_REGISTRY_PASSWORD="hunter2"
            EMPTY=""
            DEFAULTED="${DEFAULTED-"/home/kaapana"}"
            """);
    assertSeen(
            Verdict.PASSED,
            new Check.SetsVariables(
                script,
                List.of(
                    "CONTAINER_REGISTRY_URL",
                    "CONTAINER_REGISTRY_USERNAME",
                    "CONTAINER_REGISTRY_PASSWORD",
                    "DEFAULTED")))
        .contains("CONTAINER_REGISTRY_PASSWORD is set")
        .doesNotContain("hunter2");
    assertSeen(Verdict.FAILED, new Check.SetsVariables(script, List.of("EMPTY")))
        .isEqualTo("EMPTY is empty");
    assertSeen(Verdict.FAILED, new Check.SetsVariables(script, List.of("NONE")))
        .isEqualTo("NONE is not assigned");
    assertSeen(
        Verdict.FAILED, new Check.SetsVariables(stage.folder.resolve("none.sh"), List.of("A")));
  }

  @Test
  void whatACommandPrintsIsCountedAndNeverKept() throws Exception {
    stage.script("tools/kubectl", "echo store; echo meta; echo secret-pod-name");
    stage.tools = stage.folder.resolve("tools");
    List<String> argv = List.of("kubectl", "get", "ns");
    assertSeen(Verdict.PASSED, new Check.CommandPrints(argv, "^store$"))
        .isEqualTo("1 of 3 lines match, exit code 0");
    assertSeen(Verdict.FAILED, new Check.CommandPrints(argv, "^flow$"));
    assertSeen(Verdict.FAILED, new Check.CommandPrintsNo(argv, "store|meta"))
        .isEqualTo("2 of 3 lines match, exit code 0");
    assertSeen(Verdict.PASSED, new Check.CommandPrintsNo(argv, "^flow$"));
  }

  @Test
  void aCommandThatFailsOrIsMissingAnswersNothing() throws Exception {
    stage.script("tools/helm", "echo ok; exit 3");
    stage.tools = stage.folder.resolve("tools");
    assertSeen(Verdict.INDETERMINATE, new Check.CommandPrints(List.of("helm"), "ok"))
        .isEqualTo("1 of 1 lines match, exit code 3");
    assertSeen(Verdict.INDETERMINATE, new Check.CommandPrintsNo(List.of("helm"), "nothing"));
    assertSeen(Verdict.INDETERMINATE, new Check.CommandPrintsNo(List.of("no-such-tool"), "x"))
        .contains("no such program");
    assertSeen(Verdict.INDETERMINATE, new Check.CommandPrintsNo(List.of("helm"), "("))
        .contains("is no pattern");
  }

  @Test
  void aCommandReadsNoInputAndItsArgumentsAreNoShellText() throws Exception {
    assertSeen(Verdict.PASSED, new Check.CommandPrintsNo(List.of("cat"), "."));
    assertSeen(
        Verdict.PASSED,
        new Check.CommandPrints(
            List.of("printf", "%s\n", "$(id) `id`; id"), "^\\$\\(id\\) `id`; id$"));
  }

  @Test
  void aFailedCheckFailsTheStepAndIsNamed() throws Exception {
    Outcome outcome =
        stage.first(new Action.CheckHost(), new Check.FolderExists(stage.folder.resolve("minio")));
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason())
        .startsWith("step 'g7': not so: '")
        .contains("minio' is a folder (nothing is there)")
        .endsWith("see to it and run again");
  }

  @Test
  void whatCouldNotBeLookedAtFailsTheStepToo() throws Exception {
    Outcome outcome =
        stage.first(
            new Action.CheckHost(), new Check.CommandPrintsNo(List.of("no-such-tool"), "x"));
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("could not be looked at: 'no-such-tool' prints no line");
  }

  @Test
  void noCheckAtAllIsNoSuccess() throws Exception {
    assertThat(stage.first(new Action.CheckHost()).result()).isEqualTo(Outcome.Result.FAILED);
  }

  @Test
  void aProcessThatHoldsAFileIsNamed() throws Exception {
    Path tree = stage.folder("data");
    assertThat(stage.look(new Check.NotInUse(tree)).verdict()).isNotEqualTo(Verdict.FAILED);
    stage.file("data/deep/held", "x");
    Process holder =
        new ProcessBuilder("sleep", "600")
            .redirectInput(tree.resolve("deep/held").toFile())
            .start();
    try {
      assertSeen(Verdict.FAILED, new Check.NotInUse(tree))
          .contains("process " + holder.pid() + " (sleep)");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    Process worker = new ProcessBuilder("sleep", "600").directory(tree.toFile()).start();
    try {
      assertSeen(Verdict.FAILED, new Check.NotInUse(tree)).contains("process " + worker.pid());
    } finally {
      worker.destroyForcibly().waitFor();
    }
    assertThat(stage.look(new Check.NotInUse(tree)).verdict()).isNotEqualTo(Verdict.FAILED);
    assertSeen(Verdict.PASSED, new Check.NotInUse(stage.folder.resolve("nothing")));
  }

  /** A process of a host that is practised on, which holds the files open. */
  private Path process(String id, String name, Path works, Path... held) throws IOException {
    Path process = stage.folder("proc/" + id);
    stage.file("proc/" + id + "/comm", name + "\n");
    stage.file("proc/" + id + "/stat", id + " (" + name + ") S 1\n");
    stage.file("proc/" + id + "/maps", "");
    Files.createSymbolicLink(process.resolve("cwd"), works);
    Files.createSymbolicLink(process.resolve("root"), stage.folder);
    stage.folder("proc/" + id + "/fd");
    for (int i = 0; i < held.length; i++) {
      Files.createSymbolicLink(process.resolve("fd/" + i), held[i]);
    }
    return process;
  }

  @Test
  void onlyTheProcessesOfTheNamedFolderCount() throws Exception {
    Path tree = stage.folder("data");
    process("1", "systemd", stage.folder);
    process("41", "minio", stage.folder, Path.of("/dev/null"), stage.folder.resolve("database"));
    Check check = new Check.NotInUse(tree, stage.folder.resolve("proc"));
    Process machine = new ProcessBuilder("sleep", "600").directory(tree.toFile()).start();
    try {
      assertSeen(Verdict.PASSED, check).isEqualTo("2 processes looked at, none uses it");
      assertSeen(Verdict.FAILED, new Check.NotInUse(tree)).contains("process " + machine.pid());
    } finally {
      machine.destroyForcibly().waitFor();
    }
    assertThat(stage.look(check).what()).contains("'" + stage.folder.resolve("proc") + "'");
  }

  @Test
  void everyKindOfUseIsSeenInAFolderOfProcesses() throws Exception {
    Path tree = stage.folder("data");
    process("1", "systemd", stage.folder);
    process("5", "postgres", tree);
    process("6", "minio", stage.folder, Path.of("/dev/null"), tree.resolve("gone/format.json"));
    Path maps = process("7", "slapd", stage.folder).resolve("maps");
    Files.writeString(
        maps, "7f00-7f01 rw-s 00000000 00:1d 77        " + tree.resolve("data.mdb") + "\n");
    Path exe = process("8", "tool", stage.folder).resolve("exe");
    Files.createSymbolicLink(exe, tree.resolve("bin/tool"));

    assertSeen(Verdict.FAILED, new Check.NotInUse(tree, stage.folder.resolve("proc")))
        .startsWith("5 processes looked at, 4 use it: ")
        .contains("process 5 (postgres)")
        .contains("process 6 (minio)")
        .contains("process 7 (slapd)")
        .contains("process 8 (tool)");
  }

  @Test
  void aContainerOfAFolderOfProcessesIsTracedByItsMounts() throws Exception {
    Path tree = stage.folder("data");
    process("1", "systemd", stage.folder);
    Path process = process("9", "dcm4chee", Path.of("/storage"));
    Files.createSymbolicLink(stage.folder("proc/9/ns").resolve("mnt"), Path.of("mnt:[1]"));
    MountTable own = MountTable.own();
    MountTable.Place place = own.place(PathBytes.of(tree)).orElseThrow();
    stage.file(
        "proc/9/mountinfo",
        "1 0 %s %s /storage rw - x x rw\n".formatted(place.mount().device(), place.path()));

    assertSeen(Verdict.FAILED, new Check.NotInUse(tree, stage.folder.resolve("proc")))
        .contains("mounted in the container of process 9 (dcm4chee)");
    Files.delete(process.resolve("ns/mnt"));
    assertSeen(Verdict.INDETERMINATE, new Check.NotInUse(tree, stage.folder.resolve("proc")));
  }

  @Test
  void aHostThatShowsNoProcessIsNoYes() throws Exception {
    Path tree = stage.folder("data");
    stage.file("proc/boot_id", "boot-1\n");
    assertSeen(Verdict.INDETERMINATE, new Check.NotInUse(tree, stage.folder.resolve("proc")))
        .startsWith("0 processes looked at");
    assertSeen(Verdict.INDETERMINATE, new Check.NotInUse(tree, stage.folder.resolve("none")));
    assertSeen(
        Verdict.INDETERMINATE, new Check.NotInUse(tree, stage.folder.resolve("proc/boot_id")));
  }

  @Test
  void aProcessThatCannotBeLookedAtIsNoYes() throws Exception {
    Path tree = stage.folder("data");
    process("1", "systemd", stage.folder);
    Check check = new Check.NotInUse(tree, stage.folder.resolve("proc"));
    for (String missing : List.of("fd", "maps")) {
      Path process = process("2", "hidden", stage.folder);
      Files.delete(process.resolve(missing));
      assertSeen(Verdict.INDETERMINATE, check).contains("1 processes looked at, 1 more could not");
      Files.delete(process.resolve("stat"));
      assertSeen(Verdict.INDETERMINATE, check);
      stage.shell("rm -r proc/2");
    }
    Path process = process("2", "broken", stage.folder);
    Files.delete(process.resolve("cwd"));
    stage.file("proc/2/cwd", tree.toString());
    assertSeen(Verdict.INDETERMINATE, check);
    stage.shell("rm -r proc/2");
    assertSeen(Verdict.PASSED, check);
  }

  @Test
  void aPlatformThatBecomesReadyLateIsAwaitedAfterItsScript() throws Exception {
    Path script = stage.script("deploy.sh", "exit 0\n");
    Path looks = stage.folder.resolve("looks");
    Path probe =
        stage.script(
            "probe",
            "echo x >> '"
                + looks
                + "'; [ $(wc -l < '"
                + looks
                + "') -ge 3 ] && echo ready; exit 0");
    Check ready = new Check.CommandPrints(List.of(probe.toString()), "ready");
    stage.patience = Duration.ofMinutes(5);
    Outcome outcome =
        stage.first(new Action.RunScript(List.of(script.toString()), List.of()), ready);
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(Files.readAllLines(looks)).hasSize(3);
    assertThat(stage.tasks).anyMatch(title -> title.startsWith("waiting until '"));
  }

  @Test
  void nothingIsAwaitedWithoutAScriptThatEndedWell() throws Exception {
    Path looks = stage.folder.resolve("looks");
    Path probe = stage.script("probe", "echo x >> '" + looks + "'");
    Check ready = new Check.CommandPrints(List.of(probe.toString()), "ready");
    stage.patience = Duration.ofMinutes(5);
    Path broken = stage.script("broken.sh", "exit 4");
    stage.first(new Action.RunScript(List.of(broken.toString()), List.of()), ready);
    stage.first(new Action.CheckHost(), ready);
    assertThat(Files.readAllLines(looks)).hasSize(2);
  }
}
