package org.migrationauditor.verifier.inventory;

/** What an entry is. The names are stored in manifests. */
public enum EntryKind {
  /** A file that names its SOP Instance UID. */
  INSTANCE,
  /** An object in a bucket. */
  OBJECT,
  /** A bucket, empty or not. */
  BUCKET,
  /** A file below {@code .minio.sys}. */
  SYSTEM,
  /** Any other file. */
  FILE,
  /** A symbolic link, which is never followed. */
  LINK,
  /** A socket, pipe or device, which is never opened. */
  OTHER,
  /** A folder that is empty, or one that could not be listed to its end. */
  DIRECTORY,
  /** Something that was named but could not be looked at; it may be a folder. */
  UNKNOWN
}
