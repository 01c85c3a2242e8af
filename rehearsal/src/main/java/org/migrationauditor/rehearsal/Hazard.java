package org.migrationauditor.rehearsal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A way in which the upgrade from Kaapana 0.1.3 to 0.2.2 loses something without a word when its
 * guide is followed. Each happens on a rehearsal host, where the runbook must stop at one step and
 * say what would have been lost.
 */
public enum Hazard {
  REINSTALL_MENU(
      "10.2",
      "the deploy script is of 0.1.2, whose option 2 installs again",
      Hazard.MADE,
      Catch.MENU,
      "'helm ls -A -a -q' prints no line"),
  UNDEPLOY_LEAVES_POD(
      "10.2",
      "the undeploy script is done and a pod is not",
      "undeploy-old",
      Catch.OLD_POD,
      "prints no line like '^.*\\sTerminating"),
  UNINSTALL_LIES(
      "10.2",
      "the uninstall script fails and ends with exit status 0",
      "uninstall-old-server",
      Catch.OLD_SERVER,
      "'snap list' prints no line"),
  OLD_SERVER_LEFT(
      "10.2",
      "the old MicroK8s is there, so the new one is not installed, with exit status 0",
      "install-new-server",
      Catch.NEW_SERVER,
      "'snap list' prints a line like '^microk8s"),
  CREDENTIALS_BY_LINE(
      "10.2",
      "user name and password go into lines 15 and 16, which are others in 0.2.2",
      "registry-credentials",
      Catch.CREDENTIALS,
      "CONTAINER_REGISTRY_USERNAME"),
  LINKED_FOLDER(
      "10.3",
      "MinIO's folder is a link to another disk",
      Hazard.MADE,
      Catch.LINK,
      "it is a symbolic link"),
  LINK_OUT_OF_ARCHIVE(
      "10.3",
      "a year of images lies elsewhere, behind a link",
      Hazard.MADE,
      Catch.LINKED_FILES,
      "no link is below"),
  NO_ROOM("10.3", "the disk has no room for a copy", Hazard.MADE, Catch.ROOM, "there is room at"),
  DISK_FILLED(
      "10.3",
      "the disk fills up before the copy",
      "copy-ready",
      Catch.ROOM_FOR_COPY,
      "there is room at"),
  STALE_POSTMASTER_PID(
      "10.3",
      "the PACS database was killed and left its postmaster.pid",
      "old-platform-gone",
      Catch.KILLED_DATABASE,
      "postmaster.pid'"),
  TARGET_LEFT(
      "10.3",
      "rm -rf left MinIO's fresh folder, so a copy would go one level too deep",
      "copy-ready",
      Catch.TARGET,
      "nothing is at"),
  PLAIN_COPY(
      "10.3",
      "the database was copied by cp -r, which makes owners root and times new",
      Hazard.COPIED,
      Catch.DATABASE_COPY,
      "ATTRIBUTES_CHANGED"),
  FLIPPED_BIT(
      "10.3",
      "one bit of one image is another",
      Hazard.COPIED,
      Catch.IMAGE_COPY,
      "DIGEST_MISMATCH"),
  LOST_FILE("10.3", "one image was not copied", Hazard.COPIED, Catch.IMAGE_COPY, "MISSING"),
  TRUNCATED_FILE(
      "10.3", "a full disk cut one image short", Hazard.COPIED, Catch.IMAGE_COPY, "TRUNCATED"),
  EXTRA_FILE("10.3", "one image was never there", Hazard.COPIED, Catch.IMAGE_COPY, "EXTRA"),
  SWAPPED_FILES(
      "10.3",
      "two images of one size changed places",
      Hazard.COPIED,
      Catch.IMAGE_COPY,
      "DIGEST_MISMATCH"),
  LOST_BUCKET("10.3", "one bucket was not copied", Hazard.COPIED, Catch.OBJECT_COPY, "MISSING"),
  NESTED_COPY(
      "10.3",
      "cp -r ran twice, and every object lies one folder too deep",
      Hazard.COPIED,
      Catch.OBJECT_COPY,
      "NESTED_COPY"),
  SPLIT_DIRECTORIES(
      "10.4",
      "FAST and SLOW are two folders, and one is named",
      Hazard.MADE,
      Catch.SCRIPT_PATHS,
      "sets SLOW_DATA_DIR to"),
  DISK_NOT_MOUNTED(
      "10.4",
      "the disk with the images is not mounted, so their folder is empty",
      Hazard.MADE,
      Catch.NO_ARCHIVE,
      "fs1' is a folder"),
  MOUNTED_SUB_DIRECTORY(
      "10.4",
      "MinIO's folder is a mount of its own",
      Hazard.MADE,
      Catch.MOUNT,
      "can be renamed and written"),
  MOUNT_RETURNS(
      "10.4",
      "the reboot mounts a disk at the old place",
      "reboot",
      Catch.MOUNT_AGAIN,
      "nothing is mounted"),
  MOVE_TARGET_APPEARS(
      "10.4",
      "the folder that the old data is renamed to is there, so mv would move into it",
      "move-slow-aside",
      Catch.MOVE,
      "is there already"),
  OTHER_DATABASE_COPIED(
      "10.5",
      "Airflow's database of 0.1.3 was copied too, and is of another version",
      Hazard.RESTARTED,
      Catch.DATABASE_VERSION,
      "postgres-airflow/PG_VERSION'"),
  FURTHER_STORAGE(
      "10.5",
      "the archive has a storage that the new LDAP does not know",
      Hazard.MADE,
      Catch.STORAGE,
      "prints no line like '^(?!fs1$)"),
  STUDY_SENT_MEANWHILE(
      "10.6",
      "the fresh platform takes a study, which the guide deletes with it",
      "undeploy-fresh",
      Catch.FRESH_IMAGES,
      "nothing but study:"),
  OBJECT_UPLOADED_MEANWHILE(
      "10.6",
      "the fresh MinIO takes an object, which the guide deletes with it",
      "undeploy-fresh",
      Catch.FRESH_OBJECTS,
      "nothing but uploads/readme.txt"),
  SENDERS_CONNECTED(
      "10.6",
      "senders still reach the old platform",
      Hazard.MADE,
      Catch.PORT,
      "refuses connections"),
  CTP_INCOMING(
      "10.6",
      "the receiver has files that the PACS has not",
      Hazard.MADE,
      Catch.RECEIVER,
      Hazard.CTP),
  CTP_QUARANTINE(
      "10.6", "the receiver put files into quarantine", Hazard.MADE, Catch.RECEIVER, Hazard.CTP),
  WORKFLOW_DATA(
      "10.6",
      "a workflow has files that the PACS has not",
      Hazard.MADE,
      Catch.WORKFLOW_FILES,
      "workflows/data' is named like '*.dcm'"),
  RECEIVED_LATE(
      "10.6",
      "the receiver takes a file while the platform is undeployed",
      "old-platform-gone",
      Catch.LATE_FILE,
      Hazard.CTP),
  IMPORT_FOLDER_FILLED(
      "10.7",
      "TMP holds files for the platform's next start",
      Hazard.MADE,
      Catch.IMPORT,
      "TMP' is named like"),
  IMPORT_FOLDER_SWALLOWED(
      "10.7",
      "somebody keeps files in TMP, which the platform sends to itself and deletes",
      Hazard.RESTARTED,
      Catch.IMPORT_AT_START,
      "TMP' is named like"),
  INIT_SERIES(
      "10.7",
      "a series that the platform sends to itself is not deleted yet",
      Hazard.STARTED,
      Catch.RUNNING_ARCHIVE,
      "EXTRA"),
  LOST_AFTER_START(
      "10.8",
      "the running platform lost an image, and OHIF shows the study all the same",
      Hazard.STARTED,
      Catch.RUNNING_ARCHIVE,
      "MISSING"),
  RE_INDEX_TIMED_OUT(
      "10.8",
      "the index is too large to be emptied within 2 seconds, so its run fails",
      Hazard.INDEXED,
      Catch.INDEX,
      "the run of service-re-index-dicom-data succeeded"),
  FOREIGN_FILE(
      "10.8",
      "a file among the images is none, and the re-index stops there",
      Hazard.MADE,
      Catch.INDEX,
      "the run of service-re-index-dicom-data succeeded"),
  FAILED_EXTRACTION(
      "10.8",
      "the re-index is done, and a run that it began failed",
      Hazard.INDEXED,
      Catch.INDEX,
      "no run of service-extract-metadata failed"),
  TWO_SERIES_IN_ONE_FOLDER(
      "10.8",
      "two series share a folder, of which the re-index reads one file",
      Hazard.MADE,
      Catch.INDEX,
      "the metadata index holds each series"),
  MISSING_THUMBNAIL(
      "10.8",
      "a thumbnail could not be made, and the run that made the last one succeeded",
      Hazard.DEPICTED,
      Catch.PREVIEWS,
      "holds a thumbnail of each series"),
  UI_VISIBLE_TYPO(
      "10.9",
      "ui_visible is set from False to True twice, as the guide has it",
      "thumbnails-hide",
      Catch.HIDDEN_WORKFLOW,
      "ui_visible"),
  EMPTY_SELECTION(
      "10.9",
      "no series is selected, since the index was empty, and the run succeeds",
      Hazard.DEPICTED,
      Catch.PREVIEWS,
      "holds a thumbnail of each series"),
  OLD_TREE_IN_USE(
      "10.10",
      "a process works on the folder that will be deleted",
      "aside-unused",
      Catch.OLD_TREE_FREE,
      "no process of"),
  OLD_TREE_CHANGED(
      "10.10",
      "something wrote to the old images since they were moved",
      "inventory-dicom-before-delete",
      Catch.OLD_TREE_AS_READ,
      "DIGEST_MISMATCH"),
  OLD_TREE_CHANGED_LAST(
      "10.10",
      "something writes to the old data after it was read for the last time",
      "delete-old-fast",
      Catch.LAST_LOOK,
      "of its entries changed since");

  /** In place of a step: it is so from the start. */
  static final String MADE = "";

  private static final String COPIED = "inventory-dicom-after-copy";
  private static final String RESTARTED = "second-start-ready";
  private static final String STARTED = "inventory-dicom-after-start";
  private static final String INDEXED = "re-index";
  private static final String DEPICTED = "thumbnails";
  private static final String CTP = "ctp/incoming' is named like '*.dcm'";

  private final String section;
  private final String happening;
  private final String happensAt;
  private final Catch caught;
  private final String sign;

  Hazard(String section, String happening, String happensAt, Catch caught, String sign) {
    this.section = section;
    this.happening = happening;
    this.happensAt = happensAt;
    this.caught = caught;
    this.sign = sign;
  }

  /**
   * The hazard of that name.
   *
   * @param name as {@link #toString} gives it
   */
  public static Optional<Hazard> of(String name) {
    return Arrays.stream(values()).filter(hazard -> hazard.toString().equals(name)).findFirst();
  }

  /** Section of the collected traps of the guide, such as {@code 10.3}. */
  public String section() {
    return section;
  }

  /** What happens, in words. */
  public String happening() {
    return happening;
  }

  /** Id of the step before which it happens; empty when the host is made so. */
  public String happensAt() {
    return happensAt;
  }

  /** Id of the step that must not pass. */
  public String caughtAt() {
    return caught.step();
  }

  /** What would have been lost, as the step says it. */
  public String lost() {
    return caught.lost();
  }

  /** Code of the finding, or part of what is observed, by which it is caught. */
  public String sign() {
    return sign;
  }

  /** Lower-case name with hyphens, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
