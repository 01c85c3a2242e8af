package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;

final class HostChecksTest {
  @TempDir Path temp;
  private Stage stage;

  @BeforeEach
  void stage() throws IOException {
    stage = new Stage(temp.toRealPath());
    stage.tools = stage.folder("tools");
  }

  private AbstractStringAssert<?> assertSeen(Verdict verdict, Check check) throws Exception {
    Observation seen = stage.look(check);
    assertThat(seen.verdict()).as(seen.toString()).isEqualTo(verdict);
    return assertThat(seen.seen());
  }

  private Check version(Path script) {
    return new Check.PlatformVersion(
        "0.1.3", stage.folder.resolve("extensions"), script, List.of("helm", "ls"));
  }

  private void helmPrints(String row) throws IOException {
    stage.script("tools/helm", "printf '%s\\n' 'NAME CHART' '" + row + "'\n");
  }

  @Test
  void theVersionIsToldWithAllThatTellsIt() throws Exception {
    Path script = stage.file("deploy.sh", "DEFAULT_VERSION=\"0.1.3\" # version\n");
    stage.file("extensions/kaapana-platform-chart-0.1.3.tgz", "");
    stage.file("extensions/code-server-chart-4.2.0.tgz", "");
    helmPrints("kaapana kaapana-platform-chart-0.1.3 0.1.3");
    assertSeen(Verdict.PASSED, version(script))
        .isEqualTo(
            "it is 0.1.3 by its chart file, 0.1.3 by its Helm release, 0.1.3 by its deploy script");
  }

  @Test
  void anotherVersionIsRefusedWithBoth() throws Exception {
    Path script = stage.file("deploy.sh", "DEFAULT_VERSION='0.1.2'\n");
    helmPrints("kaapana kaapana-platform-chart-0.1.3 0.1.3");
    assertSeen(Verdict.FAILED, version(script))
        .startsWith("it is 0.1.2 by its deploy script, and the runbook is for 0.1.3");
    stage.file("extensions/kaapana-platform-chart-0.2.0.tgz", "");
    assertSeen(Verdict.FAILED, version(script))
        .startsWith("it is 0.2.0 by its chart file, and the runbook is for 0.1.3");
  }

  @Test
  void aLineStandsForEachOfItsReleasesAndNoOther() throws Exception {
    for (String release : List.of("0.4.1", "0.4.10")) {
      Path script = stage.file("deploy.sh", "PLATFORM_VERSION=" + release + "\n");
      assertSeen(Verdict.PASSED, new Check.PlatformVersion("0.4.x", null, script, List.of()));
    }
    for (String release : List.of("0.5.0", "0.40.1")) {
      Path script = stage.file("deploy.sh", "PLATFORM_VERSION=" + release + "\n");
      assertSeen(Verdict.FAILED, new Check.PlatformVersion("0.4.x", null, script, List.of()))
          .contains("the runbook is for 0.4.x");
    }
  }

  @Test
  void aPlatformThatIsNotDeployedHasNoVersion() throws Exception {
    helmPrints("code-server code-server-chart-4.2.0 4.2.0");
    assertSeen(Verdict.FAILED, version(stage.file("deploy.sh", "DEFAULT_VERSION=0.1.3\n")))
        .startsWith("no release of the platform is deployed");
  }

  @Test
  void whatCannotBeAskedForItsVersionIsNoYes() throws Exception {
    Path script = stage.file("deploy.sh", "DEFAULT_VERSION=0.1.3\n");
    stage.script("tools/helm", "exit 1\n");
    assertSeen(Verdict.INDETERMINATE, version(script)).contains("Helm", "0.1.3 by its deploy");
    assertSeen(
            Verdict.INDETERMINATE,
            new Check.PlatformVersion(
                "0.2.2", null, stage.file("ask.sh", "PLATFORM_VERSION=\"\"\n"), List.of()))
        .isEqualTo("nothing tells a version");
  }

  @Test
  void aDataFolderTellsHowItIsMounted() throws Exception {
    assertSeen(Verdict.PASSED, new Check.DataFolder(stage.folder("fast"), "move"))
        .contains("mounted on '/", "read and write");
    Path link = Files.createSymbolicLink(stage.folder.resolve("link"), stage.folder("disk"));
    assertSeen(Verdict.FAILED, new Check.DataFolder(link, "move-fast-aside"))
        .isEqualTo("it is a symbolic link; step 'move-fast-aside' would fail");
    assertSeen(Verdict.FAILED, new Check.DataFolder(Path.of("/proc"), "move"))
        .contains("something is mounted on '/proc'", "step 'move' would fail");
    assertSeen(Verdict.FAILED, new Check.DataFolder(stage.folder.resolve("no"), "move"));
  }

  @Test
  void aNetworkAndAReadOnlyFileSystemAreTold() {
    assertThat(FolderLook.told("ext4", false)).isEqualTo("ext4, read and write");
    assertThat(FolderLook.told("nfs4", true)).startsWith("nfs4, read-only, over a network");
    assertThat(FolderLook.told("fuse.sshfs", false)).contains("over a network");
  }

  @Test
  void twoNamesOfOneFolderAreNotApart() throws Exception {
    Path fast = stage.folder("fast");
    Path slow = stage.folder("slow");
    assertSeen(Verdict.PASSED, new Check.OneOrApart(fast, fast));
    assertSeen(Verdict.PASSED, new Check.OneOrApart(fast, slow));
    Path link = Files.createSymbolicLink(stage.folder.resolve("other"), fast);
    assertSeen(Verdict.FAILED, new Check.OneOrApart(fast, link)).contains("is or holds the other");
    assertSeen(Verdict.INDETERMINATE, new Check.OneOrApart(fast, stage.folder.resolve("nothing")));
  }

  @Test
  void theScriptsFoldersAreThoseOfTheParameters() throws Exception {
    Path script =
        stage.file(
            "deploy.sh",
            """
            FAST_DATA_DIR="/home/kaapana" # fast
              FAST_DATA_DIR="$FAST_DATA_DIR-uid"
            SLOW_DATA_DIR=$OTHER
            """);
    Path kaapana = Path.of("/home/kaapana");
    assertSeen(Verdict.PASSED, new Check.AssignsPath(script, "FAST_DATA_DIR", kaapana));
    assertSeen(Verdict.FAILED, new Check.AssignsPath(script, "FAST_DATA_DIR", Path.of("/data")))
        .isEqualTo("there it is '/home/kaapana', and the parameter says '/data'");
    assertSeen(Verdict.INDETERMINATE, new Check.AssignsPath(script, "SLOW_DATA_DIR", kaapana));
  }

  @Test
  void aSecretIsNotToldAsAFolder() throws Exception {
    Path script = stage.file("deploy.sh", "PASSWORD=hunter2\n");
    assertSeen(Verdict.FAILED, new Check.AssignsPath(script, "PASSWORD", Path.of("/home")))
        .doesNotContain("hunter2");
  }

  @Test
  void aVariableThatMustBeEmptyIs() throws Exception {
    Path script = stage.file("deploy.sh", "INSTANCE_UID=\"\"\nOTHER=a\nDEPENDS=$X\n");
    assertSeen(Verdict.PASSED, new Check.LeavesEmpty(script, List.of("INSTANCE_UID", "MISSING")));
    assertSeen(Verdict.FAILED, new Check.LeavesEmpty(script, List.of("OTHER")));
    assertSeen(Verdict.INDETERMINATE, new Check.LeavesEmpty(script, List.of("DEPENDS")));
  }

  @Test
  void aPortThatTakesConnectionsIsOpenToSenders() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertSeen(Verdict.FAILED, new Check.RefusesConnections("127.0.0.1", port))
          .contains("senders can send");
    }
    assertSeen(Verdict.PASSED, new Check.RefusesConnections("127.0.0.1", port))
        .isEqualTo("a connection was refused at 1 addresses");
    assertSeen(Verdict.INDETERMINATE, new Check.RefusesConnections("no-such-host.invalid", port));
  }

  @Test
  void queuedAndRunningImportsAreCounted() throws Exception {
    try (PlatformServer platform = new PlatformServer(KaapanaRelease.V0_1_3)) {
      Check idle =
          new Check.RunsIdle(platform.airflow(), KaapanaRelease.V0_1_3, List.of("import", "meta"));
      platform.runs.add(new PlatformServer.Run("import", "1", "success"));
      assertSeen(Verdict.PASSED, idle)
          .isEqualTo("import 0 queued 0 running, meta 0 queued 0 running");
      platform.runs.add(new PlatformServer.Run("meta", "2", "running"));
      assertSeen(Verdict.FAILED, idle).contains("meta 0 queued 1 running");
      platform.before =
          exchange -> {
            try {
              PlatformServer.send(exchange, 403, "{}");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return true;
          };
      assertSeen(Verdict.INDETERMINATE, idle).contains("0.1.3");
    }
  }

  @Test
  void whoTellsThatTheClockIsSynchronisedIsSaid() throws Exception {
    Path mark = stage.folder.resolve("synchronized");
    Check clock = new Check.ClockSynchronised(mark);
    stage.script("tools/timedatectl", "exit 1\n");
    stage.script("tools/chronyc", "exit 1\n");
    assertSeen(Verdict.INDETERMINATE, clock).contains("neither");
    stage.file("synchronized", "");
    assertSeen(Verdict.PASSED, clock).contains("synchronized' is there");
    stage.script("tools/chronyc", "echo 'Leap status     : Not synchronised'\n");
    assertSeen(Verdict.FAILED, clock).isEqualTo("chronyc says it is not");
    stage.script("tools/chronyc", "echo 'Leap status     : Normal'\n");
    assertSeen(Verdict.PASSED, clock).isEqualTo("chronyc says so");
    stage.script("tools/timedatectl", "echo NTPSynchronized=no\n");
    assertSeen(Verdict.FAILED, clock).isEqualTo("timedatectl says it is not");
    stage.script("tools/timedatectl", "echo NTPSynchronized=yes\n");
    assertSeen(Verdict.PASSED, clock).isEqualTo("timedatectl says so");
  }

  @Test
  void aFileInAQuarantineOfTheReceiverWaits() throws Exception {
    Path incoming = stage.folder("ctp/incoming");
    Check none = new Check.NoFiles(incoming, "*.dcm");
    stage.folder("ctp/incoming/.quarantines/script");
    assertSeen(Verdict.PASSED, none);
    stage.file("ctp/incoming/.quarantines/script/1.dcm", "x");
    assertSeen(Verdict.FAILED, none).contains(".quarantines/script/1.dcm");
  }

  @Test
  void sizesAreToldAsAPersonReadsThem() {
    assertThat(Amount.of(1023)).isEqualTo("1023 B");
    assertThat(Amount.of(1536)).isEqualTo("1.5 KiB");
    assertThat(Amount.of(3L << 40)).isEqualTo("3.0 TiB");
  }
}
