package org.migrationauditor.verifier.inventory;

/** What an entry is. The names are stored in manifests. */
public enum EntryKind {
  /** A DICOM instance: a file that names its SOP Instance UID, or a record of one. */
  INSTANCE,
  /** A record of one more file of an instance that is an entry already. */
  COPY,
  /** An object in a bucket. */
  OBJECT,
  /** A series, where the archive keeps one record of it and none of its instances. */
  SERIES,
  /** An older version of an object. */
  VERSION,
  /** What hides the older versions of an object that was deleted. */
  DELETE_MARKER,
  /** The rows of a table of a database. */
  TABLE,
  /** A sequence of a database. */
  SEQUENCE,
  /** How an object of a database is defined, such as a table by its columns. */
  DEFINITION,
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
