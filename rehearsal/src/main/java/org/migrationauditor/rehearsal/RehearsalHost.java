package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that looks and behaves like a Kaapana 0.1.3 server: data directories, stand-ins for the
 * platform's scripts in {@code opt/}, for the host's tools in {@code bin/}, their state in {@code
 * state/}, the processes that would run in {@code proc/}. All of it acts inside the folder alone.
 * Not safe for use by two threads at once.
 */
public final class RehearsalHost {
  /** The platform of a rehearsal takes no DICOM; on this port nothing of any host listens. */
  private static final String UNUSED_PORT = "1";

  private static final String TOOLS_PATH = "toolsPath";

  /** SQL in the library. */
  private static final String PACS_ROWS = "pacsdb.sql";

  /** Where the guide has the user name written. */
  private static final int GUIDE_LINE = 15;

  private final HostLayout host;
  private final HostMarker marker;

  private RehearsalHost(HostLayout host, HostMarker marker) {
    this.host = host;
    this.marker = marker;
  }

  /**
   * Makes a host with a running 0.1.3.
   *
   * @param directory is made when it does not exist
   * @throws IllegalArgumentException when the folder holds anything, there is no folder of samples,
   *     or this process cannot name files beyond ASCII
   */
  public static RehearsalHost create(Path directory, RehearsalSettings settings)
      throws IOException {
    HostLayout host =
        new HostLayout(directory.toAbsolutePath().normalize(), settings.oneDataDirectory());
    refuseContent(host.root());
    refuseMissingSamples(settings.samples());
    refuseOneDirectory(host.root(), settings);
    refuseAsciiLocale(host.root());
    Files.createDirectories(host.root());
    new HostScripts(host).write();
    writeLibrary(host, settings.seed());
    PlatformData.writeOld(host.fast(), host.slow(), settings.seed());
    writeArchive(host, settings);
    HostOwners owners = HostOwners.of(host);
    installOldServer(host, settings.seed());
    owners.apply();
    RehearsalHost made = new RehearsalHost(host, new HostMarker(settings, owners.serverData()));
    made.marker.write(host.marker());
    PacsRows.write(host.dicomData(), host.library().resolve(PACS_ROWS));
    made.strikeBefore(Hazard.MADE);
    HostDates.apply(host.root());
    return made;
  }

  /**
   * Opens a host that {@link #create} made.
   *
   * @throws IllegalArgumentException when the folder is none
   */
  public static RehearsalHost open(Path directory) throws IOException {
    Path root = directory.toAbsolutePath().normalize();
    Path file = new HostLayout(root, false).marker();
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "rehearsal host '%s': it holds no file %s, so it is none; make one with ./auditor rehearse"
              .formatted(root, file.getFileName()));
    }
    HostMarker marker = HostMarker.read(file);
    return new RehearsalHost(new HostLayout(root, marker.settings().oneDataDirectory()), marker);
  }

  /**
   * The host that a migration is planned for, if that is a rehearsal host.
   *
   * @param parameters of the migration
   * @throws IllegalArgumentException if the host was one and is damaged
   */
  public static Optional<RehearsalHost> of(Map<String, String> parameters) throws IOException {
    String tools = parameters.getOrDefault(TOOLS_PATH, "");
    @Nullable Path root = tools.isEmpty() ? null : Path.of(tools).toAbsolutePath().getParent();
    return root == null || !Files.isRegularFile(new HostLayout(root, false).marker())
        ? Optional.empty()
        : Optional.of(open(root));
  }

  /** What goes wrong on it; empty when nothing does. */
  public Optional<Hazard> hazard() {
    return Optional.ofNullable(marker.settings().hazard());
  }

  /**
   * Lets what goes wrong on it happen, if that is before this step and did not happen yet.
   *
   * @param step its id
   * @return whether it happened
   */
  public boolean strikeBefore(String step) throws IOException {
    @Nullable Hazard hazard = marker.settings().hazard();
    Path struck = host.state().resolve("struck");
    if (hazard == null || !hazard.happensAt().equals(step) || Files.exists(struck)) {
      return false;
    }
    Files.write(struck, strike(hazard));
    return true;
  }

  /**
   * Lets something go wrong at once.
   *
   * @return keys of the entries that are no longer as they were, in ascending order of their UTF-8
   *     bytes, where a comparison must find them; relative to {@code dicom_data} or, for what is
   *     MinIO's, to {@code minio}; those of buckets and empty folders end in a slash
   * @throws IllegalArgumentException when nothing there can suffer it
   */
  public List<String> strike(Hazard hazard) throws IOException {
    return new Mishap(host, marker.settings().seed()).strike(hazard);
  }

  /**
   * Values for the runbook {@code kaapana-0.1.3-to-0.2.2}, with a platform that is spoken to over
   * HTTP where people are not to work by hand.
   *
   * @param port of {@link StandInPlatform#freePort}
   */
  public Map<String, String> parameters(int port) throws IOException {
    Map<String, String> parameters = parameters();
    if (marker.settings().hazard() == Hazard.UI_VISIBLE_TYPO) {
      return parameters; // only by hand can it happen
    }
    parameters.putAll(StandInPlatform.parameters(port));
    if (isCaughtBy(Catch.AGREEMENT)) {
      parameters.put("oldPacsPort", String.valueOf(StandInPlatform.freePort()));
    }
    if (isCaughtBy(Catch.RUNNING_DATABASE)) {
      parameters.put("newPacsPort", String.valueOf(StandInPlatform.freePort()));
    }
    if (marker.settings().hazard() == Hazard.SENDERS_CONNECTED) {
      parameters.put("ownAddress", "127.0.0.1");
      parameters.put("dicomPort", String.valueOf(port));
    }
    return parameters;
  }

  private boolean isCaughtBy(Catch caught) {
    return hazard().filter(one -> one.caughtAt().equals(caught.step())).isPresent();
  }

  /** Values for every parameter of the runbook {@code kaapana-0.1.3-to-0.2.2}. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("fastDataDir", host.fast().toString());
    parameters.put("slowDataDir", host.slow().toString());
    parameters.put("asideFastDir", host.asideFast().toString());
    parameters.put("asideSlowDir", host.asideSlow().toString());
    parameters.put("freshAsideDir", host.freshAside().toString());
    parameters.put("oldDeployScript", host.scripts().resolve("deploy_platform.sh").toString());
    parameters.put("oldServerScript", host.scripts().resolve("server_installation.sh").toString());
    parameters.put("newDeployScript", newDeployScript().toString());
    parameters.put(
        "newServerScript", host.scripts().resolve("server_installation_0.2.2.sh").toString());
    parameters.put("serverDataOwner", marker.serverDataOwner());
    parameters.put("domain", "rehearsal.example.org");
    parameters.put(TOOLS_PATH, host.tools().toString());
    parameters.put("snapDir", host.snap().toString());
    parameters.put("bootIdFile", host.bootId().toString());
    parameters.put("processesDir", host.processes().toString());
    parameters.put("timesyncFile", host.state().resolve("clock_synchronised").toString());
    parameters.put("dicomPort", UNUSED_PORT);
    if (marker.settings().hazard() == Hazard.SPLIT_DIRECTORIES) {
      parameters.keySet().removeAll(List.of("slowDataDir", "asideSlowDir", "freshAsideDir"));
    }
    return parameters;
  }

  /**
   * Starts what the deployed platform offers over HTTP; the caller closes it.
   *
   * @param port of {@link StandInPlatform#freePort}
   * @throws IOException if something else listens there
   */
  public StandInPlatform platform(int port) throws IOException {
    try {
      return StandInPlatform.start(host, port);
    } catch (BindException e) {
      throw new IOException(
          "rehearsal host '%s': something else listens on port %d; nothing was started, end it and run again"
              .formatted(host.root(), port),
          e);
    }
  }

  /** Where the database of its PACS, if somebody runs one, may keep what it needs. */
  public Path databaseFolder() {
    return host.library().resolve("database");
  }

  /**
   * SQL that makes the tables of its PACS with the rows they have now: those they had when the host
   * was made, and those of the phantom if the archive took it since.
   */
  public String pacsRows() throws IOException {
    String rows =
        PacsRows.withPhantom(Files.readString(host.library().resolve(PACS_ROWS)), host.dicomData());
    return Files.exists(host.state().resolve(Mishap.ROW_LOST)) ? PacsRows.withoutOne(rows) : rows;
  }

  /** As if the machine were restarted: a new boot id, and what is still installed starts again. */
  public void reboot() throws IOException {
    new HostScripts(host).run(host.tools().resolve("reboot").toString());
  }

  /**
   * Puts a dummy user name and password into both deploy scripts, as the operator does in step 6
   * and on the way back; by the guide's numbers of lines where that is the hazard, which gives the
   * name to the password and the password to an empty line.
   */
  public void setRegistryCredentials() throws IOException {
    HostScripts scripts = new HostScripts(host);
    if (Files.exists(host.state().resolve("credentials_by_line"))) {
      scripts.assignLine(newDeployScript(), GUIDE_LINE, "practice");
      return;
    }
    for (Path script : List.of(newDeployScript(), host.scripts().resolve("deploy_platform.sh"))) {
      scripts.assign(script, "CONTAINER_REGISTRY_USERNAME", "practice");
      scripts.assign(script, "CONTAINER_REGISTRY_PASSWORD", "not-a-secret");
    }
  }

  /** Takes from MinIO what 0.1.3 left there, as the operator does; all but what goes wrong. */
  public void closeMinioAccess() throws IOException {
    MinioTree minio =
        new MinioTree(
            host.minio(),
            new DatedFiles(marker.settings().seed(), Instant.parse("2023-08-02T10:00:00Z")));
    if (Files.notExists(host.state().resolve("upload_user_stays"))) {
      minio.removeUploadUser();
    }
    if (Files.notExists(host.state().resolve("webhook_stays"))) {
      minio.removeWebhook();
    }
  }

  private Path newDeployScript() {
    return host.scripts().resolve("deploy_platform_0.2.2.sh");
  }

  private static void refuseContent(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException(
          "rehearsal host '%s': a file stands there; name a folder that does not exist yet"
              .formatted(root));
    }
    try (Stream<Path> content = Files.list(root)) {
      long entries = content.count();
      if (entries > 0) {
        throw new IllegalArgumentException(
            "rehearsal host '%s': the folder holds %d entries and was left as it is; name one that is"
                    .formatted(root, entries)
                + " empty or does not exist yet");
      }
    }
  }

  private static void refuseOneDirectory(Path root, RehearsalSettings settings) {
    @Nullable Hazard hazard = settings.hazard();
    if (settings.oneDataDirectory()
        && (hazard == Hazard.SPLIT_DIRECTORIES || hazard == Hazard.MOVE_TARGET_APPEARS)) {
      throw new IllegalArgumentException(
          "rehearsal host '%s': %s needs two data directories; leave out --one-data-directory"
              .formatted(root, hazard));
    }
  }

  private static void refuseMissingSamples(@Nullable Path samples) {
    if (samples != null && !Files.isDirectory(samples)) {
      throw new IllegalArgumentException(
          "samples '%s': no such folder; name one that holds DICOM files, or none"
              .formatted(samples));
    }
  }

  /** Java encodes the names of files as the locale says, and only that. */
  private static void refuseAsciiLocale(Path root) {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    if (!encoding.equals("UTF-8")) {
      throw new IllegalArgumentException(
          "rehearsal host '%s': it has names in UTF-8, and this process writes names in '%s';"
                  .formatted(root, encoding)
              + " set LC_ALL=C.UTF-8 and try again");
    }
  }

  private static void writeLibrary(HostLayout host, long seed) throws IOException {
    DatedFiles files = new DatedFiles(seed ^ 0x11B, Instant.parse("2023-07-26T08:00:00.75Z"));
    PlatformData.writeFresh(host.fresh().resolve("fast"), host.fresh().resolve("slow"), seed);
    Phantom.write(host.library().resolve("phantom"), files);
    MinioTree.writeInitJob(host.library().resolve("minio"), files);
  }

  private static void writeArchive(HostLayout host, RehearsalSettings settings) throws IOException {
    DicomStore store = new DicomStore(host.dicomData(), new Random(settings.seed()));
    Files.createDirectories(host.dicomData());
    new SyntheticStudies(store, settings.seed()).write(settings.studies());
    @Nullable Path samples = settings.samples();
    if (samples != null) {
      new Samples(samples).storeIn(store);
    }
  }

  private static void installOldServer(HostLayout host, long seed) throws IOException {
    Files.createDirectories(host.state());
    Files.createDirectories(host.processes());
    Files.writeString(host.state().resolve("boot_seed"), seed + "\n");
    Files.writeString(host.state().resolve("boots"), "0\n");
    new HostScripts(host)
        .run(
            "bash",
            "-c",
            "set -euf; . \"$1\"; install_server v1.23.17 1.23/stable 3.7.0 3.7/stable;"
                + " record_old \"$2\" \"$3\"; new_boot_id",
            "bash",
            host.library().resolve("host.sh").toString(),
            host.fast().toString(),
            host.slow().toString());
  }
}
