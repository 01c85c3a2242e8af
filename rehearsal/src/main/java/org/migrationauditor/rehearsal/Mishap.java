package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Makes hazards happen on a rehearsal host, at the moment at which they do. */
final class Mishap {
  /** Name of the fault by which the PACS's database has one row less. */
  static final String ROW_LOST = "row_lost";

  private static final String DATABASE = "postgres-dcm4che";
  private static final String ONE_FILE = "study/image.dcm";

  private final HostLayout host;
  private final HostScripts scripts;
  private final long seed;

  Mishap(HostLayout host, long seed) {
    this.host = host;
    this.seed = seed;
    scripts = new HostScripts(host);
  }

  /**
   * Lets one happen.
   *
   * @return keys of the entries that a comparison must find, as {@link Vandal} names them
   */
  List<String> strike(Hazard hazard) throws IOException {
    switch (hazard) {
      case FLIPPED_BIT,
          SWAPPED_FILES,
          EXTRA_FILE,
          INTERRUPTED_COPY,
          TRUNCATED_FILE,
          LOST_BUCKET,
          NESTED_COPY -> {
        return vandal(hazard).inflict(Damage.valueOf(hazard.name()));
      }
      case LOST_FILE, LOST_AFTER_START -> {
        return vandal(hazard).inflict(Damage.LOST_FILE);
      }
      case PLAIN_COPY -> copyPlainly(host.fast().resolve(DATABASE));
      case INIT_SERIES -> {
        return sendStudy();
      }
      case STUDY_SENT_MEANWHILE -> sendStudy();
      case OLD_TREE_CHANGED -> changeLastByte(firstImage(host.asideSlow()));
      default -> strikeTheHost(hazard);
    }
    return List.of();
  }

  /** Each hazard has victims of its own, so that several can happen to one host. */
  private Vandal vandal(Hazard hazard) {
    return new Vandal(host, seed * 1_000 + hazard.toString().hashCode());
  }

  private void strikeTheHost(Hazard hazard) throws IOException {
    Path fast = host.fast();
    Path slow = host.slow();
    switch (hazard) {
      case REINSTALL_MENU -> oldMenu(host.scripts().resolve("deploy_platform.sh"));
      case UNDEPLOY_LEAVES_POD -> fault("undeploy_leaves_pod");
      case UNINSTALL_LIES -> fault("server_uninstall_fails");
      case OLD_SERVER_LEFT -> installOldServer();
      case CREDENTIALS_BY_LINE -> fault("credentials_by_line");
      case LINKED_FOLDER -> linkElsewhere(slow.resolve("minio"), host.root().resolve("elsewhere"));
      case LINK_OUT_OF_ARCHIVE -> {
        Path year = first(host.dicomData().resolve("fs1"));
        linkElsewhere(year, fast.resolve("images-of-" + year.getFileName()));
      }
      case NO_ROOM, DISK_FILLED -> noInodes();
      case STALE_POSTMASTER_PID ->
          Files.writeString(fast.resolve(DATABASE).resolve("postmaster.pid"), "1\n");
      case TARGET_LEFT -> Files.createDirectories(slow.resolve("minio/uploads"));
      case DISK_NOT_MOUNTED ->
          Files.move(host.dicomData().resolve("fs1"), host.root().resolve("unmounted-disk"));
      case MOUNTED_SUB_DIRECTORY -> mount(slow.resolve("minio"));
      case MOUNT_RETURNS -> mount(slow);
      case MOVE_TARGET_APPEARS -> Files.createDirectories(host.asideSlow());
      case OTHER_DATABASE_COPIED -> {
        Vandal.delete(fast.resolve("postgres-airflow"));
        copy(host.asideFast().resolve("postgres-airflow"), fast.resolve("postgres-airflow"));
      }
      case FURTHER_STORAGE -> {
        Path year = first(host.dicomData().resolve("fs1"));
        Path other = host.dicomData().resolve("fs2").resolve(year.getFileName());
        Files.createDirectories(other.getParent());
        Files.move(year, other);
      }
      case SOURCE_MISSING ->
          Files.move(host.asideSlow().resolve("minio"), host.root().resolve("minio-elsewhere"));
      case OLD_FOLDERS_COME_BACK -> {
        Files.createDirectories(fast.resolve(DATABASE));
        Files.createDirectories(host.dicomData());
      }
      case UPLOAD_USER_STAYS -> fault("upload_user_stays");
      case WEBHOOK_STAYS -> fault("webhook_stays");
      case IMPORT_RUNNING -> fault("import_runs");
      case ROW_WITHOUT_FILE -> Files.delete(firstImage(slow));
      case ROW_LOST_AFTER_START -> fault(ROW_LOST);
      case FILE_WITHOUT_ROW -> sendStudy();
      case ROTTEN_IMAGE -> changeLastByte(firstFile(lastSeries()));
      case OBJECT_UPLOADED_MEANWHILE ->
          minio().object("uploads", "itk/late.csv", "text/csv", bytes("case;volume\n"));
      case CTP_INCOMING, RECEIVED_LATE -> keepImage(fast.resolve("ctp/incoming/late.dcm"));
      case CTP_QUARANTINE -> keepImage(fast.resolve("ctp/incoming/.quarantines/import/late.dcm"));
      case WORKFLOW_DATA ->
          keepImage(fast.resolve("workflows/data/service-process-incoming-dcm-1/image.dcm"));
      case IMPORT_FOLDER_FILLED -> keepImage(slow.resolve("TMP").resolve(ONE_FILE));
      case IMPORT_FOLDER_SWALLOWED -> keepImage(fast.resolve("TMP").resolve(ONE_FILE));
      case RE_INDEX_TIMED_OUT -> fault("re_index_times_out");
      case FOREIGN_FILE -> write(lastSeries().resolve("00000000"), bytes("no image\n"));
      case FAILED_EXTRACTION -> fault("extraction_fails");
      case TWO_SERIES_IN_ONE_FOLDER -> joinSeries();
      case MISSING_THUMBNAIL -> fault("thumbnail_fails");
      case EMPTY_SELECTION -> fault("selection_empty");
      case UI_VISIBLE_TYPO -> showThumbnailWorkflow();
      case OLD_TREE_IN_USE -> process(host.asideSlow().resolve("minio/.minio.sys/format.json"));
      case OLD_TREE_CHANGED_LAST ->
          write(host.asideFast().resolve(DATABASE).resolve("base/1/9999"), bytes("late\n"));
      case SPLIT_DIRECTORIES, SENDERS_CONNECTED -> {} // by the parameters
      case LOSSES_UNNAMED -> {} // by who plans
      default -> throw new IllegalArgumentException(hazard + " happens otherwise");
    }
  }

  private void fault(String name) throws IOException {
    Files.writeString(host.state().resolve(name), "");
  }

  /** The menu of 0.1.2's install_platform.sh. */
  private static void oldMenu(Path script) throws IOException {
    String text = Files.readString(script);
    Files.writeString(
        script,
        text.replace(
                "\"Un- and Re-deploy\" \"Undeploy\" \"Quit\"",
                "\"Upgrade\" \"Re-install\" \"Uninstall\" \"Quit\"")
            .replace("\"Un- and Re-deploy\")", "\"Re-install\")")
            .replace("\"Undeploy\")", "\"Uninstall\")"));
  }

  private void installOldServer() throws IOException {
    scripts.run(
        "bash",
        "-c",
        "set -euf; . \"$1\"; install_server v1.23.17 1.23/stable 3.7.0 3.7/stable",
        "bash",
        host.library().resolve("host.sh").toString());
  }

  private static void linkElsewhere(Path folder, Path elsewhere) throws IOException {
    Files.move(folder, elsewhere);
    Files.createSymbolicLink(folder, elsewhere);
  }

  /** The host's own {@code stat} tells of a file system on which no entry can be made. */
  private void noInodes() throws IOException {
    Path stat = host.tools().resolve("stat");
    Files.writeString(stat, "#!/bin/sh\necho 6553600 0\n");
    Files.setPosixFilePermissions(stat, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The host's mounts are this machine's, and one more. */
  private void mount(Path point) throws IOException {
    String own = Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1);
    String line =
        "99999 1 0:99999 / %s rw,relatime - ext4 /dev/sdz1 rw\n"
            .formatted(point.toRealPath().toString().replace(" ", "\\040"));
    write(
        host.processes().resolve("self/mountinfo"),
        (own + line).getBytes(StandardCharsets.ISO_8859_1));
  }

  private MinioTree minio() {
    return new MinioTree(host.minio(), new DatedFiles(seed, Instant.parse("2023-08-01T12:00:00Z")));
  }

  private List<String> sendStudy() throws IOException {
    List<Path> before = walk(host.dicomData());
    new SyntheticStudies(new DicomStore(host.dicomData(), new Random(seed + 1)), seed + 1).write(1);
    return walk(host.dicomData()).stream()
        .filter(path -> Files.isRegularFile(path) && !before.contains(path))
        .map(path -> host.dicomData().relativize(path).toString())
        .toList();
  }

  private void keepImage(Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Files.copy(anyImage(), place);
  }

  /** One of the archive; of its phantom where the archive is a fresh one. */
  private Path anyImage() throws IOException {
    return firstFile(host.library().resolve("phantom"));
  }

  private static Path firstImage(Path data) throws IOException {
    return firstFile(data.resolve("dcm4che/dicom_data"));
  }

  private static void changeLastByte(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[content.length - 1] ^= 1;
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
  }

  private static void copyPlainly(Path tree) throws IOException {
    FileTime now = FileTime.from(Instant.now());
    for (Path file : walk(tree)) {
      Files.setLastModifiedTime(file, now);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path path : walk(from)) {
      Files.copy(
          path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private Path lastSeries() throws IOException {
    return seriesFolders().getLast();
  }

  /** As if the names of two series of a study had one hash. */
  private void joinSeries() throws IOException {
    List<Path> series = seriesFolders();
    for (int i = 1; i < series.size(); i++) {
      Path one = series.get(i - 1);
      Path other = series.get(i);
      if (one.resolveSibling("").equals(other.resolveSibling(""))) {
        for (Path file : children(other)) {
          Files.move(file, one.resolve(file.getFileName()));
        }
        Files.delete(other);
        return;
      }
    }
    throw new IllegalArgumentException("no study has two series; make a host with more studies");
  }

  private List<Path> seriesFolders() throws IOException {
    return walk(host.dicomData().resolve("fs1")).stream()
        .filter(Files::isRegularFile)
        .map(file -> file.resolveSibling(""))
        .distinct()
        .sorted()
        .toList();
  }

  private void showThumbnailWorkflow() throws IOException {
    Path dag = host.fast().resolve("workflows/dags/dag_service_segmentation_thumbnail.py");
    Files.writeString(dag, Files.readString(dag).replace("False", "True"));
  }

  private void process(Path file) throws IOException {
    Path process = host.processes().resolve("4711");
    Files.createDirectories(process.resolve("fd"));
    for (String link : List.of("cwd", "root", "exe")) {
      Files.createSymbolicLink(process.resolve(link), host.root());
    }
    Files.createSymbolicLink(process.resolve("fd/3"), file);
    Files.writeString(process.resolve("maps"), "");
    Files.writeString(process.resolve("comm"), "backup\n");
    Files.writeString(process.resolve("stat"), "4711 (backup) S 1 4711 4711\n");
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static Path first(Path folder) throws IOException {
    return children(folder).getFirst();
  }

  private static Path firstFile(Path tree) throws IOException {
    return walk(tree).stream().filter(Files::isRegularFile).findFirst().orElseThrow();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static List<Path> walk(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths.sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
