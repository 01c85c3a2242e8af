package org.migrationauditor.rehearsal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A way in which the upgrade from Kaapana 0.1.3 to 0.2.2 loses something without a word when its
 * guide is followed. Each happens on a rehearsal host, where the runbook must stop at one step and
 * say what would have been lost. What each is stands in the resource {@code hazards.txt}.
 */
public enum Hazard {
  REINSTALL_MENU,
  UNDEPLOY_LEAVES_POD,
  UNINSTALL_LIES,
  OLD_SERVER_LEFT,
  CREDENTIALS_BY_LINE,
  LINKED_FOLDER,
  LINK_OUT_OF_ARCHIVE,
  NO_ROOM,
  DISK_FILLED,
  STALE_POSTMASTER_PID,
  TARGET_LEFT,
  SOURCE_MISSING,
  PLAIN_COPY,
  FLIPPED_BIT,
  LOST_FILE,
  INTERRUPTED_COPY,
  TRUNCATED_FILE,
  EXTRA_FILE,
  SWAPPED_FILES,
  LOST_BUCKET,
  NESTED_COPY,
  SPLIT_DIRECTORIES,
  DISK_NOT_MOUNTED,
  MOUNTED_SUB_DIRECTORY,
  MOUNT_RETURNS,
  MOVE_TARGET_APPEARS,
  OLD_FOLDERS_COME_BACK,
  OTHER_DATABASE_COPIED,
  FURTHER_STORAGE,
  UPLOAD_USER_STAYS,
  WEBHOOK_STAYS,
  STUDY_SENT_MEANWHILE,
  OBJECT_UPLOADED_MEANWHILE,
  SENDERS_CONNECTED,
  IMPORT_RUNNING,
  CTP_INCOMING,
  CTP_QUARANTINE,
  WORKFLOW_DATA,
  RECEIVED_LATE,
  IMPORT_FOLDER_FILLED,
  IMPORT_FOLDER_SWALLOWED,
  INIT_SERIES,
  LOSSES_UNNAMED,
  ROW_WITHOUT_FILE,
  FILE_WITHOUT_ROW,
  ROTTEN_IMAGE,
  LOST_AFTER_START,
  ROW_LOST_AFTER_START,
  RE_INDEX_TIMED_OUT,
  FOREIGN_FILE,
  FAILED_EXTRACTION,
  TWO_SERIES_IN_ONE_FOLDER,
  MISSING_THUMBNAIL,
  UI_VISIBLE_TYPO,
  EMPTY_SELECTION,
  OLD_TREE_IN_USE,
  OLD_TREE_CHANGED,
  OLD_TREE_CHANGED_LAST;

  /** In place of a step: it is so from the start. */
  static final String MADE = "";

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
    return row().section();
  }

  /** What happens, in words. */
  public String happening() {
    return row().happening();
  }

  /** Id of the step before which it happens; empty when the host is made so. */
  public String happensAt() {
    return row().happensAt();
  }

  /** Id of the step that must not pass; {@code plan} when nothing is planned. */
  public String caughtAt() {
    return row().caught().step();
  }

  /** What would have been lost, as the step says it. */
  public String lost() {
    return row().caught().lost();
  }

  /** Code of the finding, or part of what is observed, by which it is caught. */
  public String sign() {
    return row().sign();
  }

  /** Lower-case name with hyphens, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private HazardTable.Row row() {
    return HazardTable.row(toString());
  }
}
