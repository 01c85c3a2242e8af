package org.migrationauditor.rehearsal;

/** Where the runbook stops what goes wrong, and what it says would have been lost. */
enum Catch {
  PLAN(
      "plan",
      "whatever is in neither PACS nor MinIO, which the guide does not mention and its final delete removes"),
  IMPORTS(
      "queues-idle",
      "images that a workflow still holds: they are not among those that are moved, and the final delete removes them"),
  AGREEMENT(
      "pacs-agrees",
      "images whose file is gone or damaged already, which OHIF shows until somebody opens one, and files without a row, which it never shows: after the final delete nobody can tell who lost them"),
  FIRST_START(
      "first-start-ready",
      "both platforms, since 0.2.2 would start on folders of 0.1.3, which the guide calls an invalid state"),
  SOURCE(
      "copy-ready",
      "what is nowhere else, since the guide removes the fresh data first and finds afterwards that there is nothing to copy"),
  UPLOAD_USER(
      "minio-access-closed",
      "the bounds of MinIO, to which everybody may write who knows the password that 0.1.3 gives to all"),
  WEBHOOK(
      "minio-access-closed",
      "what users upload as they did with 0.1.3, since no workflow takes it up any more and nobody is told"),
  MENU(
      "undeploy-old",
      "the state that was to be migrated, since a platform that is there, or comes again by option 2 of 0.1.2's menu, goes on writing"),
  OLD_POD(
      "old-platform-gone",
      "what a pod of 0.1.3 still writes, which would be missing from what is read, moved and compared"),
  KILLED_DATABASE(
      "old-platform-gone",
      "the last rows of the PACS database, whose server was killed or still runs"),
  LATE_FILE(
      "old-platform-gone",
      "studies that the receiver took and the PACS has not: they stay behind, and the final delete removes them"),
  OLD_SERVER(
      "uninstall-old-server",
      "the only copy of the old data, to which 0.1.3 would write when its pods come back after the reboot"),
  NEW_SERVER(
      "install-new-server", "the new platform, which would be deployed on the MicroK8s of 0.1.3"),
  CREDENTIALS(
      "registry-credentials",
      "the night, since 0.2.2 would wait for a name that nobody types while 0.1.3 is gone"),
  SCRIPT_PATHS(
      "new-scripts", "data directories that no step knows, which are neither read nor copied"),
  LINK(
      "old-platform-found",
      "what a link leads to, since only the link would be moved and copied, and the final delete may remove its target"),
  NO_ARCHIVE(
      "old-platform-found",
      "every image, since a disk that is not mounted is an empty folder, which would be migrated as an empty archive"),
  MOUNT(
      "host-ready",
      "the rename of the old data, and the new data, over which a mount would lie again after the next boot"),
  ROOM(
      "host-ready",
      "whatever a copy that runs full has not reached, since the guide looks neither for space nor at the copy's end"),
  ROOM_FOR_COPY(
      "copy-ready",
      "whatever a copy that runs full has not reached, since the guide looks neither for space nor at the copy's end"),
  LINKED_FILES(
      "host-ready",
      "files behind a link, since only the link would be copied, and the final delete may remove what it leads to"),
  TARGET(
      "copy-ready",
      "the sight of all data, since a copy into a folder that is there nests, and the platform shows an empty archive"),
  DATABASE_COPY(
      "compare-postgres-after-copy",
      "rows of the PACS database, or the owner and times its files had, which the final delete removes with the original"),
  IMAGE_COPY(
      "compare-dicom-after-copy",
      "images that are missing or damaged in the copy, whose only sound originals the final delete removes"),
  OBJECT_COPY(
      "compare-minio-after-copy",
      "objects that are missing, damaged or out of sight in the copy, whose only originals the final delete removes"),
  MOUNT_AGAIN(
      "reboot",
      "what is mounted at the old place again: it would be left out of the move and lie over the new data"),
  MOVE("move-slow-aside", "the only copy of the old data, on which 0.2.2 would start"),
  IMPORT_AT_START(
      "second-start-ready",
      "files in TMP, which the platform sends to itself when it starts and then deletes"),
  DATABASE_VERSION(
      "second-start-ready",
      "the workflows of 0.2.2, whose PostgreSQL 15 does not start on a database of 9.6"),
  STORAGE(
      "one-storage",
      "files on a further storage, which the new LDAP does not know and the re-index does not read: they are there and cannot be retrieved"),
  FRESH_IMAGES(
      "inventory-dicom-fresh",
      "studies whose senders were told that they are stored, and which the fresh PACS alone has"),
  FRESH_OBJECTS(
      "inventory-minio-fresh", "objects that users put into the fresh MinIO, which alone has them"),
  PORT(
      "port-closed",
      "studies that arrive after the inventory: the old platform says that they are stored, and nothing migrates them"),
  RECEIVER(
      "nothing-in-flight",
      "studies that the receiver took and the PACS has not: they stay behind, and the final delete removes them"),
  WORKFLOW_FILES(
      "nothing-in-flight",
      "files of workflows that the PACS has not: they stay behind, and the final delete removes them"),
  IMPORT(
      "nothing-in-flight",
      "files that wait for the platform's next start: they stay behind, and the final delete removes them"),
  RUNNING_ARCHIVE(
      "compare-dicom-after-start",
      "images that the running platform lost, changed or added to those of their owners, which a look at it does not show"),
  RUNNING_DATABASE(
      "new-pacs-agrees",
      "images whose row the running database lost, so that nobody finds them although their files are there"),
  INDEX(
      "re-index-done",
      "series that are in the PACS and that nobody finds, since the index has them not"),
  PREVIEWS(
      "thumbnails-done",
      "previews of segmentations, of which nobody knows before they are looked for"),
  HIDDEN_WORKFLOW(
      "thumbnails-hide", "the bounds of users, to whom a service workflow would stay visible"),
  OLD_TREE_FREE(
      "aside-unused",
      "the files of whatever still works on the old folders, which would be deleted under it"),
  OLD_TREE_AS_READ(
      "compare-dicom-before-delete",
      "what was written to the old folders since they were moved, which is nowhere else"),
  LAST_LOOK(
      "delete-old-fast",
      "what was written to the old folders since they were moved, which is nowhere else");

  private final String step;
  private final String lost;

  Catch(String step, String lost) {
    this.step = step;
    this.lost = lost;
  }

  /** Id of the step that must not pass. */
  String step() {
    return step;
  }

  /** What is at stake there, as the runbook says it. */
  String lost() {
    return lost;
  }
}
