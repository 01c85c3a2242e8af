package org.migrationauditor.messages.inventory;

/** From which side an archive is looked at. The names are stored; they are never renamed. */
public enum View {
  /** A folder of DICOM Part 10 files, such as dcm4chee's {@code fs1}. */
  DICOM_FILES,
  /** The database of a dcm4chee archive, {@code pacsdb}. */
  PACS_DATABASE,
  /** A PACS as QIDO-RS lists it (PS3.18). */
  DICOMWEB,
  /** A PACS as C-FIND lists it (PS3.4). */
  DIMSE,
  /** An object store as its S3 interface lists it. */
  S3,
  /** The folder of a MinIO server in FS mode: {@code <bucket>/<key>}, {@code .minio.sys} apart. */
  MINIO_FS,
  /** The folder of a MinIO server that keeps each object in an {@code xl.meta}. */
  MINIO_XL,
  /** The index in which Kaapana keeps one document per series. */
  METADATA_INDEX,
  /** A PostgreSQL database, by its rows and its definitions. */
  POSTGRES,
  /** The data directory of a PostgreSQL cluster. */
  POSTGRES_FILES,
  /** A folder of files whose content has no meaning here. */
  FILES;

  /** Whether entries of both views have the same keys for the same things. */
  public boolean comparableWith(View other) {
    return this == other || (objects() && other.objects());
  }

  private boolean objects() {
    return this == S3 || this == MINIO_FS || this == MINIO_XL;
  }
}
