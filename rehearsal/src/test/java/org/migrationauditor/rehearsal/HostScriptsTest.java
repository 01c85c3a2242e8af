package org.migrationauditor.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-ins do what Kaapana's scripts do, above all where that is surprising. */
class HostScriptsTest {
  private static final String UNDEPLOYED = "UNDEPLOYMENT DONE";
  private static final String PHANTOM = DicomStore.hash(Phantom.STUDY);

  private final Path folder;
  private Path root;
  private RehearsalHost host;

  HostScriptsTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    root = folder.resolve("a $host's `place`");
    host = RehearsalHost.create(root, settings(false));
  }

  @Test
  void theOldMenuUndeploys() throws Exception {
    Run run = script("deploy_platform.sh", "2\n");

    assertThat(run.status()).isZero();
    assertThat(run.output())
        .contains("1) Un- and Re-deploy\n2) Undeploy\n3) Quit\n")
        .contains(UNDEPLOYED);
    assertThat(tool("helm", "ls", "-A", "-a").output().lines()).hasSize(1);
    assertThat(namespaces())
        .containsOnly("kube-system", "kube-public", "kube-node-lease", "default");
    assertThat(tool("microk8s.kubectl", "get", "pods", "-A", "--no-headers").output().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("kube-system "));
    assertThat(fast("postgres-dcm4che/postmaster.pid")).doesNotExist();
  }

  @Test
  void quittingTheOldMenuSucceedsAndChangesNothing() throws Exception {
    Run run = script("deploy_platform.sh", "3\n");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("abort.").doesNotContain(UNDEPLOYED);
    assertThat(namespaces()).contains("store");
  }

  @Test
  void theOldScriptDeploysWhenNothingIsDeployed() throws Exception {
    script("deploy_platform.sh", "2\n");

    Run run = script("deploy_platform.sh", "0.1.3\nno\nserver.example.org\nuser\nsecret\n2\n");

    assertThat(run.status()).isZero();
    assertThat(run.output())
        .contains("No previous deployment found -> deploy")
        .contains("Server domain (FQDN): server.example.org")
        .contains("Deployment done.")
        .doesNotContain(UNDEPLOYED)
        .doesNotContain("secret");
    assertThat(namespaces()).contains("kaapana", "store");
  }

  @Test
  void theOldScriptMakesMissingDataDirectories() throws Exception {
    script("deploy_platform.sh", "2\n");
    move("fast/kaapana", "fast/kaapana_0.1.3");
    move("slow/kaapana", "slow/kaapana_0.1.3");

    script("deploy_platform.sh", "0.1.3\nno\nserver.example.org\nuser\nsecret\n");

    assertThat(root.resolve("slow/kaapana/dcm4che/dicom_data")).isEmptyDirectory();
    assertThat(root.resolve("slow/kaapana/minio")).isEmptyDirectory();
  }

  @Test
  void theOldScriptHasNoUndeployOption() throws Exception {
    Run run = script("deploy_platform.sh", "", "--undeploy");

    assertThat(run).isEqualTo(new Run(1, "unknow parameter: --undeploy\n"));
    assertThat(namespaces()).contains("store");
  }

  @Test
  void bothScriptsRefuseQuietlyWhereTheyAreDeployed() throws Exception {
    Run old = script("deploy_platform.sh", "", "--quiet");
    goOnToNewServer();
    deployNew();
    Run recent = script("deploy_platform_0.2.2.sh", "", "--quiet");

    assertThat(List.of(old, recent))
        .allSatisfy(
            run -> {
              assertThat(run.status()).isEqualTo(1);
              assertThat(run.output()).contains("Project already deployed!");
            });
  }

  @Test
  void uninstallingTheServerTakesTheClusterAndLeavesTheData() throws Exception {
    Snapshot before = Snapshot.of(root.resolve("slow"));
    Run run = script("server_installation.sh", "", "--uninstall");

    assertThat(run.status()).isZero();
    assertThat(tool("snap", "list").output()).doesNotContain("microk8s").doesNotContain("helm");
    assertThat(root.resolve("snap/microk8s")).doesNotExist();
    assertThat(tool("helm", "ls", "-A", "-a").status()).isEqualTo(127);
    assertThat(tool("microk8s.kubectl", "get", "ns").status()).isEqualTo(127);
    assertThat(Snapshot.of(root.resolve("slow"))).isEqualTo(before);
  }

  @Test
  void uninstallingTheServerSucceedsEvenWhenItFailed() throws Exception {
    fault("server_uninstall_fails", "");

    Run run = script("server_installation.sh", "", "--uninstall");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("NOT SUCCESSFUL!").contains("UNINSTALLATION DONE");
    assertThat(tool("snap", "list").output()).containsPattern("microk8s +v1\\.23");
    assertThat(root.resolve("snap/microk8s")).isDirectory();
  }

  @Test
  void theNewServerScriptSkipsAnOldServerAndSucceeds() throws Exception {
    Run run = script("server_installation_0.2.2.sh", "", "-q");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("microk8s is already installed");
    assertThat(tool("snap", "list").output()).containsPattern("microk8s +v1\\.23");
  }

  @Test
  void theNewServerScriptAsksAboutTheProxyUnlessQuiet() throws Exception {
    script("server_installation.sh", "", "--uninstall");

    Run unanswered = script("server_installation_0.2.2.sh", "");
    assertThat(unanswered.status()).isEqualTo(1);
    assertThat(tool("snap", "list").output()).doesNotContain("microk8s");

    assertThat(script("server_installation_0.2.2.sh", "yes\n").status()).isZero();
    assertThat(tool("snap", "list").output()).containsPattern("microk8s +v1\\.26.*1\\.26/stable");
  }

  @Test
  void serverScriptsRefuseWhatTheyDoNotKnow() throws Exception {
    assertThat(script("server_installation.sh", "", "--offline").status()).isEqualTo(1);
    assertThat(script("server_installation_0.2.2.sh", "", "-sv").status()).isEqualTo(1);
    assertThat(script("deploy_platform_0.2.2.sh", "", "--upload-tar").status()).isEqualTo(1);
  }

  @Test
  void theDeployScriptsNeedHelm() throws Exception {
    script("server_installation.sh", "", "--uninstall");

    assertThat(script("deploy_platform.sh", "").status()).isEqualTo(1);
    assertThat(script("deploy_platform_0.2.2.sh", "", "--quiet").status()).isEqualTo(1);
  }

  @Test
  void aRebootChangesTheBootId() throws Exception {
    String before = Files.readString(bootId());

    host.reboot();

    assertThat(before.strip()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(Files.readString(bootId()).strip())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualTo(before.strip());
  }

  @Test
  void aRebootStartsWhatWasLeftDeployedAndItMakesItsDirectoriesAgain() throws Exception {
    move("slow/kaapana", "slow/kaapana_0.1.3");

    host.reboot();

    assertThat(root.resolve("slow/kaapana/minio")).isEmptyDirectory();
  }

  @Test
  void aRebootAfterUninstallingStartsNothing() throws Exception {
    script("deploy_platform.sh", "2\n");
    script("server_installation.sh", "", "--uninstall");
    move("slow/kaapana", "slow/kaapana_0.1.3");

    host.reboot();

    assertThat(root.resolve("slow/kaapana")).doesNotExist();
  }

  /** They belong to an installation of the chart, and a completed job is not run again. */
  @Test
  void aRebootRunsNoInitJobsASecondTime() throws Exception {
    goOnToNewServer();
    deployNew();
    assertThat(namespaces()).contains("services");
    Path page = root.resolve("slow/kaapana/minio/staticwebsiteresults/index.html");
    Files.delete(page);

    host.reboot();

    assertThat(namespaces()).contains("services");
    assertThat(page).doesNotExist();
  }

  @Test
  void credentialsStandWhereTheTemplatesHaveThem() throws Exception {
    assertThat(Files.readAllLines(opt("deploy_platform.sh")).subList(13, 16))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("CONTAINER_REGISTRY_URL=\""),
            line -> assertThat(line).isEqualTo("CONTAINER_REGISTRY_USERNAME=\"\""),
            line -> assertThat(line).isEqualTo("CONTAINER_REGISTRY_PASSWORD=\"\""));
    assertThat(Files.readAllLines(opt("deploy_platform_0.2.2.sh")).subList(12, 15))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("CONTAINER_REGISTRY_URL=\""),
            line -> assertThat(line).isEqualTo("CONTAINER_REGISTRY_USERNAME=\"\""),
            line -> assertThat(line).isEqualTo("CONTAINER_REGISTRY_PASSWORD=\"\""));
  }

  @Test
  void theNewScriptAsksForMissingCredentialsEvenWhenQuiet() throws Exception {
    goOnToNewServer();

    Run without = script("deploy_platform_0.2.2.sh", "", "--domain", "d", "--quiet");
    host.setRegistryCredentials();
    Run with = script("deploy_platform_0.2.2.sh", "", "--domain", "d", "--quiet");

    assertThat(without.status()).isEqualTo(1);
    assertThat(without.output()).contains("Please enter the credentials");
    assertThat(with.status()).isZero();
    assertThat(with.output()).contains("Credentials found!").contains("Deployment done.");
  }

  @Test
  void theNewScriptAsksForDomainAndGraphicsCard() throws Exception {
    goOnToNewServer();
    host.setRegistryCredentials();

    Run run = script("deploy_platform_0.2.2.sh", "server.example.org\nno\n");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("(FQDN): server.example.org").contains("GPU_SUPPORT: false");
  }

  @Test
  void aFailedPreflightAsksEvenWhenQuiet() throws Exception {
    goOnToNewServer();
    host.setRegistryCredentials();
    fault("preflight_fails", "");

    assertThat(script("deploy_platform_0.2.2.sh", "", "--quiet").status()).isEqualTo(1);
    assertThat(script("deploy_platform_0.2.2.sh", "yes\n", "--quiet").status()).isEqualTo(1);
    assertThat(script("deploy_platform_0.2.2.sh", "no\n", "--quiet").status()).isZero();
  }

  @Test
  void fiveFailedPullsEndTheDeployment() throws Exception {
    goOnToNewServer();
    host.setRegistryCredentials();
    fault("chart_pull_fails", "");

    Run run = script("deploy_platform_0.2.2.sh", "", "--quiet");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).contains("Could not pull chart! -> abort");
    assertThat(root.resolve("slow/kaapana")).doesNotExist();
  }

  @Test
  void theFirstDeploymentMakesFreshDirectories() throws Exception {
    goOnToNewServer();
    deployNew();

    assertThat(fast("postgres-dcm4che/PG_VERSION")).hasContent("9.6");
    assertThat(fast("postgres-dcm4che/postmaster.pid")).exists();
    assertThat(fast("postgres-airflow/PG_VERSION")).hasContent("15");
    for (String directory :
        List.of(
            "keycloak/db-files",
            "os/data",
            "os/logs",
            "postgres-backend",
            "alembic",
            "platforms")) {
      assertThat(fast(directory)).isDirectory();
    }
    assertThat(fast("workflows/mounted_scripts")).isDirectory();
    assertThat(fast("dcm4che")).doesNotExist();
    assertThat(root.resolve("slow/kaapana/dcm4che/server_data/deployments")).isDirectory();
    assertThat(root.resolve("slow/kaapana/minio/.minio.sys/format.json")).exists();
  }

  @Test
  void initJobsAddThePhantomAndTwoObjectsOnceThePlatformIsReady() throws Exception {
    goOnToNewServer();
    fault("deploy_slow_ms", "86400000");
    deployNew();

    assertThat(pods()).contains("ContainerCreating").contains("Pending");
    assertThat(phantoms()).isEmpty();

    Files.writeString(root.resolve("state/ready_at"), "0");

    assertThat(pods()).doesNotContain("ContainerCreating").contains("Completed");
    assertThat(phantoms()).hasSize(3);
    Run run = Run.of("dcmftest", phantoms().stream().map(Path::toString).toList());
    assertThat(run.status()).isZero();
    Path minio = root.resolve("slow/kaapana/minio");
    assertThat(minio.resolve("uploads/readme.txt")).exists();
    assertThat(minio.resolve(".minio.sys/buckets/uploads/readme.txt/fs.json")).exists();
    assertThat(minio.resolve("staticwebsiteresults/index.html")).exists();
    assertThat(minio.resolve(".minio.sys/buckets/staticwebsiteresults/index.html")).doesNotExist();
  }

  @Test
  void quietMustStandBeforeUndeploy() throws Exception {
    goOnToNewServer();
    deployNew();
    Run wrong = script("deploy_platform_0.2.2.sh", "", "--undeploy", "--quiet");

    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.output()).doesNotContain(UNDEPLOYED);
    assertThat(volumes()).isNotEmpty();

    Run right = script("deploy_platform_0.2.2.sh", "", "--quiet", "--undeploy");

    assertThat(right.status()).isZero();
    assertThat(right.output()).contains(UNDEPLOYED);
    assertThat(volumes()).isEmpty();
    assertThat(root.resolve("slow/kaapana/minio/uploads/readme.txt")).exists();
  }

  @Test
  void theNewScriptLeavesAnOldPlatformRunningAndSaysDone() throws Exception {
    Run run = script("deploy_platform_0.2.2.sh", "", "--quiet", "--undeploy");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains(UNDEPLOYED);
    assertThat(tool("helm", "ls", "-A", "-a", "-q").output()).isEqualTo("kaapana-platform-chart\n");
    assertThat(namespaces()).contains("store");
    assertThat(fast("postgres-dcm4che/postmaster.pid")).exists();
  }

  @Test
  void theNewMenuUndeploysAndAsksAboutVolumes() throws Exception {
    goOnToNewServer();
    deployNew();

    Run run = script("deploy_platform_0.2.2.sh", "2\nno\n");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("2) Undeploy").contains(UNDEPLOYED);
    assertThat(tool("helm", "ls", "-A", "-a", "-q").output()).isEmpty();
    assertThat(volumes()).isNotEmpty();
  }

  @Test
  void undeployingSaysDoneAlthoughAPodIsLeft() throws Exception {
    fault("undeploy_leaves_pod", "");

    Run run = script("deploy_platform.sh", "2\n");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains(UNDEPLOYED);
    assertThat(pods()).containsPattern("store +dcm4chee\\S+ +1/1 +Terminating");
    assertThat(namespaces()).contains("store");
    assertThat(tool("microk8s.ctr", "containers", "ls").output()).contains("kaapana/dcm4chee");
  }

  @Test
  void podsOfThePlatformUseItsData() throws Exception {
    assertThat(users("slow/kaapana/dcm4che/dicom_data")).containsExactly("java");
    assertThat(users("slow/kaapana/minio")).containsExactly("minio");
    assertThat(users("fast/kaapana/postgres-dcm4che")).containsExactly("postgres");
    assertThat(users("fast/kaapana")).containsExactly("java", "postgres", "slapd");
    assertThat(processes()).contains("systemd", "kubelite");

    goOnToNewServer();
    assertThat(processes()).containsExactlyInAnyOrder("systemd", "sshd", "kubelite");
    deployNew();

    assertThat(users("slow/kaapana")).containsExactly("java", "minio");
    assertThat(users("fast/kaapana")).containsExactly("postgres", "slapd");
    assertThat(users("fast/kaapana_0.1.3")).isEmpty();
    script("deploy_platform_0.2.2.sh", "", "--quiet", "--undeploy");
    assertThat(users("fast")).isEmpty();
    assertThat(users("slow")).isEmpty();
  }

  @Test
  void nobodyUsesTheDataOnceThePlatformIsUndeployed() throws Exception {
    script("deploy_platform.sh", "2\n");

    assertThat(users("fast")).isEmpty();
    assertThat(users("slow")).isEmpty();
    assertThat(processes()).containsExactlyInAnyOrder("systemd", "sshd", "kubelite");
    assertThat(bootId()).exists();
  }

  @Test
  void aPodThatIsLeftGoesOnUsingTheDataUntilTheReboot() throws Exception {
    fault("undeploy_leaves_pod", "");
    script("deploy_platform.sh", "2\n");

    assertThat(users("slow/kaapana")).containsExactly("java");
    assertThat(users("fast/kaapana/postgres-dcm4che")).isEmpty();

    host.reboot();

    assertThat(users("fast")).isEmpty();
    assertThat(users("slow")).isEmpty();
    assertThat(pods()).doesNotContain("Terminating");
  }

  @Test
  void uninstallingTheServerEndsEveryProcessOfIt() throws Exception {
    script("server_installation.sh", "", "--uninstall");

    assertThat(processes()).containsExactlyInAnyOrder("systemd", "sshd");
  }

  @Test
  void aServerThatCouldNotBeUninstalledGoesOnUsingTheData() throws Exception {
    fault("server_uninstall_fails", "");

    script("server_installation.sh", "", "--uninstall");

    assertThat(users("slow/kaapana")).containsExactly("java", "minio");
  }

  @Test
  void aRebootStartsThePodsOfWhatWasLeftDeployed() throws Exception {
    host.reboot();

    assertThat(users("slow/kaapana")).containsExactly("java", "minio");
    assertThat(users("fast/kaapana")).containsExactly("java", "postgres", "slapd");
  }

  @Test
  void theNewScriptEndsNoProcessOfAnOldPlatform() throws Exception {
    script("deploy_platform_0.2.2.sh", "", "--quiet", "--undeploy");

    assertThat(users("slow/kaapana")).containsExactly("java", "minio");
  }

  @Test
  void processesAreShownAsAKernelShowsThem() throws Exception {
    Path processes = Path.of(host.parameters().get("processesDir"));

    assertThat(folders(processes))
        .isNotEmpty()
        .allSatisfy(
            process -> {
              for (String link : List.of("cwd", "root", "exe")) {
                assertThat(Files.readSymbolicLink(process.resolve(link))).isAbsolute();
              }
              assertThat(process.resolve("fd")).isDirectory();
              assertThat(process.resolve("maps")).isRegularFile();
              assertThat(Files.readString(process.resolve("stat")))
                  .startsWith(
                      "%s (%s) S "
                          .formatted(
                              process.getFileName(),
                              Files.readString(process.resolve("comm")).strip()));
            });
  }

  @Test
  void aDeploymentOnRestoredDataKeepsItAndChangesTheDatabase() throws Exception {
    goOnToNewServer();
    deployNew();
    script("deploy_platform_0.2.2.sh", "", "--quiet", "--undeploy");
    for (String tree :
        List.of("slow/%s/dcm4che/dicom_data", "slow/%s/minio", "fast/%s/postgres-dcm4che")) {
      Path target = root.resolve(tree.formatted("kaapana"));
      assertThat(Run.of("rm", List.of("-rf", target.toString())).status()).isZero();
      Path source = root.resolve(tree.formatted("kaapana_0.1.3"));
      assertThat(Run.of("cp", List.of("-a", source.toString(), target.toString())).status())
          .isZero();
    }

    deployNew();
    pods();

    Snapshot dicom = Snapshot.of(root.resolve("slow/kaapana_0.1.3/dcm4che/dicom_data"));
    assertThat(dicom.changedFiles(Snapshot.of(root.resolve("slow/kaapana/dcm4che/dicom_data"))))
        .hasSize(3)
        .allMatch(key -> key.contains("/" + PHANTOM + "/"));
    Snapshot minio = Snapshot.of(root.resolve("slow/kaapana_0.1.3/minio"));
    assertThat(minio.changedFiles(Snapshot.of(root.resolve("slow/kaapana/minio"))))
        .containsExactly(
            ".minio.sys/buckets/staticwebsiteresults/.metadata.bin",
            ".minio.sys/buckets/uploads/readme.txt/fs.json",
            "staticwebsiteresults/index.html",
            "uploads/readme.txt");
    Snapshot database = Snapshot.of(root.resolve("fast/kaapana_0.1.3/postgres-dcm4che"));
    assertThat(database.changedFiles(Snapshot.of(root.resolve("fast/kaapana/postgres-dcm4che"))))
        .containsExactly("global/pg_control", "postmaster.pid");
  }

  @Test
  void worksWithOneDataDirectory() throws Exception {
    root = folder.resolve("one");
    host = RehearsalHost.create(root, settings(true));
    script("deploy_platform.sh", "2\n");
    script("server_installation.sh", "", "--uninstall");
    script("server_installation_0.2.2.sh", "", "-q");
    move("home/kaapana", "home/kaapana_0.1.3");
    deployNew();

    assertThat(root.resolve("home/kaapana/dcm4che/server_data")).isDirectory();
    assertThat(root.resolve("home/kaapana/postgres-dcm4che/PG_VERSION")).exists();
    assertThat(root.resolve("home/kaapana/minio/.minio.sys")).isDirectory();
    assertThat(users("home/kaapana")).containsExactly("java", "minio", "postgres", "slapd");
  }

  private void goOnToNewServer() throws Exception {
    script("deploy_platform.sh", "2\n");
    script("server_installation.sh", "", "--uninstall");
    host.reboot();
    script("server_installation_0.2.2.sh", "", "-q");
    move("fast/kaapana", "fast/kaapana_0.1.3");
    move("slow/kaapana", "slow/kaapana_0.1.3");
  }

  private void deployNew() throws Exception {
    host.setRegistryCredentials();
    Run run = script("deploy_platform_0.2.2.sh", "", "-d", "server.example.org", "--quiet");
    assertThat(run.status()).as(run.output()).isZero();
  }

  private Run script(String name, String input, String... arguments) throws Exception {
    return Run.of(opt(name), List.of(arguments), input);
  }

  private Run tool(String name, String... arguments) throws Exception {
    return Run.of(root.resolve("bin").resolve(name), List.of(arguments), "");
  }

  private List<String> namespaces() throws Exception {
    return tool("microk8s.kubectl", "get", "ns", "--no-headers")
        .output()
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .toList();
  }

  private String pods() throws Exception {
    return tool("microk8s.kubectl", "get", "pods", "-A").output();
  }

  private List<String> volumes() throws Exception {
    return tool("microk8s.kubectl", "get", "pv", "-o", "name")
        .output()
        .lines()
        .filter(line -> line.startsWith("persistentvolume/"))
        .toList();
  }

  private List<Path> phantoms() throws Exception {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root.resolve("slow/kaapana/dcm4che/dicom_data"))) {
      paths
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().contains("/" + PHANTOM + "/"))
          .forEach(found::add);
    }
    return found;
  }

  private List<String> processes() throws Exception {
    List<String> names = new ArrayList<>();
    for (Path process : folders(root.resolve("proc"))) {
      names.add(Files.readString(process.resolve("comm")).strip());
    }
    return names;
  }

  /** Names of the processes that use something of a tree of the host, in ascending order. */
  private List<String> users(String tree) throws Exception {
    String below = root.toRealPath().resolve(tree) + "/";
    List<String> names = new ArrayList<>();
    for (Path process : folders(root.resolve("proc"))) {
      List<String> used = new ArrayList<>(Files.readAllLines(process.resolve("maps")));
      used.replaceAll(line -> line.substring(line.indexOf('/')));
      used.add(Files.readSymbolicLink(process.resolve("cwd")).toString());
      try (Stream<Path> files = Files.list(process.resolve("fd"))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          used.add(Files.readSymbolicLink(file).toString());
        }
      }
      if (used.stream().anyMatch(path -> (path + "/").startsWith(below))) {
        names.add(Files.readString(process.resolve("comm")).strip());
      }
    }
    return names.stream().sorted().toList();
  }

  private static List<Path> folders(Path parent) throws Exception {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  private void fault(String name, String content) throws Exception {
    Files.writeString(root.resolve("state").resolve(name), content);
  }

  private void move(String from, String to) throws Exception {
    Files.move(root.resolve(from), root.resolve(to));
  }

  private Path fast(String name) {
    return root.resolve("fast/kaapana").resolve(name);
  }

  private Path opt(String name) {
    return root.resolve("opt").resolve(name);
  }

  private Path bootId() {
    return Path.of(host.parameters().get("bootIdFile"));
  }

  private static RehearsalSettings settings(boolean oneDataDirectory) {
    return new RehearsalSettings(1, 3, oneDataDirectory, null);
  }
}
